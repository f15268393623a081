#include "bridge/plan/link_names.h"

#include <gtest/gtest.h>

namespace virnet::bridge {
namespace {

LinkChanged named(int index, const char* name) {
  return {{.index = LinkIndex{index}, .name = name}};
}

TEST(LinkNames, KnowsTheLastNameUntilTheEndIsTold) {
  LinkNames names;
  names.hear(named(5, "vnet0"));
  names.hear(named(5, "tap9"));
  names.hear(LinkGone{.index = LinkIndex{5}});
  ASSERT_NE(names.find(LinkIndex{5}), nullptr);
  EXPECT_EQ(*names.find(LinkIndex{5}), "tap9");
  names.forget_deleted();
  EXPECT_EQ(names.find(LinkIndex{5}), nullptr);
}

TEST(LinkNames, ALinkThatLeavesItsBridgeIsStillThere) {
  LinkNames names;
  names.hear(named(5, "vnet0"));
  names.hear(LinkGone{.index = LinkIndex{5}, .left_bridge = true});
  names.forget_deleted();
  EXPECT_NE(names.find(LinkIndex{5}), nullptr);
}

TEST(LinkNames, LinksThatComeAndGoLeaveNothing) {
  LinkNames names;
  for (int i = 1; i <= 12000; ++i) {
    names.hear(named(i, "x"));
    names.hear(LinkGone{.index = LinkIndex{i}});
    names.forget_deleted();
  }
  EXPECT_EQ(names.size(), 0U);
  names.hear(named(5, "vnet0"));
  names.hear(EventsLost{});
  EXPECT_EQ(names.size(), 0U) << "its end may be among what was lost";
}

}  // namespace
}  // namespace virnet::bridge
