// virnet-differential - Compares virnet with a real libvirt, document by document.
//
//   virnet-differential --libvirt 9.0 --seed 7 --count 100000
//   virnet-differential --libvirt 12.8 --cases /tmp/cases PATH...
//
// Exit status: 0 no disagreement, 1 some, 2 could not run, 77 that libvirt is not on this machine.
// The last line is the figure.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>

#include "conformance/differential/run.h"
#include "conformance/property/documents.h"

namespace {

using namespace virnet;

constexpr int kSkipped = 77;

void print_totals(const differential::Settings& settings, const differential::Totals& totals,
                  double seconds) {
  using enum differential::Verdict;
  for (const std::string& report : totals.reports) fmt::print("{}", report);
  for (const auto verdict :
       {SameBytes, BothRefuse, Deviation, OnlyLibvirt, OnlyVirnet, DifferentBytes, LibvirtEnded})
    if (totals.of(verdict) > 0) fmt::print("{:9}  {}\n", totals.of(verdict), to_string(verdict));
  for (const auto& [code, count] : totals.deviations) fmt::print("{:9}    {}\n", count, code);
  const std::string what = settings.paths.empty()
                               ? fmt::format(" of seed {} from {}", settings.seed, settings.first)
                               : "";
  fmt::print(
      "{} disagreements of {} documents{} with libvirt {}, {} deliberate deviations, {:.0f} "
      "documents/s\n",
      totals.disagreements(), totals.documents(), what, to_string(settings.release),
      totals.of(Deviation), static_cast<double>(totals.documents()) / seconds);
}

}  // namespace

int main(int argc, char** argv) {
  differential::Settings settings;
  std::string release(to_string(kNewestRelease));
  bool print_only = false;
  CLI::App app("Compares virnet with a real libvirt, document by document.");
  app.add_option("--libvirt", release, "release: " + verified_releases())
      ->check([](const std::string& text) {
        return parse_release(text) ? "" : "verified releases: " + verified_releases();
      });
  app.add_option("--seed", settings.seed, "seed of the generated documents")->capture_default_str();
  app.add_option("--first", settings.first, "index of the first generated document");
  app.add_option("--count", settings.count, "how many documents to generate")
      ->capture_default_str();
  app.add_option("--jobs", settings.jobs, "libvirt processes at a time")->capture_default_str();
  app.add_option("--cases", settings.cases, "folder for the minimised disagreements");
  app.add_option("--most-cases", settings.most_cases, "how many disagreements to minimise")
      ->capture_default_str();
  app.add_flag("--progress", settings.progress, "say how far it is");
  app.add_flag("--print", print_only,
               "print the generated documents instead, each followed by a line of dashes");
  app.add_option("PATH", settings.paths,
                 "files and folders with documents, instead of generated ones")
      ->check(CLI::ExistingPath);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  settings.release = *parse_release(release);

  if (print_only) {
    for (std::uint64_t i = settings.first; i < settings.first + settings.count; ++i) {
      generate::Choices choices(settings.seed, i);
      std::cout << generate::document(choices) << "\n----------\n";
    }
    return 0;
  }
  const auto begin = std::chrono::steady_clock::now();
  const differential::Totals totals = differential::run(settings);
  if (totals.failure) {
    fmt::print(stderr, "virnet-differential: {}\n", totals.failure->why);
    return totals.failure->absent ? kSkipped : 2;
  }
  print_totals(settings, totals,
               std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  return totals.disagreements() > 0 ? 1 : 0;
}
