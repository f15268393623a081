// parser/name_index.h - Finding a row by name with one hash and mostly one comparison.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace virnet::internal {

// Over the rows of one element. At most 31 rows.
class NameIndex {
 public:
  NameIndex() { slots_.fill(kNone); }
  template <typename Row>
  explicit NameIndex(std::span<const Row> rows) : NameIndex() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::size_t at = slot(rows[i].name);
      while (slots_[at] != kNone) at = (at + 1) % kSlots;
      slots_[at] = static_cast<std::uint8_t>(i);
    }
  }

  // The index of the row, or -1.
  template <typename Row>
  [[nodiscard]] int find(std::span<const Row> rows, std::string_view name) const {
    if (name.empty()) return -1;
    for (std::size_t at = slot(name); slots_[at] != kNone; at = (at + 1) % kSlots)
      if (is_same(rows[slots_[at]].name, name)) return slots_[at];
    return -1;
  }

 private:
  // Names are too short for a call of memcmp(): their first and their last bytes as one number
  // each.
  static bool is_same(std::string_view a, std::string_view b) {
    const std::size_t size = a.size();
    if (size != b.size()) return false;
    if (size > 16) return a == b;
    if (size >= 8) return ends_agree<std::uint64_t>(a, b);
    if (size >= 4) return ends_agree<std::uint32_t>(a, b);
    return size < 2 ? a[0] == b[0] : ends_agree<std::uint16_t>(a, b);
  }

  template <typename Word>
  static bool ends_agree(std::string_view a, std::string_view b) {
    return word<Word>(a, 0) == word<Word>(b, 0) &&
           word<Word>(a, a.size() - sizeof(Word)) == word<Word>(b, b.size() - sizeof(Word));
  }
  template <typename Word>
  static Word word(std::string_view text, std::size_t at) {
    Word result;
    std::memcpy(&result, text.data() + at, sizeof result);
    return result;
  }

  static constexpr std::size_t kSlots = 64;
  static constexpr std::uint8_t kNone = 0xff;

  static std::size_t slot(std::string_view name) {
    const auto first = static_cast<unsigned char>(name.front());
    const auto last = static_cast<unsigned char>(name.back());
    return (first * 7U + last * 3U + name.size() * 11U) % kSlots;
  }

  std::array<std::uint8_t, kSlots> slots_;
};

}  // namespace virnet::internal
