#include <fmt/format.h>

#include <algorithm>

#include "cli/render/render.h"
#include "cli/support/printable.h"

namespace virnet::cli {
namespace {

constexpr std::size_t kWidest = 160;  // characters of a source line that are shown

struct Colors {
  std::string_view bold, severity, caret, off;
};

Colors colors_of(Severity severity, bool color) {
  if (!color) return {};
  const std::string_view hue = severity == Severity::Error     ? "\033[1;31m"
                               : severity == Severity::Warning ? "\033[1;35m"
                                                               : "\033[1;36m";
  return {"\033[1m", hue, "\033[1;32m", "\033[0m"};
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The bytes of `count` characters at the start of `text`.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size() && (count > 0 || is_continuation(text[at])); ++at)
    if (!is_continuation(text[at])) --count;
  return at;
}

// The bytes of `count` characters at the end of `text`.
std::size_t bytes_at_end(std::string_view text, std::size_t count) {
  std::size_t bytes = 0;
  while (bytes < text.size() && count > 0)
    if (!is_continuation(text[text.size() - ++bytes])) --count;
  return bytes;
}

// The source line and a caret run under the span; a long line is cut around it. The bar keeps what
// a document says at the start of a line from being a command to a CI that reads the log.
std::string excerpt(const SourceText& text, const Span& span, const Colors& colors) {
  auto [line, at] = text.line_at(span.offset);
  std::size_t column = span.column - 1;
  std::string_view lead;
  if (column > kWidest / 2) {
    column = kWidest / 4;
    line.remove_prefix(at - bytes_at_end(line.substr(0, at), column));
    lead = "...";
  }
  const std::size_t shown = bytes_of(line, kWidest);
  const bool one_line = span.end_line == span.line;
  const std::size_t length =
      one_line && span.end_column > span.column ? span.end_column - span.column : 1;
  const std::size_t room = kWidest > column ? kWidest - column : 1;
  return fmt::format("  | {}{}{}\n  | {:{}}{}^{:~>{}}{}\n", lead,
                     printable_in_columns(line.substr(0, shown)), shown < line.size() ? "..." : "",
                     "", lead.size() + column, colors.caret, "", std::min(length, room) - 1,
                     colors.off);
}

}  // namespace

std::string render_text(const FileReport& report, bool color) {
  std::string out;
  for (const Diagnostic& d : report.diagnostics) {
    const Colors colors = colors_of(d.severity, color);
    std::string place = printable(report.path);
    if (d.span.line > 0) place += fmt::format(":{}:{}", d.span.line, d.span.column);
    out += fmt::format("{}{}:{} {}{}:{} {} [{}]\n", colors.bold, place, colors.off, colors.severity,
                       to_string(d.severity), colors.off, printable(d.message), d.code);
    if (d.span.line > 0 && !report.text.empty()) out += excerpt(report.text, d.span, colors);
    if (!d.hint.empty()) out += fmt::format("  {}\n", printable(d.hint));
    if (d.deviation)
      out += "  libvirt accepts this; virnet refuses it on purpose, see docs/compat.md\n";
  }
  return out;
}

}  // namespace virnet::cli
