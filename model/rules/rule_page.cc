// docs/rules.md.
#include <virnet/rules.h>

#include <algorithm>
#include <array>

namespace virnet {
namespace {

struct Chapter {
  std::string_view prefix;
  std::string_view title;
  std::string_view text;
};

constexpr std::array kChapters = {
    Chapter{"XML-", "The XML layer", "Refused before any element is looked at."},
    Chapter{"LIMIT-", "Limits", "virnet's own, see `<virnet/limits.h>`."},
    Chapter{"RELEASE-", "Releases in between",
            "Only for releases that are not verified, see `<virnet/release.h>`."},
    Chapter{"NET-", "What the parser refuses", "`net-define` of any driver refuses the document."},
    Chapter{"DEF-", "What the network driver refuses",
            "The parser takes the document, `net-define` on a host that runs networks refuses it. "
            "Warnings, unless the define stage is asked for."},
    Chapter{"STRICT-", "What --validate refuses",
            "`net-define --validate`, or `net-port-create --validate`, refuses the document in "
            "addition; reported when strict."},
    Chapter{"PORT-", "What the parser refuses in a network's port",
            "`net-port-create` refuses the document; it stands in `<networkport>`."},
    Chapter{"LINT-", "What libvirt takes without a word",
            "Warnings: libvirt ignores, changes or misreads this. Notes: legal, but surprising."},
};

// A code span that may hold backquotes, in a table or outside.
std::string code(std::string_view text) { return std::string("`").append(text).append("`"); }

// Angle brackets in running text are markup to Markdown unless escaped.
std::string prose(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '<' || c == '*' || c == '_') result.push_back('\\');
    result.push_back(c);
  }
  return result;
}

std::string contents(const Chapter& chapter) {
  std::string text = std::string("\n| ").append(chapter.title).append(" | severity | releases |");
  text.append("\n|---|---|---|\n");
  for (const RuleInfo& rule : all_rules()) {
    if (!rule.code.starts_with(chapter.prefix)) continue;
    text.append("| ").append(rule.code).append(" ").append(prose(rule.title)).append(" | ");
    text.append(to_string(rule.severity))
        .append(" | ")
        .append(to_string(rule.validity))
        .append(" |\n");
  }
  return text;
}

}  // namespace

std::string rule_markdown(const RuleInfo& rule) {
  std::string text = std::string("### ").append(rule.code).append("\n\n");
  text.append(prose(rule.title)).append(" (").append(to_string(rule.severity)).append(", ");
  text.append(to_string(rule.validity))
      .append(")\n\n")
      .append(prose(rule.explanation))
      .append("\n\n");
  text.append("Evidence: ").append(prose(rule.evidence)).append(".\n\n");
  if (!rule.bad.empty()) text.append("- not ").append(code(rule.bad)).append("\n");
  text.append(rule.bad.empty() ? "- for instance " : "- but ").append(code(rule.good));
  return text.append("\n");
}

std::string rules_markdown() {
  std::string page =
      std::string(
          "# Rules\n\nEvery code that a diagnostic of virnet can carry. This page is made from the "
          "table that the program uses: `virnet explain --all --format markdown`.\n\nAn example "
          "stands "
          "within `<network><name>n</name>...</network>`, those of PORT- and STRICT-PORT- rules "
          "within "
          "a whole `<networkport>`, unless it is a document. \"Error 27\" is the "
          "number of libvirt's own error; a spec section, quirk or bridge-behaviour section is one "
          "of "
          "the recorded experiments on libvirt ") +
      verified_releases() +
      " and on Linux. \"since 11.3 (not in 9.0)\" means that 11.3 is the first of these releases "
      "with the rule; in which release after 9.0 it began is not known.\n";
  for (const Chapter& chapter : kChapters) page.append(contents(chapter));
  for (const Chapter& chapter : kChapters) {
    page.append("\n## ").append(chapter.title).append("\n\n").append(chapter.text).append("\n");
    for (const RuleInfo& rule : all_rules())
      if (rule.code.starts_with(chapter.prefix)) page.append("\n").append(rule_markdown(rule));
  }
  return page;
}

}  // namespace virnet
