// What is said about any document, for programs: JSON and SARIF are JSON, JUnit is well-formed XML,
// and GitHub's lines are lines.
#include "cli/render/render.h"

#include <expat.h>
#include <virnet/parse.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"
#include "parser/xml/expat_release.h"

namespace virnet::fuzz {
namespace {

using cli::FileReport;

nlohmann::json read_json(const std::string& text) {
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  require(!json.is_discarded(), "no JSON:\n{}", text);
  return json;
}

void check_json(const std::vector<FileReport>& reports) {
  const nlohmann::json json = read_json(render_json(reports));
  require(json.at("files").size() == reports.size(), "files are missing");
  for (std::size_t i = 0; i < reports.size(); ++i)
    require(json["files"][i].at("diagnostics").size() == reports[i].diagnostics.size(),
            "diagnostics are missing");
}

void check_sarif(const std::vector<FileReport>& reports) {
  const nlohmann::json json = read_json(render_sarif(reports));
  std::size_t findings = 0;
  for (const FileReport& report : reports) findings += report.diagnostics.size();
  const nlohmann::json& run = json.at("runs").at(0);
  require(run.at("results").size() == findings, "{} results of {} findings",
          run.at("results").size(), findings);
  const nlohmann::json& rules = run.at("tool").at("driver").at("rules");
  for (const nlohmann::json& result : run["results"]) {
    const std::size_t rule = result.at("ruleIndex").get<std::size_t>();
    require(rules.at(rule).at("id") == result.at("ruleId"), "a rule index points elsewhere");
  }
}

void check_junit(const std::vector<FileReport>& reports) {
  const std::string text = render_junit(reports);
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> expat(
      XML_ParserCreate(nullptr), XML_ParserFree);
  internal::set_hash_salt(expat.get());
  require(
      XML_Parse(expat.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK,
      "JUnit is not well-formed: {}\n{}", XML_ErrorString(XML_GetErrorCode(expat.get())), text);
}

// A message may not begin a line, and so a command, of its own.
void check_github(const std::vector<FileReport>& reports) {
  const std::string text = render_github(reports);
  std::size_t findings = 0;
  for (const FileReport& report : reports) findings += report.diagnostics.size();
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  require(lines == findings, "{} lines for {} findings:\n{}", lines, findings, text);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  ParseOptions options = options_from(input.decisions);
  options.warnings = true;
  FileReport report{.path = std::string(input.decisions.rest()), .text = {}, .diagnostics = {}};
  report.text = std::string(input.text);
  report.diagnostics = read(input.text, options).diagnostics;
  require(render_text(report, false).empty() == report.diagnostics.empty(),
          "text says something about nothing, or nothing about something");
  const std::vector<FileReport> reports(2, report);
  check_json(reports);
  check_sarif(reports);
  check_junit(reports);
  check_github(reports);
  return 0;
}
