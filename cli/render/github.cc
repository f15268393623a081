#include <fmt/format.h>

#include "cli/render/render.h"
#include "cli/support/printable.h"

namespace virnet::cli {
namespace {

// What would end a value or a command is written as %XX; the rest is printable already, so that the
// log of the workflow is as well.
std::string escaped(std::string_view text, std::string_view special) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '%' || c == '\r' || c == '\n' || special.contains(c))
      result += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result;
}

std::string property(std::string_view text) { return escaped(text, ":,"); }

std::string_view command(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: break;
  }
  return "notice";
}

std::string annotation(const FileReport& report, const Diagnostic& d) {
  std::string place = "file=" + property(report.path);
  if (d.span.line > 0) place += fmt::format(",line={},endLine={}", d.span.line, d.span.end_line);
  // Columns count only within one line.
  if (d.span.line > 0 && d.span.line == d.span.end_line)
    place += fmt::format(",col={},endColumn={}", d.span.column, d.span.end_column);
  std::string text = d.message;
  if (!d.hint.empty()) text += ", " + d.hint;
  return fmt::format("::{} {},title={}::{}\n", command(d.severity), place, property(d.code),
                     escaped(text, ""));
}

}  // namespace

std::string render_github(const std::vector<FileReport>& reports) {
  std::string out;
  for (const FileReport& report : reports) {
    if (!report.trouble.empty())
      out +=
          fmt::format("::error file={}::{}\n", property(report.path), escaped(report.trouble, ""));
    for (const Diagnostic& d : report.diagnostics) out += annotation(report, d);
  }
  return out;
}

}  // namespace virnet::cli
