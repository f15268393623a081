// model/values/repeats.h - Which of many things were there before, for rules that must not take
// quadratic time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/values/meter.h"
#include "model/values/salted_hash.h"

namespace virnet::internal {

// Over `count` things, of which key_of(i) is the key or nothing. Lists are mostly written in
// order, and nothing in rising order is there twice: only the first that is out of order makes a
// hash table of all before it.
template <typename KeyOf>
class Repeats {
 public:
  using Key = decltype(std::declval<KeyOf>()(std::uint32_t{}));

  Repeats(std::size_t count, KeyOf key_of) : count_(count), key_of_(std::move(key_of)) {}

  // The index of the first with the same key as thing `index`. Ask for each, in order.
  [[nodiscard]] std::optional<std::uint32_t> before(std::uint32_t index) {
    return before(index, key_of_(index));
  }
  // The same for whoever has the key at hand.
  [[nodiscard]] std::optional<std::uint32_t> before(std::uint32_t index, const Key& key) {
    if (!key) return std::nullopt;
    if (slots_.empty()) {
      if (!last_ || *last_ < *key) {
        last_ = key;
        return std::nullopt;
      }
      make_table(index);
    }
    return add(*key, index);
  }

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t index;
  };
  static constexpr std::uint32_t kEmpty = 0xffffffff;

  void make_table(std::uint32_t end) {
    // Not rounded up to a power of two, which could double the memory.
    constexpr std::size_t kLeast = 4;
    slots_.assign(std::max(kLeast, count_ + count_ / 2), {0, kEmpty});
    for (std::uint32_t i = 0; i < end; ++i)
      if (const Key key = key_of_(i)) add(*key, i);
  }

  std::optional<std::uint32_t> add(const typename Key::value_type& key, std::uint32_t index) {
    const std::uint64_t full = hash_of(key);
    const auto hash = static_cast<std::uint32_t>(full);
    // Scales the upper half of the hash to the number of slots.
    std::size_t at = (full >> 32) * slots_.size() >> 32;
    for (;; ++at) {
      if (at == slots_.size()) at = 0;
      Slot& slot = slots_[at];
      if (slot.index == kEmpty) {
        slot = {hash, index};
        return std::nullopt;
      }
      if (slot.hash == hash && key_of_(slot.index) == key) return slot.index;
    }
  }

  std::size_t count_;
  KeyOf key_of_;
  Key last_;
  MeteredVector<Slot> slots_;
};

}  // namespace virnet::internal
