// Many documents against one release.
#pragma once

#include <virnet/release.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conformance/differential/compare.h"
#include "conformance/differential/libvirt_process.h"

namespace virnet::differential {

struct Settings {
  Release release = kNewestRelease;
  std::vector<std::filesystem::path>
      paths;  // files and folders; generated documents if there are none
  std::uint64_t seed = 1;
  std::uint64_t first = 0;  // index of the first generated document
  std::uint64_t count = 10'000;
  unsigned jobs = 1;
  std::filesystem::path cases;  // where disagreements go; nowhere if empty
  std::size_t most_cases = 20;  // disagreements that are minimised
  bool progress = false;
};

struct Totals {
  std::array<std::uint64_t, 7> by_verdict{};
  std::map<std::string_view, std::uint64_t> deviations;  // by code
  std::vector<std::string> reports;                      // one for each minimised disagreement
  std::optional<NoLibvirt> failure;                      // libvirt could not be started

  [[nodiscard]] std::uint64_t of(Verdict verdict) const {
    return by_verdict[static_cast<std::size_t>(verdict)];
  }
  [[nodiscard]] std::uint64_t documents() const;
  [[nodiscard]] std::uint64_t disagreements() const;
};

[[nodiscard]] Totals run(const Settings& settings);

}  // namespace virnet::differential
