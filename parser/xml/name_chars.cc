#include "parser/xml/name_chars.h"

#include <cstddef>
#include <iterator>

namespace virnet::internal {
namespace {

struct Interval {
  char32_t first;
  char32_t last;
};

// NameStartChar beyond ASCII, productions of the recommendation.
constexpr Interval kStart[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
constexpr Interval kMore[] = {{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t N>
bool within(const Interval (&intervals)[N], char32_t c) {
  for (const Interval& interval : intervals)
    if (c >= interval.first && c <= interval.last) return true;
  return false;
}

bool is_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

}  // namespace

char32_t take_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (length > text.size()) length = text.size();
  char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(length);
  return c;
}

bool is_name_start(char32_t c) { return c < 0x80 ? is_letter(c) || c == '_' : within(kStart, c); }

bool is_name_char(char32_t c) {
  if (is_name_start(c)) return true;
  return c < 0x80 ? (c >= '0' && c <= '9') || c == '-' || c == '.' : within(kMore, c);
}

bool starts_with_name(std::string_view text) {
  return !text.empty() && is_name_start(take_character(text));
}

bool is_name(std::string_view text) {
  while (!text.empty()) {
    const char32_t c = take_character(text);
    if (c != ':' && !is_name_char(c)) return false;
  }
  return true;
}

}  // namespace virnet::internal
