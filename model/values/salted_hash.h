// model/values/salted_hash.h - Hashes of what a document says, which nobody who writes it can
// foresee: no document is made of keys that all fall into one place of a table. They differ from
// process to process, so that nothing may depend on the order in a table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace virnet::internal {

using HashSalt = std::array<std::uint64_t, 2>;
// Of this process.
[[nodiscard]] const HashSalt& hash_salt();

// Both halves of the product, in one word.
[[nodiscard]] inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{a} * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

[[nodiscard]] inline std::uint64_t hash_of(std::uint64_t key) {
  const HashSalt& salt = hash_salt();
  return folded_product(key ^ salt[0], salt[1]);
}
template <std::size_t N>
[[nodiscard]] std::uint64_t hash_of(const std::array<std::uint64_t, N>& key) {
  const HashSalt& salt = hash_salt();
  std::uint64_t hash = salt[0];
  for (const std::uint64_t part : key) hash = folded_product(part ^ hash, salt[1]);
  return hash;
}
[[nodiscard]] inline std::uint64_t hash_of(std::string_view text) {
  const HashSalt& salt = hash_salt();
  std::uint64_t hash = salt[0] ^ text.size();
  std::uint64_t word = 0;
  for (; text.size() > sizeof word; text.remove_prefix(sizeof word)) {
    std::memcpy(&word, text.data(), sizeof word);
    hash = folded_product(word ^ hash, salt[1]);
  }
  word = 0;
  if (!text.empty()) std::memcpy(&word, text.data(), text.size());
  return folded_product(word ^ hash, salt[1]);
}

// For the containers of the standard library.
struct SaltedHash {
  [[nodiscard]] std::size_t operator()(std::string_view text) const { return hash_of(text); }
};

}  // namespace virnet::internal
