// parser/schema/name_index.h - Finding a row by name: a perfect hash, and one comparison of
// numbers.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

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

// Over the rows of one element.
class NameIndex {
 public:
  NameIndex() = default;  // of no rows at all; find() is not to be called
  template <typename Row>
  explicit NameIndex(std::span<const Row> rows)
      : slots_(2 * std::bit_ceil(std::max(rows.size(), std::size_t{1}))),
        shift_(64 - std::countr_zero(slots_.size())) {
    while (!fill(rows)) factor_ += 2 * kSpread;
  }

  // The index of the row, or -1.
  template <typename Row>
  [[nodiscard]] int find(std::span<const Row> rows, std::string_view name) const {
    const std::uint64_t key = NameKey(name).value();
    const Slot& slot = slots_[at(key)];
    if (slot.key != key || slot.size != name.size()) return -1;
    if (name.size() > 8 && rows[static_cast<std::size_t>(slot.row)].name != name) return -1;
    return slot.row;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    int row = -1;
    std::uint32_t size = 0;  // of the name
  };

  [[nodiscard]] std::size_t at(std::uint64_t key) const {
    return static_cast<std::size_t>(key * factor_ >> shift_);
  }

  // False if two names share a slot.
  template <typename Row>
  bool fill(std::span<const Row> rows) {
    std::ranges::fill(slots_, Slot());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::uint64_t key = NameKey(rows[i].name).value();
      Slot& slot = slots_[at(key)];
      if (slot.row >= 0) return false;
      slot = {.key = key,
              .row = static_cast<int>(i),
              .size = static_cast<std::uint32_t>(rows[i].name.size())};
    }
    return true;
  }

  std::vector<Slot> slots_;         // a power of two
  std::uint64_t factor_ = kSpread;  // odd
  int shift_ = 0;
};

}  // namespace virnet::internal
