#include "model/values/salted_hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace virnet::internal {
namespace {

// How many of `hashes` fall into the fullest of as many places.
template <typename Place>
std::size_t fullest(const std::vector<std::uint64_t>& hashes, Place place) {
  std::vector<std::size_t> places(hashes.size());
  for (const std::uint64_t hash : hashes) ++places[place(hash)];
  return *std::ranges::max_element(places);
}

void expect_spread(const std::vector<std::uint64_t>& hashes) {
  constexpr std::size_t kMost = 16;  // by chance it is 6 or 7
  const std::uint64_t size = hashes.size();
  EXPECT_LE(fullest(hashes, [=](std::uint64_t hash) { return (hash >> 32) * size >> 32; }), kMost);
  EXPECT_LE(fullest(hashes, [=](std::uint64_t hash) { return hash % size; }), kMost);
}

TEST(SaltedHash, SpreadsWhatIsAlike) {
  std::vector<std::uint64_t> numbers, shifted, names, long_names, pairs;
  for (std::uint64_t i = 0; i < 4096; ++i) {
    numbers.push_back(hash_of(i));
    shifted.push_back(hash_of(i << 40));
    names.push_back(hash_of("p" + std::to_string(i)));
    long_names.push_back(hash_of(std::to_string(i) + std::string(40, 'x')));
    pairs.push_back(hash_of(std::array{i, std::uint64_t{1}}));
  }
  for (const auto& hashes : {numbers, shifted, names, long_names, pairs}) expect_spread(hashes);
}

TEST(SaltedHash, LooksAtEachByteAndAtTheLength) {
  std::set<std::uint64_t> hashes;
  const std::string text(19, 'x');
  for (std::size_t size = 0; size <= text.size(); ++size) {
    hashes.insert(hash_of(text.substr(0, size)));
    std::string other = text;
    if (size < text.size()) other[size] = 'y';
    hashes.insert(hash_of(other));
  }
  hashes.insert(hash_of(std::string(1, '\0')));
  EXPECT_EQ(hashes.size(), 2 * text.size() + 2);
}

}  // namespace
}  // namespace virnet::internal
