// model/values/digits.h - Characters as numbers and back, independent of any locale.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace virnet::internal {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// What C's isspace() finds in the "C" locale.
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
// White space of XML.
constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
// Mostly a line feed, or the spaces of an indentation, which are looked at four at a time.
inline bool is_blank(std::string_view text) {
  constexpr std::uint32_t kSpaces = 0x20202020;
  std::size_t at = 0;
  for (std::uint32_t four = kSpaces; at + sizeof four <= text.size(); at += sizeof four) {
    std::memcpy(&four, text.data() + at, sizeof four);
    if (four != kSpaces) break;
  }
  for (; at < text.size(); ++at)
    if (!is_blank(text[at])) return false;
  return true;
}

constexpr std::size_t leading_blanks(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_blank(text[count])) ++count;
  return count;
}

inline constexpr char kHexDigits[] = "0123456789abcdef";

inline constexpr std::array<std::int8_t, 256> kHexValues = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::int8_t i = 0; i < 16; ++i) values[static_cast<unsigned char>(kHexDigits[i])] = i;
  for (std::int8_t i = 10; i < 16; ++i) values[static_cast<std::size_t>('A' + i - 10)] = i;
  return values;
}();

// 0..15, or -1.
constexpr int hex_digit(char c) { return kHexValues[static_cast<unsigned char>(c)]; }

constexpr char* print_octet(char* out, std::uint8_t octet) {
  *out++ = kHexDigits[octet >> 4];
  *out++ = kHexDigits[octet & 15];
  return out;
}

// Decimal; `out` has room for 20 characters.
template <typename T>
char* print_number(char* out, T value) {
  return std::to_chars(out, out + 20, value).ptr;
}

constexpr bool equals_ignoring_case(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] - 'A' + 'a') : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

}  // namespace virnet::internal
