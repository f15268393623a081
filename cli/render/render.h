// cli/render/render.h - Diagnostics for people and for programs, one file a format.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/rules.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/render/source_text.h"

namespace virnet::cli {

// What is known of one document.
struct FileReport {
  std::string path;
  SourceText text;  // the document
  Diagnostics diagnostics;
  std::string trouble = {};  // why it could not be read or written, a sentence; or empty

  [[nodiscard]] bool valid() const { return trouble.empty() && !has_error(diagnostics); }
};

// file:line:col: error: message [CODE], the source line, a caret under the place, the hint.
[[nodiscard]] std::string render_text(const FileReport& report, bool color);
// One object for all files, see virnet(1).
[[nodiscard]] std::string render_json(const std::vector<FileReport>& reports);
// SARIF 2.1.0 (OASIS), with the rules, regions and fixes.
[[nodiscard]] std::string render_sarif(const std::vector<FileReport>& reports);
// A test suite a document, a failure a finding.
[[nodiscard]] std::string render_junit(const std::vector<FileReport>& reports);
// Workflow commands that GitHub shows beside the lines of a change.
[[nodiscard]] std::string render_github(const std::vector<FileReport>& reports);

// A rule as a paragraph with its examples, and some of them as JSON.
[[nodiscard]] std::string render_rule_text(const RuleInfo& rule, bool color);
[[nodiscard]] std::string render_rules_json(std::span<const RuleInfo> rules);

}  // namespace virnet::cli
