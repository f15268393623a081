// model/rules/rules.h - Every rule. Each area has a folder with its table, rules.h, where the code
// that diagnostics carry, how bad it is to break the rule, the releases it holds in and its text
// stand together, and with its checks.
//
// Codes are the ids of the specification and are never reused. XML-: the XML layer. NET-: what
// net-define refuses. PORT-: what net-port-create refuses. DEF-: what only the network driver
// refuses. STRICT-: what --validate refuses in addition. LIMIT-: virnet's own limits. LINT-: what
// libvirt takes without a word although it cannot be meant. RELEASE-: what is not known.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "model/rules/define/rules.h"
#include "model/rules/dns/rules.h"
#include "model/rules/forward/rules.h"
#include "model/rules/ip/rules.h"
#include "model/rules/lint/rules.h"
#include "model/rules/network/rules.h"
#include "model/rules/networkport/rules.h"
#include "model/rules/port/rules.h"
#include "model/rules/strict/rules.h"
#include "model/rules/xml/rules.h"

namespace virnet::internal {

// The tables, in the order of docs/rules.md.
template <const auto&... kTables>
struct RuleTables {};
using AllRules = RuleTables<kXmlRules, kNetworkRules, kForwardRules, kDnsRules, kPortRules,
                            kIpRules, kDefineRules, kStrictRules, kNetworkPortRules, kLintRules>;

// What the program needs of a row whenever it runs.
struct RuleHead {
  std::string_view code;
  Severity severity = Severity::Error;
  Validity validity = {};
};
inline constexpr auto kRules = []<const auto&... kTables>(RuleTables<kTables...>) {
  std::array<RuleHead, (std::size(kTables) + ...)> heads;
  std::size_t at = 0;
  const auto add = [&](const auto& table) {
    for (const RuleRow& row : table) heads[at++] = {row.code, row.severity, row.validity};
  };
  (add(kTables), ...);
  return heads;
}(AllRules());

// An index into kRules. Made by "NET-NAME-001"_rule, which fails to compile for a code that is not
// there.
struct Rule {
  std::uint16_t index = 0;

  [[nodiscard]] constexpr const RuleHead& head() const { return kRules[index]; }
  [[nodiscard]] constexpr std::string_view code() const { return head().code; }
  [[nodiscard]] constexpr Severity severity() const { return head().severity; }
  [[nodiscard]] constexpr bool holds_in(const Dialect& dialect) const {
    return dialect.has(head().validity);
  }
  friend constexpr bool operator==(Rule, Rule) = default;
};

consteval Rule operator""_rule(const char* code, std::size_t size) {
  for (std::size_t i = 0; i < kRules.size(); ++i)
    if (kRules[i].code == std::string_view(code, size)) return {static_cast<std::uint16_t>(i)};
  throw "no rule of this code";
}

}  // namespace virnet::internal
