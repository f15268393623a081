// model/rules/validate_cases.h - For tests of the validators: what is changed in a valid document,
// and the codes of the rules that it breaks then.
#pragma once

#include <gtest/gtest.h>
#include <virnet/networkport.h>

#include <span>
#include <string>

#include "model/rules/collector.h"

namespace virnet::internal {

// The codes in the order in which they are found, with blanks between.
[[nodiscard]] inline std::string codes_of(const Diagnostics& diagnostics) {
  std::string codes;
  for (const Diagnostic& d : diagnostics) codes.append(codes.empty() ? "" : " ").append(d.code);
  return codes;
}

template <typename Draft>
struct Case {
  using Spec = std::remove_cvref_t<decltype(*std::declval<Draft&>())>;

  const char* what;
  void (*change)(Spec& of);
  const char* codes;
  Release release = kNewestRelease;
};
using NetworkCase = Case<NetworkDraft>;
using PortCase = Case<NetworkPortDraft>;

// The codes for `valid` after each change; `valid` by itself breaks nothing.
template <typename Draft>
void expect_codes(const Draft& valid, std::span<const Case<Draft>> cases) {
  for (const Case<Draft>& row : cases) {
    const auto before = valid.finish(row.release);
    ASSERT_TRUE(before) << row.what << ": " << codes_of(before.error());
    Draft draft = valid;
    row.change(*draft);
    const auto made = draft.finish(row.release);
    EXPECT_EQ(made ? "" : codes_of(made.error()), row.codes) << row.what;
  }
}

[[nodiscard]] inline NetworkDraft named_network(ForwardMode mode = ForwardMode::None) {
  NetworkDraft draft;
  draft->name = "lab";
  draft->forward.mode = mode;
  return draft;
}

[[nodiscard]] inline IpAddress ip(std::string_view text) { return IpAddress::parse(text).value(); }

}  // namespace virnet::internal
