// model/first_seen.h - Which of many things were there before: a hash table of indices, for rules
// that must not take quadratic time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace virnet::internal {

[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
  value = (value ^ value >> 27) * 0x94d049bb133111eb;
  return value ^ value >> 31;
}

[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return mixed(hash);
}

class FirstSeen {
 public:
  // Room for `count` things.
  explicit FirstSeen(std::size_t count) {
    std::size_t size = 4;
    while (size < 2 * count) size *= 2;
    slots_.assign(size, kEmpty);
    hashes_.resize(size);
  }

  // Adds the thing of this hash and index, unless same(i) says of an earlier one that it is the
  // same; then returns the index of that.
  template <typename Same>
  std::optional<std::uint32_t> add(std::uint64_t hash, std::uint32_t index, const Same& same) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
      if (slots_[slot] == kEmpty) {
        slots_[slot] = index;
        hashes_[slot] = hash;
        return std::nullopt;
      }
      if (hashes_[slot] == hash && same(slots_[slot])) return slots_[slot];
    }
  }

 private:
  static constexpr std::uint32_t kEmpty = 0xffffffff;
  std::vector<std::uint32_t> slots_;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace virnet::internal
