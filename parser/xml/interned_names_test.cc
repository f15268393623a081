// Expat's copies of names are measured once, and never mixed up.
#include "parser/xml/interned_names.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace virnet::internal {
namespace {

// More names than there are slots, so that some share one.
TEST(InternedNames, NamesThatShareASlotStayApart) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 500; ++i) texts.push_back("attribute" + std::string(i % 40, 'x'));
  InternedNames names;
  for (int round = 0; round < 2; ++round)
    for (const std::string& text : texts) EXPECT_EQ(names.view(text.c_str()), text);
}

TEST(InternedNames, TheSecondTimeANameIsNotMeasured) {
  char name[] = "bridge";
  InternedNames names;
  EXPECT_EQ(names.view(name), "bridge");
  name[3] = '\0';  // Expat would not do that
  EXPECT_EQ(names.view(name).size(), 6U);
}

TEST(InternedNames, AnotherDocumentMayUseTheSameMemory) {
  char name[] = "bridge";
  InternedNames names;
  EXPECT_EQ(names.view(name), "bridge");
  name[3] = '\0';
  names.reset();
  EXPECT_EQ(names.view(name), "bri");
}

}  // namespace
}  // namespace virnet::internal
