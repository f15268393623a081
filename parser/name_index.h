// parser/name_index.h - Finding a row by name: a perfect hash, and one comparison of numbers.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace virnet::internal {

inline constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15;  // 2^64 by the golden ratio

// A name of at most eight bytes as a number, one for each; a number of a longer one, which others
// may have as well.
class NameKey {
 public:
  explicit NameKey(std::string_view name) {
    const std::size_t size = name.size();
    if (size > 8)
      value_ = word<std::uint64_t>(name, 0) * kSpread + word<std::uint64_t>(name, size - 8);
    else if (size >= 4)  // where the two overlap they agree
      value_ = joined<std::uint32_t>(name);
    else if (size >= 2)
      value_ = joined<std::uint16_t>(name);
    else if (size == 1)
      value_ = static_cast<unsigned char>(name[0]);
  }

  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  template <typename Word>
  static std::uint64_t joined(std::string_view name) {
    const std::size_t rest = name.size() - sizeof(Word);
    return word<Word>(name, 0) | word<Word>(name, rest) << 8 * rest;
  }
  template <typename Word>
  static std::uint64_t word(std::string_view name, std::size_t at) {
    Word result;
    std::memcpy(&result, name.data() + at, sizeof result);
    return result;
  }

  std::uint64_t value_ = 0;
};

// Over the rows of one element, fewer than `Slots`, which is a power of two.
template <std::size_t Slots>
class NameIndex {
 public:
  NameIndex() { rows_.fill(kNone); }
  template <typename Row>
  explicit NameIndex(std::span<const Row> rows) : NameIndex() {
    while (!fill(rows)) factor_ += 2 * kSpread;
  }

  // The index of the row, or -1.
  template <typename Row>
  [[nodiscard]] int find(std::span<const Row> rows, std::string_view name) const {
    const std::uint64_t key = NameKey(name).value();
    const std::size_t at = slot(key);
    if (keys_[at] != key || rows_[at] == kNone) return -1;
    const std::string_view found = rows[rows_[at]].name;
    if (found.size() != name.size() || (name.size() > 8 && found != name)) return -1;
    return rows_[at];
  }

 private:
  static constexpr std::uint8_t kNone = 0xff;
  static constexpr int kShift = 64 - std::countr_zero(Slots);

  [[nodiscard]] std::size_t slot(std::uint64_t key) const {
    return static_cast<std::size_t>(key * factor_ >> kShift);
  }

  // False if two names share a slot.
  template <typename Row>
  bool fill(std::span<const Row> rows) {
    rows_.fill(kNone);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::uint64_t key = NameKey(rows[i].name).value();
      const std::size_t at = slot(key);
      if (rows_[at] != kNone) return false;
      keys_[at] = key;
      rows_[at] = static_cast<std::uint8_t>(i);
    }
    return true;
  }

  std::uint64_t factor_ = kSpread;  // odd
  std::array<std::uint64_t, Slots> keys_{};
  std::array<std::uint8_t, Slots> rows_;
};

}  // namespace virnet::internal
