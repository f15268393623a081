#include "parser/xml/namespace_stack.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace virnet::internal {
namespace {

// Few are looked through, many are chained: the same is found.
TEST(NamespaceStack, FindsTheInnermostOfAnyNumber) {
  constexpr unsigned kDepths = 40;
  for (const int each : {1, 3, 50}) {
    std::deque<std::string> texts;
    NamespaceStack stack;
    for (unsigned depth = 1; depth <= kDepths; ++depth)
      for (int i = 0; i < each; ++i)
        stack.push({texts.emplace_back("p" + std::to_string(i)),
                    texts.emplace_back("u" + std::to_string(depth))},
                   depth);
    stack.push({"own", "here"}, kDepths);
    EXPECT_EQ(stack.of_depth(7).size(), static_cast<std::size_t>(each));
    EXPECT_EQ(stack.of_depth(kDepths).back().declaration.uri, "here");
    EXPECT_TRUE(stack.find("own"));
    EXPECT_FALSE(stack.find("other"));
    for (unsigned depth = kDepths; depth > 0; --depth) {
      for (int i = 0; i < each; ++i) {
        const NamespaceDeclaration* found = stack.find("p" + std::to_string(i));
        ASSERT_TRUE(found);
        EXPECT_EQ(found->uri, "u" + std::to_string(depth));
      }
      stack.leave(depth);
      EXPECT_FALSE(stack.find("own"));
    }
    EXPECT_TRUE(stack.empty());
    stack.push({"", "default"}, 1);
    EXPECT_EQ(stack.find("")->uri, "default");
    stack.clear();
    EXPECT_FALSE(stack.find(""));
  }
}

}  // namespace
}  // namespace virnet::internal
