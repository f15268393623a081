// model/values/repeats.h - Which of many things were there before, for rules that must not take
// quadratic time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/values/meter.h"

namespace virnet::internal {

[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
  value = (value ^ value >> 27) * 0x94d049bb133111eb;
  return value ^ value >> 31;
}

[[nodiscard]] constexpr std::uint64_t hash_of(std::uint64_t key) { return mixed(key); }
[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return mixed(hash);
}
template <std::size_t N>
[[nodiscard]] constexpr std::uint64_t hash_of(const std::array<std::uint64_t, N>& key) {
  std::uint64_t hash = 0;
  for (const std::uint64_t part : key) hash = mixed(hash ^ part);
  return hash;
}

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
    std::size_t size = 4;
    while (size < count_ + count_ / 2) size *= 2;
    slots_.assign(size, {0, kEmpty});
    for (std::uint32_t i = 0; i < end; ++i)
      if (const Key key = key_of_(i)) add(*key, i);
  }

  std::optional<std::uint32_t> add(const typename Key::value_type& key, std::uint32_t index) {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t full = hash_of(key);
    const auto hash = static_cast<std::uint32_t>(full >> 32);
    for (std::size_t at = full & mask;; at = (at + 1) & mask) {
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
