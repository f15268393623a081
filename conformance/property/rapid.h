// The generators as RapidCheck values: what is generated and shrunk is the list of decisions.
//
// RC_PARAMS="seed=... max_success=..." repeats or lengthens a run; the seed is printed.
#pragma once

#include <rapidcheck/gtest.h>

#include <cstdint>
#include <ostream>
#include <vector>

#include "conformance/property/choices.h"

namespace virnet::generate {

struct Decisions {
  std::vector<std::uint32_t> numbers;

  [[nodiscard]] Choices choices() const { return Choices(numbers); }
};

// What they lead to is logged by the property; the numbers themselves say nothing.
inline void showValue(const Decisions& decisions, std::ostream& out) {
  out << decisions.numbers.size() << " decisions";
}

}  // namespace virnet::generate

namespace rc {

template <>
struct Arbitrary<virnet::generate::Decisions> {
  static Gen<virnet::generate::Decisions> arbitrary() {
    const auto number = gen::resize(kNominalSize, gen::arbitrary<std::uint32_t>());
    // A document takes up to a few hundred decisions.
    const auto numbers = gen::scale(5.0, gen::container<std::vector<std::uint32_t>>(number));
    return gen::map(numbers, [](std::vector<std::uint32_t> made) {
      return virnet::generate::Decisions{std::move(made)};
    });
  }
};

}  // namespace rc
