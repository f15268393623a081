#include "parser/lint/warnings.h"

#include <utility>

#include "model/rules/validate.h"

namespace virnet::internal {

void Warnings::add(Rule rule, SourceAnchor anchor, std::string message, std::string hint,
                   std::string fix, std::string before) {
  if (!wanted_ || strict_.supersedes(rule)) return;
  if (suppressions_.silences(rule, anchor.tag)) return;
  findings_.add({.rule = rule,
                 .severity = rule.severity(),
                 .anchor = std::move(anchor),
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .fix = std::move(fix),
                 .before = std::move(before)});
}

bool Warnings::admit() {
  if (findings_.has_room()) return true;
  findings_.skip();
  return false;
}

void Warnings::read_comment(std::string_view document, std::size_t at) {
  if (!wanted_) return;
  const auto judge = [&](const Suppressions::Word& word) {
    if (word.known) return;
    const auto [offset, length] = word.place;
    const std::string_view code = document.substr(offset, length);
    add("LINT-IGNORE"_rule, {offset, AnchorKind::Exact, {}, length},
        code == "<!--" ? "the comment names no rule that it should silence"
                       : quoted(code).append(" is no rule that could be silenced"));
  };
  const std::size_t line = suppressions_.comment(document, at, judge);
  if (line != Suppressions::kNone) findings_.drop_silenced(suppressions_, line, document);
}

}  // namespace virnet::internal
