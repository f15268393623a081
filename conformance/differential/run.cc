#include "conformance/differential/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <mutex>
#include <numeric>
#include <thread>

#include "conformance/differential/case_folder.h"
#include "conformance/differential/minimise.h"
#include "conformance/property/documents.h"

namespace virnet::differential {
namespace {

struct Document {
  std::string bytes;
  std::string origin;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> files_of(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::filesystem::path> files;
  for (const auto& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.is_regular_file() && entry.path().extension() == ".xml")
        files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// Hands out documents to several threads, and collects what came of them.
class Run {
 public:
  explicit Run(const Settings& settings) : settings_(settings), files_(files_of(settings.paths)) {
    end_ = settings.paths.empty() ? settings.first + settings.count : files_.size();
    next_ = settings.paths.empty() ? settings.first : 0;
  }

  void work() {
    auto libvirt = LibvirtProcess::start(settings_.release);
    if (!libvirt) {
      const std::lock_guard lock(mutex_);
      totals.failure = std::move(libvirt.error());
      return;
    }
    Totals found;
    constexpr std::uint64_t kBatch = 64;
    for (std::uint64_t begin = next_.fetch_add(kBatch); begin < end_;
         begin = next_.fetch_add(kBatch)) {
      for (std::uint64_t i = begin; i < std::min(begin + kBatch, end_); ++i)
        look_at(*libvirt, document(i), found);
      if (settings_.progress && begin % (kBatch * 512) == 0)
        fmt::print(stderr, "\r{} of {}", begin, end_);
    }
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < found.by_verdict.size(); ++i)
      totals.by_verdict[i] += found.by_verdict[i];
    for (const auto& [code, count] : found.deviations) totals.deviations[code] += count;
  }

  Totals totals;

 private:
  Document document(std::uint64_t index) const {
    if (!files_.empty()) return {read_file(files_[index]), files_[index].string()};
    generate::Choices choices(settings_.seed, index);
    return {generate::document(choices),
            fmt::format("seed {}, document {}", settings_.seed, index)};
  }

  void look_at(LibvirtProcess& libvirt, const Document& document, Totals& found) {
    const Comparison comparison = compare(libvirt, document.bytes, settings_.release);
    ++found.by_verdict[static_cast<std::size_t>(comparison.verdict)];
    if (comparison.verdict == Verdict::Deviation) ++found.deviations[comparison.code];
    if (is_disagreement(comparison.verdict)) report(libvirt, document, comparison.verdict);
  }

  void report(LibvirtProcess& libvirt, const Document& document, Verdict verdict) {
    {
      const std::lock_guard lock(mutex_);
      if (minimised_++ >= settings_.most_cases) return;
    }
    const std::string small = minimise(document.bytes, [&](std::string_view smaller) {
      return compare(libvirt, smaller, settings_.release).verdict == verdict;
    });
    const Comparison comparison = compare(libvirt, small, settings_.release);
    std::string text = fmt::format("--- {}: {}\n{}\n", document.origin, to_string(verdict), small);
    if (verdict == Verdict::DifferentBytes)
      text += fmt::format("libvirt:\n{}virnet:\n{}", comparison.libvirt, comparison.virnet);
    else
      text += fmt::format("{}\n",
                          verdict == Verdict::OnlyVirnet ? comparison.libvirt : comparison.virnet);
    const std::lock_guard lock(mutex_);
    if (!settings_.cases.empty())
      text += fmt::format("filed as {}\n", write_case(settings_.cases, small, comparison,
                                                      settings_.release, document.origin)
                                               .string());
    totals.reports.push_back(std::move(text));
  }

  const Settings& settings_;
  std::vector<std::filesystem::path> files_;
  std::uint64_t end_ = 0;
  std::atomic<std::uint64_t> next_ = 0;
  std::mutex mutex_;
  std::size_t minimised_ = 0;
};

}  // namespace

std::uint64_t Totals::documents() const {
  return std::accumulate(by_verdict.begin(), by_verdict.end(), std::uint64_t{0});
}
std::uint64_t Totals::disagreements() const {
  return of(Verdict::OnlyLibvirt) + of(Verdict::OnlyVirnet) + of(Verdict::DifferentBytes) +
         of(Verdict::LibvirtEnded);
}

Totals run(const Settings& settings) {
  Run run(settings);
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < settings.jobs; ++i) threads.emplace_back([&run] { run.work(); });
    run.work();
  }
  return std::move(run.totals);
}

}  // namespace virnet::differential
