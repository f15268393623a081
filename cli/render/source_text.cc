#include "cli/render/source_text.h"

#include <algorithm>
#include <utility>

namespace virnet::cli {
namespace {

// Bytes on either side of a place: more than the characters of an excerpt can have.
constexpr std::size_t kSide = 1024;

struct Window {
  std::size_t first, last;
};

// The line at `offset`, no more of it than kSide bytes on either side.
Window window_at(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t least = offset - std::min(offset, kSide);
  const std::size_t most = std::min(offset + kSide, text.size());
  const std::size_t before = text.substr(least, offset - least).rfind('\n');
  const std::size_t after = text.substr(offset, most - offset).find('\n');
  return {before == std::string_view::npos ? least : least + before + 1,
          after == std::string_view::npos ? most : offset + after};
}

}  // namespace

SourceText::SourceText(std::string whole) {
  if (!whole.empty()) pieces_.push_back({0, std::move(whole)});
}

void SourceText::keep_only(std::vector<std::size_t> offsets) {
  if (pieces_.empty()) return;
  const std::string whole = std::move(pieces_.front().text);
  pieces_.clear();
  std::ranges::sort(offsets);
  std::vector<Window> windows;
  for (const std::size_t offset : offsets) {
    const Window window = window_at(whole, offset);
    if (!windows.empty() && window.first <= windows.back().last)
      windows.back().last = std::max(windows.back().last, window.last);
    else
      windows.push_back(window);
  }
  for (const auto& [first, last] : windows)
    pieces_.push_back({first, whole.substr(first, last - first)});
}

SourceText::Line SourceText::line_at(std::size_t offset) const {
  const auto behind = std::ranges::upper_bound(pieces_, offset, {}, &Piece::first);
  if (behind == pieces_.begin()) return {};
  const Piece& piece = *std::prev(behind);
  const std::string_view text = piece.text;
  const std::size_t at = std::min(offset - piece.first, text.size());
  const auto [first, last] = window_at(text, at);
  std::string_view line = text.substr(first, last - first);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {line, std::min(at - first, line.size())};
}

}  // namespace virnet::cli
