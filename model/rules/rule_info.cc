// The rules as the library tells them, made from the tables of all areas.
#include <virnet/rules.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "model/rules/rules.h"

namespace virnet {

using internal::AllRules;
using internal::RuleRow;
using internal::RuleTables;

namespace {

[[gnu::noinline]] void add(std::vector<RuleInfo>& rules, const char* code, Severity severity,
                           Validity validity, const char* title, const char* explanation,
                           const char* evidence, const char* bad, const char* good) {
  rules.push_back({.code = code,
                   .severity = severity,
                   .validity = validity,
                   .title = title,
                   .explanation = explanation,
                   .evidence = evidence,
                   .bad = bad,
                   .good = good});
}

// A function of its own for each row puts the row into code. From a table the loader would have to
// move the address of every text whenever the program starts, more than a quarter of all that it
// moves, and hardly anybody asks for them. All is passed by value: a reference would need the row
// in memory.
template <const auto& kTable, std::size_t kRow>
void add_row(std::vector<RuleInfo>& rules) {
  constexpr RuleRow kOne = kTable[kRow];
  add(rules, kOne.code, kOne.severity, kOne.validity, kOne.title, kOne.explanation, kOne.evidence,
      kOne.bad, kOne.good);
}

template <const auto& kTable>
void add_table(std::vector<RuleInfo>& rules) {
  [&]<std::size_t... kRow>(std::index_sequence<kRow...>) {
    (add_row<kTable, kRow>(rules), ...);
  }(std::make_index_sequence<std::size(kTable)>());
}

std::vector<RuleInfo> all_tables() {
  std::vector<RuleInfo> rules;
  [&]<const auto&... kTables>(RuleTables<kTables...>) {
    (add_table<kTables>(rules), ...);
  }(AllRules());
  return rules;
}

// Whether the piece is a document by itself: a root called network or nearly so, or a declaration.
bool is_whole(std::string_view piece) {
  return piece.contains("<?xml ") || piece.contains("<network") || piece.contains(":network ");
}

bool is_of_port(std::string_view code) {
  return code.starts_with("PORT-") || code.starts_with("STRICT-PORT-");
}

}  // namespace

std::span<const RuleInfo> all_rules() {
  static const std::vector<RuleInfo> rules = all_tables();
  return rules;
}

const RuleInfo* find_rule(std::string_view code) {
  const auto rules = all_rules();
  const auto found = std::ranges::find(rules, code, &RuleInfo::code);
  return found == rules.end() ? nullptr : &*found;
}

std::string example_document(std::string_view piece, std::string_view code) {
  if (is_whole(piece)) return std::string(piece);
  if (is_of_port(code))
    return std::string(
               "<networkport>\n  "
               "<uuid>22222222-2222-2222-2222-222222222222</uuid>\n"
               "  <owner>\n    <name>vm</name>\n"
               "    <uuid>33333333-3333-3333-3333-333333333333</uuid>\n  "
               "</owner>\n"
               "  <mac address='52:54:00:00:00:01'/>\n  ")
        .append(piece)
        .append("\n</networkport>\n");
  return std::string(
             "<network>\n  <name>n</name>\n  "
             "<uuid>c8c2a5f0-6a0f-4c1f-9a5e-3b1f3ad0a5d1</uuid>\n  ")
      .append(piece)
      .append("\n</network>\n");
}

bool can_be_ignored(std::string_view code) {
  constexpr std::array<std::string_view, 5> kRefusals = {"NET-", "PORT-", "XML-", "LIMIT-",
                                                         "RELEASE-"};
  return std::ranges::none_of(kRefusals,
                              [&](std::string_view prefix) { return code.starts_with(prefix); });
}

bool is_ignored(std::string_view code, std::span<const std::string> patterns) {
  const auto matches = [&](std::string_view pattern) {
    return pattern.ends_with('*') ? code.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : code == pattern;
  };
  return std::ranges::any_of(patterns, matches) && can_be_ignored(code);
}

}  // namespace virnet
