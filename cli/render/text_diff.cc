#include "cli/render/text_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <dtl/dtl.hpp>
#include <span>
#include <utility>
#include <vector>

#include "cli/support/printable.h"

namespace virnet::cli {
namespace {

constexpr std::ptrdiff_t kContext = 3;

// With their line feeds, so that a missing one at the end is a difference.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

using Edit = std::pair<char, std::string>;  // a line with its mark: blank, - or +

std::vector<Edit> edits_between(std::string_view before, std::string_view after) {
  dtl::Diff<std::string> diff(lines_of(before), lines_of(after));
  diff.onHuge();
  diff.compose();
  std::vector<Edit> edits;
  for (const auto& [line, info] : diff.getSes().getSequence()) {
    const char mark = info.type == dtl::SES_ADD ? '+' : info.type == dtl::SES_DELETE ? '-' : ' ';
    edits.emplace_back(mark, line);
  }
  return edits;
}

// How many lines one of the texts has among the edits.
std::size_t lines_with(char mark, std::span<const Edit> edits) {
  return static_cast<std::size_t>(std::ranges::count_if(
      edits, [&](const Edit& e) { return e.first == ' ' || e.first == mark; }));
}

// "start,count"; where there is no line, the one before it counts as the start.
std::string range(std::size_t lines_before, std::size_t count) {
  return fmt::format("{},{}", lines_before + (count == 0 ? 0 : 1), count);
}

std::string hunk(std::span<const Edit> edits, std::size_t first, std::size_t last) {
  const auto earlier = edits.first(first);
  const auto own = edits.subspan(first, last - first);
  std::string out =
      fmt::format("@@ -{} +{} @@\n", range(lines_with('-', earlier), lines_with('-', own)),
                  range(lines_with('+', earlier), lines_with('+', own)));
  for (const auto& [mark, line] : own) {
    out += mark + line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
  return out;
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<Edit> edits = edits_between(before, after);
  const auto is_change = [](const Edit& edit) { return edit.first != ' '; };
  std::string out = fmt::format("--- {0}\n+++ {0}\n", printable(name));
  auto change = std::ranges::find_if(edits, is_change);
  while (change != edits.end()) {
    const auto first = change - std::min(change - edits.begin(), kContext);
    // Changes whose context would touch share a hunk.
    auto last = change + 1;
    for (change = last; change != edits.end(); last = ++change) {
      change = std::find_if(change, edits.end(), is_change);
      if (change == edits.end() || change - last > 2 * kContext) break;
    }
    last += std::min(edits.end() - last, kContext);
    out += hunk(edits, static_cast<std::size_t>(first - edits.begin()),
                static_cast<std::size_t>(last - edits.begin()));
  }
  return out;
}

}  // namespace virnet::cli
