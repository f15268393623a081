// include/virnet/rules.h - What each code of a diagnostic means.
//
//   const virnet::RuleInfo* rule = virnet::find_rule("NET-BRIDGE-002");
//   if (rule) fmt::print("{}: {}\n{}\n", rule->code, rule->title, rule->explanation);
//
// One entry for every code that virnet can report; docs/rules.md is rules_markdown(). Codes are
// stable: one that is gone is not used again.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/release.h>

#include <span>
#include <string>
#include <string_view>

namespace virnet {

struct RuleInfo {
  std::string_view code = {};
  Severity severity = Severity::Error;  // DEF- rules are errors with ParseOptions::define
  Validity validity = {};               // the releases in which the rule holds
  std::string_view title = {};          // what breaks it, a phrase
  std::string_view explanation = {};    // why it matters and what libvirt does, sentences
  std::string_view evidence = {};       // how that is known
  // A piece of a document that breaks the rule, and one that does not. `bad` is empty where it
  // would be too long to show, or takes two documents.
  std::string_view bad = {};
  std::string_view good = {};
};

// Every rule, in the order of docs/rules.md.
[[nodiscard]] std::span<const RuleInfo> all_rules();
// Null if there is none of this code.
[[nodiscard]] const RuleInfo* find_rule(std::string_view code);

// Whether findings of a rule can be unwanted: what libvirt's parser itself refuses (NET-, PORT-,
// XML-), what is not known (RELEASE-) and limits are no matter of taste.
[[nodiscard]] bool can_be_ignored(std::string_view code);
// Whether one of the patterns, a code or the beginning of codes with '*' behind, is for a rule that
// can be ignored.
[[nodiscard]] bool is_ignored(std::string_view code, std::span<const std::string> patterns);

// The whole document that a piece of the rule `code` stands for: itself if it has a root element,
// otherwise within <network> behind a name and a uuid, or within <networkport> behind all that one
// needs.
[[nodiscard]] std::string example_document(std::string_view piece, std::string_view code = {});

// The reference of all rules, in Markdown, and the entry of one.
[[nodiscard]] std::string rules_markdown();
[[nodiscard]] std::string rule_markdown(const RuleInfo& rule);

}  // namespace virnet
