// What is equal keeps its order.
#include "model/values/stable_sort.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace virnet::internal {
namespace {

TEST(StableSort, KeepsTheOrderOfWhatIsEqual) {
  std::vector<std::string> words = {"c1", "a1", "b1", "a2", "c2", "b2", "a3"};
  stable_sort(words, [](const std::string& a, const std::string& b) { return a[0] < b[0]; });
  EXPECT_EQ(words, (std::vector<std::string>{"a1", "a2", "a3", "b1", "b2", "c1", "c2"}));
  std::deque<int> numbers = {3, 1, 2};
  stable_sort(numbers, std::less<>());
  EXPECT_EQ(numbers, (std::deque<int>{1, 2, 3}));
  stable_sort(words, [](const auto&, const auto&) { return false; });
  EXPECT_EQ(words.front(), "a1");
  words.clear();
  stable_sort(words, std::less<>());
  EXPECT_TRUE(words.empty());
}

}  // namespace
}  // namespace virnet::internal
