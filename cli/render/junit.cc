#include <fmt/format.h>

#include <algorithm>

#include "cli/render/render.h"
#include "cli/render/xml_escape.h"

namespace virnet::cli {
namespace {

bool is_failure(const Diagnostic& d) { return d.severity != Severity::Note; }

std::string test_case(const std::string& path, std::string_view name, std::string_view content) {
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", path,
                     xml_escaped(name), content);
}

std::string describe(const FileReport& report, const Diagnostic& d) {
  std::string text =
      fmt::format("{}:{}:{}: {}", report.path, d.span.line, d.span.column, d.message);
  if (!d.hint.empty()) text += ", " + d.hint;
  return xml_escaped(text);
}

std::string test_case(const FileReport& report, const Diagnostic& d) {
  const std::string name = fmt::format("{} {}:{}", d.code, d.span.line, d.span.column);
  if (!is_failure(d))
    return test_case(xml_escaped(report.path), name,
                     fmt::format("<system-out>{}</system-out>", describe(report, d)));
  return test_case(xml_escaped(report.path), name,
                   fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>",
                               to_string(d.severity), xml_escaped(d.message), describe(report, d)));
}

}  // namespace

std::string render_junit(const std::vector<FileReport>& reports) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"virnet lint\">\n";
  for (const FileReport& report : reports) {
    const auto& all = report.diagnostics;
    const std::string path = xml_escaped(report.path);
    const bool unread = !report.trouble.empty();
    out += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\">\n",
        path, std::max<std::size_t>(all.size() + (unread ? 1 : 0), 1),
        std::ranges::count_if(all, is_failure), unread ? 1 : 0);
    for (const Diagnostic& d : all) out += test_case(report, d);
    if (unread)
      out += test_case(path, "document",
                       fmt::format("<error message=\"{}\"/>", xml_escaped(report.trouble)));
    else if (all.empty())
      out += test_case(path, "nothing found", "");
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace virnet::cli
