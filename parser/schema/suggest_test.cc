// Which of some names is meant by another one.
#include "parser/schema/suggest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace virnet::internal {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"forward", "bridge", "portgroup"};

TEST(Suggest, TheNearestName) {
  EXPECT_EQ(nearest("bridg", kNames).name, "bridge");
  EXPECT_EQ(nearest("brigde", kNames).name, "bridge");
  EXPECT_EQ(nearest("Forwards", kNames).name, "forward");
  EXPECT_EQ(nearest("bridges-of", kNames).name, "");
  EXPECT_EQ(nearest("", kNames).name, "");
}

TEST(Suggest, NothingBeyondTheLongestName) {
  const std::string most(64, 'x');
  const std::string more(65, 'x');
  const std::array<std::string_view, 1> fits = {std::string_view(most)};
  const std::array<std::string_view, 1> too_long = {std::string_view(more)};
  EXPECT_EQ(nearest(most.substr(1), fits).name, most);
  EXPECT_EQ(nearest(most, too_long).name, "");
  EXPECT_EQ(nearest(more, fits).name, "");
}

}  // namespace
}  // namespace virnet::internal
