#include <virnet/rules.h>

#include <algorithm>
#include <array>
#include <vector>

#include "model/rules/rule_text.h"

namespace virnet {
namespace {

std::vector<RuleInfo> joined() {
  internal::RuleTexts texts;
  for (const auto add_area :
       {internal::xml_rule_texts, internal::network_rule_texts, internal::forward_rule_texts,
        internal::dns_rule_texts, internal::port_rule_texts, internal::ip_rule_texts,
        internal::define_rule_texts, internal::strict_rule_texts, internal::networkport_rule_texts,
        internal::lint_rule_texts})
    add_area(texts);
  return std::move(texts).take();
}

// Whether the piece is a document by itself: a root called network or nearly so, or a declaration.
bool is_whole(std::string_view piece) {
  return piece.contains("<?xml ") || piece.contains("<network") || piece.contains(":network ");
}

bool is_of_port(std::string_view code) {
  return code.starts_with("PORT-") || code.starts_with("STRICT-PORT-");
}

}  // namespace

void internal::RuleTexts::add(Rule rule, std::string_view title, std::string_view explanation,
                              std::string_view evidence, std::string_view bad,
                              std::string_view good) {
  const RuleRow& row = rule.row();
  rules_.push_back({.code = row.code,
                    .severity = row.severity,
                    .validity = row.validity,
                    .title = title,
                    .explanation = explanation,
                    .evidence = evidence,
                    .bad = bad,
                    .good = good});
}

std::span<const RuleInfo> all_rules() {
  static const std::vector<RuleInfo> rules = joined();
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
               "<networkport>\n  <uuid>22222222-2222-2222-2222-222222222222</uuid>\n"
               "  <owner>\n    <name>vm</name>\n"
               "    <uuid>33333333-3333-3333-3333-333333333333</uuid>\n  </owner>\n"
               "  <mac address='52:54:00:00:00:01'/>\n  ")
        .append(piece)
        .append("\n</networkport>\n");
  return std::string(
             "<network>\n  <name>n</name>\n  <uuid>c8c2a5f0-6a0f-4c1f-9a5e-3b1f3ad0a5d1</uuid>\n  ")
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
