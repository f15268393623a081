// SARIF 2.1.0, the OASIS format for the results of static analysis.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "cli/render/render.h"
#include "cli/support/version.h"

namespace virnet::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level(Severity severity) { return to_string(severity); }

// RFC 3986, a relative reference or a file: URI.
std::string uri(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/";
  std::string result = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlain.contains(c);
    result += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

Json location_of(const std::string& path) { return {{"uri", uri(path)}}; }

Json region_of(const Span& span) {
  return {{"startLine", span.line},
          {"startColumn", span.column},
          {"endLine", span.end_line},
          {"endColumn", span.end_column}};
}

Json fix_of(const FileReport& report, const Diagnostic& d) {
  Json replacements = Json::array();
  for (const Edit& edit : d.fix)
    replacements.push_back(
        {{"deletedRegion", region_of(edit.span)}, {"insertedContent", {{"text", edit.after}}}});
  return {{"description", {{"text", fmt::format("write '{}'", d.fix.front().after)}}},
          {"artifactChanges", Json::array({{{"artifactLocation", location_of(report.path)},
                                            {"replacements", std::move(replacements)}}})}};
}

Json rule_of(const RuleInfo& rule) {
  std::string help(rule.explanation);
  if (!rule.bad.empty()) help += fmt::format("\n\nNot: {}", rule.bad);
  if (!rule.good.empty()) help += fmt::format("\n\nBut: {}", rule.good);
  return {{"id", rule.code},
          {"shortDescription", {{"text", rule.title}}},
          {"fullDescription", {{"text", rule.explanation}}},
          {"help", {{"text", std::move(help)}, {"markdown", rule_markdown(rule)}}},
          {"defaultConfiguration", {{"level", level(rule.severity)}}}};
}

// The rules that were broken, numbered as they come.
class Rules {
 public:
  std::size_t index(std::string_view code) {
    const auto [found, is_new] = index_.try_emplace(code, index_.size());
    if (is_new)
      if (const RuleInfo* rule = find_rule(code)) list_.push_back(rule_of(*rule));
    return found->second;
  }
  Json take() { return std::move(list_); }

 private:
  std::map<std::string_view, std::size_t> index_;
  Json list_ = Json::array();
};

Json result_of(const FileReport& report, const Diagnostic& d, Rules& rules) {
  Json physical = {{"artifactLocation", location_of(report.path)}};
  if (d.span.line > 0) physical["region"] = region_of(d.span);
  Json result = {{"ruleId", d.code},
                 {"ruleIndex", rules.index(d.code)},
                 {"level", level(d.severity)},
                 {"message", {{"text", d.hint.empty() ? d.message : d.message + "; " + d.hint}}},
                 {"locations", Json::array({{{"physicalLocation", std::move(physical)}}})}};
  if (!d.fix.empty()) result["fixes"] = Json::array({fix_of(report, d)});
  if (d.deviation) result["properties"] = {{"deviation", true}};
  return result;
}

// Whether everything could be read.
Json invocation_of(const std::vector<FileReport>& reports) {
  Json notifications = Json::array();
  for (const FileReport& report : reports) {
    if (report.trouble.empty()) continue;
    notifications.push_back(
        {{"level", "error"},
         {"message", {{"text", report.trouble}}},
         {"locations", Json::array({{{"physicalLocation",
                                      {{"artifactLocation", location_of(report.path)}}}}})}});
  }
  return {{"executionSuccessful", notifications.empty()},
          {"toolExecutionNotifications", std::move(notifications)}};
}

}  // namespace

std::string render_sarif(const std::vector<FileReport>& reports) {
  Rules rules;
  Json results = Json::array();
  Json artifacts = Json::array();
  for (const FileReport& report : reports) {
    artifacts.push_back({{"location", location_of(report.path)}});
    for (const Diagnostic& d : report.diagnostics) results.push_back(result_of(report, d, rules));
  }
  const Json driver = {{"name", "virnet"}, {"version", kVersion}, {"rules", rules.take()}};
  const Json root = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                     {"version", "2.1.0"},
                     {"runs", Json::array({{{"tool", {{"driver", driver}}},
                                            {"columnKind", "unicodeCodePoints"},
                                            {"invocations", Json::array({invocation_of(reports)})},
                                            {"artifacts", std::move(artifacts)},
                                            {"results", std::move(results)}}})}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virnet::cli
