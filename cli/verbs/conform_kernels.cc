#include "cli/verbs/conform_kernels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <virnet/conform_catalogue.h>

#include <algorithm>
#include <mutex>

#include "cli/support/parallel.h"
#include "conformance/kernels/booted.h"

namespace virnet::cli {
namespace {

using conformance::kKernelNames;
using State = ConformedDocument::State;

// What each kernel is at, told by the threads and shown by another one.
class Standing {
 public:
  explicit Standing(const std::vector<std::string>& names) : names_(names), at_(names.size()) {}

  void tell(std::size_t i, std::string at) {
    const std::lock_guard lock(mutex_);
    at_[i] = std::move(at);
  }
  // ": bookworm FRM-013, trixie boots"
  std::string text() {
    const std::lock_guard lock(mutex_);
    std::string all;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!at_[i].empty())
        all += fmt::format("{}{} {}", all.empty() ? ": " : ", ", names_[i], at_[i]);
    }
    return all;
  }

 private:
  std::mutex mutex_;
  const std::vector<std::string>& names_;
  std::vector<std::string> at_;
};

conformance::Report prove_booted(const std::string& name, const Selection& selection,
                                 const conformance::BootedHooks& hooks) {
  const auto kernel = conformance::find_kernel(name);
  if (!kernel) return std::unexpected(kernel.error());
  return conformance::conform_booted(*kernel, selection, hooks);
}

}  // namespace

std::expected<std::vector<std::string>, std::string> kernels_named(
    const std::vector<std::string>& names) {
  std::vector<std::string> all;
  const auto add = [&](std::string_view name) {
    if (std::ranges::find(all, name) == all.end()) all.emplace_back(name);
  };
  for (const std::string& name : names) {
    const bool known = name == kHost || std::ranges::find(kKernelNames, name) != kKernelNames.end();
    if (name == "all") {
      add(kHost);
      for (const std::string_view each : kKernelNames) add(each);
    } else if (known || name.find('/') != std::string::npos) {
      add(name);
    } else {
      return std::unexpected(
          fmt::format("unknown kernel '{}'; known are {}, {}, all, and the path of a folder with a "
                      "kernel",
                      name, kHost, fmt::join(kKernelNames, ", ")));
    }
  }
  return all;
}

std::vector<ConformedDocument> prove_kernels(const std::vector<std::string>& names,
                                             const ConformOptions& options,
                                             const ConformHooks& hooks) {
  std::vector<ConformedDocument> documents(names.size());
  Standing standing(names);
  const auto prove = [&](std::size_t i) {
    ConformedDocument document{.state = State::Trouble, .catalogue = true, .path = names[i]};
    conformance::BootedHooks booted{
        .progress = [&standing, i](const std::string& at) { standing.tell(i, at); }};
    if (options.no_kvm) booted.kvm.clear();
    auto report = names[i] == kHost ? conform_catalogue(options.selection, hooks)
                                    : prove_booted(names[i], options.selection, booted);
    standing.tell(i, {});
    if (report) {
      document.state = State::Proved;
      document.report = std::move(*report);
    } else {
      document.message = std::move(report.error().message);
    }
    documents[i] = std::move(document);
  };
  in_parallel(
      names.size(), "proved", options.common.quiet, prove, [](std::size_t) {},
      [&] { return standing.text(); });
  return documents;
}

}  // namespace virnet::cli
