#include "cli/text_diff.h"

#include <fmt/format.h>

#include <sstream>
#include <vector>

// The library's headers are not written for our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#include <dtl/dtl.hpp>
#pragma GCC diagnostic pop

namespace virnet::cli {
namespace {

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

void append_line(std::string& out, char mark, std::string_view line) {
  out.push_back(mark);
  out.append(line);
  if (!line.ends_with('\n')) out.append("\n\\ No newline at end of file\n");
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  dtl::Diff<std::string> diff(lines_of(before), lines_of(after));
  diff.onHuge();
  diff.compose();
  diff.composeUnifiedHunks();
  std::string out = fmt::format("--- {}\n+++ {}\n", name, name);
  for (const auto& hunk : diff.getUniHunks()) {
    out += fmt::format("@@ -{},{} +{},{} @@\n", hunk.a, hunk.b, hunk.c, hunk.d);
    for (const auto& lines : hunk.common[0]) append_line(out, ' ', lines.first);
    for (const auto& change : hunk.change)
      append_line(out,
                  change.second.type == dtl::SES_ADD      ? '+'
                  : change.second.type == dtl::SES_DELETE ? '-'
                                                          : ' ',
                  change.first);
    for (const auto& lines : hunk.common[1]) append_line(out, ' ', lines.first);
  }
  return out;
}

}  // namespace virnet::cli
