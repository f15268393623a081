#include "parser/write/output.h"

namespace virnet::internal {
namespace {

constexpr CharSet kSpecial("<>&\"'");

constexpr std::string_view entity(char c) {
  switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    default: return "&apos;";
  }
}

constexpr std::uint64_t kOnes = 0x0101010101010101;

constexpr bool has_zero_byte(std::uint64_t word) {
  return ((word - kOnes) & ~word & 0x80 * kOnes) != 0;
}

// Whether eight characters may have a special one: those are among 0x20 to 0x27 and 0x3c to 0x3f.
bool may_be_special(const char* eight) {
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  return has_zero_byte((word & 0xf8 * kOnes) ^ 0x20 * kOnes) ||
         has_zero_byte((word & 0xfc * kOnes) ^ 0x3c * kOnes);
}

// Most texts have none.
bool may_be_special(std::string_view text) {
  constexpr std::size_t kEight = 8;
  if (text.size() < kEight) return kSpecial.any_in(text);
  const char* const last = text.data() + text.size() - kEight;
  for (const char* at = text.data(); at < last; at += kEight)
    if (may_be_special(at)) return true;
  return may_be_special(last);
}

}  // namespace

void Output::escaped(std::string_view text) {
  if (text.size() > longest_text_) text = text.substr(0, longest_text_);
  if (may_be_special(text))
    replaced(text, kSpecial, entity);
  else
    raw(text);
}

}  // namespace virnet::internal
