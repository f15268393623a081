#include "fuzz/input.h"

#include <iterator>

#include "conformance/property/choices.h"

namespace virnet::fuzz {
namespace {

// Near the edges of what documents of a fuzzer's size have.
void lower_limit(Limits& limits, Decisions& decisions) {
  const std::size_t value = decisions.byte();
  switch (decisions.below(6)) {
    case 0: limits.max_bytes = value * 16; break;
    case 1: limits.max_depth = value; break;
    case 2: limits.max_attributes = value % 16; break;
    case 3: limits.max_name = value; break;
    case 4: limits.max_text = value; break;
    default: limits.max_diagnostics = value % 8; break;
  }
}

// A verified one, or one between them of which not all is known.
Release any_release(Decisions& decisions) {
  constexpr Release kBetween[] = {{7, 5}, {9, 5}, {10, 0}, {11, 0}, {12, 0}};
  constexpr std::size_t kVerified = kVerifiedReleases.size();
  const std::size_t age = decisions.below(kVerified + std::size(kBetween));
  return age < kVerified ? kVerifiedReleases[kVerified - 1 - age].release
                         : kBetween[age - kVerified];
}

}  // namespace

ParseOptions options_from(Decisions& decisions) {
  ParseOptions options;
  options.release = any_release(decisions);
  const std::uint8_t flags = decisions.byte();
  options.warnings = (flags & 1) == 0;
  options.strict = (flags & 2) != 0;
  options.define = (flags & 4) != 0;
  for (std::size_t n = (flags >> 4) & 3; n > 0; --n) lower_limit(options.limits, decisions);
  return options;
}

std::vector<std::uint32_t> numbers_from(std::string_view bytes) {
  constexpr std::uint8_t kLarge = 0xf8;
  Decisions decisions(bytes);
  std::vector<std::uint32_t> numbers;
  numbers.reserve(bytes.size());
  while (!decisions.empty()) {
    const std::uint8_t first = decisions.byte();
    numbers.push_back(first < kLarge ? first : decisions.number<std::uint32_t>());
  }
  return numbers;
}

}  // namespace virnet::fuzz
