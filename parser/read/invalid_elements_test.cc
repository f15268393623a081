// Which rules say nothing because a value that they build on could not be read.
#include "parser/read/invalid_elements.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

InvalidElements with(std::initializer_list<Where> places) {
  InvalidElements invalid;
  for (const Where& where : places) invalid.add(where.part, where.outer, where.inner);
  invalid.sort();
  return invalid;
}

TEST(InvalidElements, AffectTheirOwnRules) {
  const InvalidElements invalid = with({{Part::Route, 1}, {Part::Host, 0, 2}, {Part::Bridge}});
  EXPECT_TRUE(invalid.affect({Part::Route, 1}));
  EXPECT_FALSE(invalid.affect({Part::Route, 0}));
  EXPECT_TRUE(invalid.affect({Part::Host, 0, 2}));
  EXPECT_FALSE(invalid.affect({Part::Host, 0, 1}));
  EXPECT_TRUE(invalid.has(Part::Bridge));
  EXPECT_FALSE(invalid.has(Part::Forward));
}

TEST(InvalidElements, AnIpAffectsAllThatIsInItAndEveryRoute) {
  const InvalidElements invalid = with({{Part::Ip, 1}});
  EXPECT_TRUE(invalid.affect({Part::Host, 1, 0}));
  EXPECT_FALSE(invalid.affect({Part::Host, 0, 0}));
  EXPECT_TRUE(invalid.affect({Part::Route, 5}));
  EXPECT_FALSE(invalid.affect({Part::Bridge}));
}

TEST(InvalidElements, ThoseOfAPartCanBeWithdrawn) {
  InvalidElements invalid = with({{Part::Driver}, {Part::PlugAddress}, {Part::Driver}});
  invalid.withdraw(Part::Driver);
  EXPECT_EQ(invalid.size(), 1U);
  EXPECT_FALSE(invalid.has(Part::Driver));
  EXPECT_TRUE(invalid.has(Part::PlugAddress));
}

TEST(InvalidElements, NoneAffectNothing) { EXPECT_FALSE(with({}).affect({Part::Route, 0})); }

}  // namespace
}  // namespace virnet::internal
