#include "model/values/salted_hash.h"

#include <exception>
#include <random>

namespace virnet::internal {
namespace {

HashSalt random_salt() {
  try {
    std::random_device random;
    const auto word = [&] { return std::uint64_t{random()} << 32 | random(); };
    // A factor with bits in both halves, and odd.
    return {word(), word() | 0x8000'0001'0000'0001};
  } catch (const std::exception&) {
    // If there is no source of random numbers, an address serves as the salt: few systems make
    // those predictable.
    static const char anywhere = 0;
    const auto place = reinterpret_cast<std::uintptr_t>(&anywhere);
    return {place * 0x9e3779b97f4a7c15, place * 0xbf58476d1ce4e5b9 | 0x8000'0001'0000'0001};
  }
}

}  // namespace

const HashSalt& hash_salt() {
  static const HashSalt salt = random_salt();
  return salt;
}

}  // namespace virnet::internal
