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

constexpr std::size_t kEight = sizeof(std::uint64_t);
constexpr std::uint64_t kOnes = 0x0101010101010101;

// Whether eight characters may have a special one: those are among 0x20 to 0x27 and 0x3c to 0x3f.
// Taking one from a byte that is zero sets its highest bit.
bool may_be_special(std::uint64_t word) {
  const std::uint64_t low = ((word & 0xf8 * kOnes) ^ 0x20 * kOnes) - kOnes;
  const std::uint64_t high = ((word & 0xfc * kOnes) ^ 0x3c * kOnes) - kOnes;
  return ((low | high) & ~word & 0x80 * kOnes) != 0;
}

// Copies eight characters; false if they may have a special one.
bool copy_eight(char* to, const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  std::memcpy(to, &word, sizeof word);
  return !may_be_special(word);
}

// Copies a text of at least eight characters; false as soon as it may have a special one.
bool copy_plain(char* to, std::string_view text) {
  const std::size_t last = text.size() - kEight;
  for (std::size_t at = 0; at < last; at += kEight)
    if (!copy_eight(to + at, text.data() + at)) return false;
  return copy_eight(to + last, text.data() + last);
}

}  // namespace

void Output::escaped(std::string_view text) {
  if (text.size() > longest_text_) text = text.substr(0, longest_text_);
  if (text.size() < kEight) {
    if (!kSpecial.any_in(text)) return raw(text);
  } else {
    // Most texts have none.
    char* const start = room_for(text.size());
    if (copy_plain(start, text)) return;
    give_back(start);
  }
  replaced(text, kSpecial, entity);
}

}  // namespace virnet::internal
