#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "cli/render/render.h"

namespace virnet::cli {
namespace {

constexpr std::size_t kWidth = 80;

// Breaks running text into lines.
std::string wrapped(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column > 0 && column + 1 + end > kWidth) {
      out += '\n';
      column = 0;
    }
    if (column > 0) out += ' ';
    column += end + (column > 0 ? 1 : 0);
    out += text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + "\n";
}

// The verified releases that have the rule.
std::vector<Release> verified_with(const RuleInfo& rule) {
  std::vector<Release> releases;
  for (const VerifiedRelease& verified : kVerifiedReleases)
    if (holds_in(verified.release, rule.validity) == Holds::Yes)
      releases.push_back(verified.release);
  return releases;
}

std::string indented(std::string_view text) {
  std::string out = "  ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out + "\n";
}

}  // namespace

std::string render_rule_text(const RuleInfo& rule, bool color) {
  const std::string_view bold = color ? "\033[1m" : "";
  const std::string_view off = color ? "\033[0m" : "";
  std::string out = fmt::format("{}{}{} ({}, {})\n", bold, rule.code, off, to_string(rule.severity),
                                to_string(rule.validity));
  out += wrapped(rule.title) + "\n" + wrapped(rule.explanation);
  if (!rule.bad.empty()) out += "\nnot\n" + indented(rule.bad);
  if (!rule.good.empty())
    out += (rule.bad.empty() ? "\nfor instance\n" : "but\n") + indented(rule.good);
  return out + "\n" + wrapped(fmt::format("Known from: {}.", rule.evidence));
}

std::string render_rules_json(std::span<const RuleInfo> rules) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const RuleInfo& rule : rules) {
    const auto verified = verified_with(rule);
    list.push_back({{"code", rule.code},
                    {"severity", to_string(rule.severity)},
                    {"releases", to_string(rule.validity)},
                    {"since", to_string(verified.front())},
                    {"until", to_string(verified.back())},
                    {"title", rule.title},
                    {"explanation", rule.explanation},
                    {"evidence", rule.evidence},
                    {"bad", rule.bad},
                    {"good", rule.good}});
  }
  const nlohmann::ordered_json root = {{"format_version", 1}, {"rules", std::move(list)}};
  return root.dump(2) + "\n";
}

}  // namespace virnet::cli
