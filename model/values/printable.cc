#include "model/values/printable.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace virnet::internal {
namespace {

constexpr std::string_view kHexadecimal = "0123456789abcdef";
constexpr std::size_t kNone = std::string_view::npos;

struct Character {
  char32_t code = 0;
  std::size_t size = 1;
  bool valid = false;
};

// The character at the start of `text`, which is not empty. RFC 3629: no overlong forms, no
// surrogates, nothing above U+10FFFF.
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {.code = lead, .size = 1, .valid = true};
  const std::size_t size = lead >= 0xF0 ? 4U : lead >= 0xE0 ? 3U : 2U;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  char32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[size] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {.code = code, .size = size, .valid = true};
}

// C0, DEL and C1; line and paragraph separators; what sets the direction of text (Unicode
// Bidi_Control); the mark that some programs take from the start of a text.
bool is_hidden(char32_t code) {
  constexpr std::array<char32_t, 6> kSingle = {0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF};
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || std::ranges::find(kSingle, code) != kSingle.end();
}

std::string hexadecimal(std::string_view prefix, std::uint32_t number, unsigned digits) {
  std::string text(prefix);
  for (unsigned shift = 4 * digits; shift > 0; shift -= 4)
    text += kHexadecimal[number >> (shift - 4) & 0xF];
  return text;
}

std::string byte_escape(unsigned char byte) { return hexadecimal("\\x", byte, 2); }

std::string visible(char32_t code) {
  switch (code) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  const auto number = static_cast<std::uint32_t>(code);
  return number < 0x100 ? hexadecimal("\\x", number, 2) : hexadecimal("\\u", number, 4);
}

// `hidden` gets each character that is not to be shown, `invalid` each byte that is none.
template <typename Hidden, typename Invalid>
std::string replaced(std::string_view text, Hidden hidden, Invalid invalid) {
  std::string result;
  while (!text.empty()) {
    const Character next = first_character(text);
    if (!next.valid)
      result += invalid(static_cast<unsigned char>(text.front()));
    else if (is_hidden(next.code))
      result += hidden(next.code, text.substr(0, next.size));
    else
      result += text.substr(0, next.size);
    text.remove_prefix(next.size);
  }
  return result;
}

constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

}  // namespace

std::string printable(std::string_view text) {
  return replaced(
      text, [](char32_t code, std::string_view) { return visible(code); },
      [](unsigned char byte) { return byte_escape(byte); });
}

std::string printable_in_columns(std::string_view text) {
  return replaced(
      text, [](char32_t, std::string_view) { return ' '; },
      [](unsigned char) { return kReplacement; });
}

std::string valid_utf8(std::string_view text) {
  return replaced(
      text, [](char32_t, std::string_view bytes) { return bytes; },
      [](unsigned char) { return kReplacement; });
}

std::string reversible_utf8(std::string_view text) {
  std::string doubled;
  for (const char c : text) doubled.append(c == '\\' ? 2 : 1, c);
  return replaced(
      doubled, [](char32_t, std::string_view bytes) { return bytes; },
      [](unsigned char byte) { return byte_escape(byte); });
}

std::string bytes_of_reversible(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\\\\")) {
      bytes += '\\';
      ++i;
      continue;
    }
    const std::size_t high = rest.size() < 4 ? kNone : kHexadecimal.find(rest[2]);
    const std::size_t low = rest.size() < 4 ? kNone : kHexadecimal.find(rest[3]);
    if (rest.starts_with("\\x") && high != kNone && low != kNone) {
      bytes += static_cast<char>(high << 4 | low);
      i += 3;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

std::string visible_json(std::string_view json) {
  return replaced(
      json,
      [](char32_t code, std::string_view bytes) {
        return code == '\n' ? std::string(bytes) : hexadecimal("\\u", code, 4);
      },
      [](unsigned char) { return kReplacement; });
}

}  // namespace virnet::internal
