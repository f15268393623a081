// What is there twice is found, with the first of its kind.
#include "model/values/repeats.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace virnet::internal {
namespace {

template <typename Key>
using Keys = std::vector<std::optional<Key>>;
using Found = std::vector<std::optional<std::uint32_t>>;

template <typename Key>
Found found(const Keys<Key>& keys) {
  Repeats repeats(keys.size(), [&](std::uint32_t i) { return keys[i]; });
  Found result;
  for (std::uint32_t i = 0; i < keys.size(); ++i) result.push_back(repeats.before(i));
  return result;
}

// The same, slowly.
template <typename Key>
Found expected(const Keys<Key>& keys) {
  Found result;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::optional<std::uint32_t> first;
    for (std::uint32_t j = 0; j < i && keys[i] && !first; ++j)
      if (keys[j] == keys[i]) first = j;
    result.push_back(first);
  }
  return result;
}

constexpr auto kNone = std::nullopt;

TEST(Repeats, FindsTheFirstOfTheSame) {
  EXPECT_EQ(found(Keys<std::uint64_t>{3, 1, 3, 1, 3, 2}), (Found{kNone, kNone, 0, 1, 0, kNone}));
  EXPECT_EQ(found(Keys<std::uint64_t>{1, 2, 3}), (Found{kNone, kNone, kNone}));
  EXPECT_EQ(found(Keys<std::uint64_t>{1, 2, 2}), (Found{kNone, kNone, 1}));
  EXPECT_EQ(found(Keys<std::uint64_t>{}), Found{});
}

TEST(Repeats, PassesOverWhatHasNoKey) {
  EXPECT_EQ(found(Keys<std::uint64_t>{kNone, 1, kNone, 1}), (Found{kNone, kNone, kNone, 1}));
}

TEST(Repeats, TakesTextsAndTuples) {
  EXPECT_EQ(found(Keys<std::string_view>{"b", "a", "", "b", ""}),
            (Found{kNone, kNone, kNone, 0, 2}));
  using Pair = std::array<std::uint64_t, 2>;
  EXPECT_EQ(found(Keys<Pair>{Pair{1, 2}, Pair{2, 1}, Pair{1, 2}}), (Found{kNone, kNone, 0}));
}

TEST(Repeats, TakesAKeyThatIsAtHand) {
  const Keys<std::uint64_t> keys = {2, 1, 2};
  Repeats repeats(keys.size(), [&](std::uint32_t i) { return keys[i]; });
  EXPECT_EQ(repeats.before(0, keys[0]), kNone);
  EXPECT_EQ(repeats.before(1, keys[1]), kNone);
  EXPECT_EQ(repeats.before(2, keys[2]), 0U);
}

// Sorted at first, with gaps, equal neighbours and many repeats later: each way to the table.
TEST(Repeats, AgreesWithASearch) {
  std::mt19937_64 random(1);
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  for (int round = 0; round < 300; ++round) {
    Keys<std::uint64_t> keys;
    const std::uint64_t sorted = below(40);
    for (std::uint64_t i = 0; i < sorted; ++i) keys.emplace_back(3 * i);
    for (std::uint64_t n = below(120), bound = 1 + below(200); n > 0; --n)
      keys.push_back(below(10) == 0 ? kNone : std::optional(below(bound)));
    ASSERT_EQ(found(keys), expected(keys)) << "round " << round;
  }
}

}  // namespace
}  // namespace virnet::internal
