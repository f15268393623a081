// Texts: absent or empty, compared, copied.
#include <gtest/gtest.h>
#include <virnet/text.h>

namespace virnet {
namespace {

TEST(Text, TellsAbsentFromEmpty) {
  constexpr Text kAbsent;
  constexpr Text kEmpty = "";
  EXPECT_FALSE(kAbsent);
  EXPECT_TRUE(kEmpty);
  EXPECT_TRUE(kAbsent.empty());
  EXPECT_TRUE(kEmpty.empty());
  EXPECT_NE(kAbsent, kEmpty);
  EXPECT_EQ(kAbsent, Text());
  EXPECT_EQ(kAbsent.view(), "");
}

TEST(Text, ComparesByContent) {
  static constexpr char kSame[] = "virbr0";
  EXPECT_EQ(Text("virbr0"), Text(kSame));
  EXPECT_NE(Text("virbr0"), Text("virbr1"));
  EXPECT_NE(Text("virbr"), Text("virbr0"));
}

TEST(Text, IsCopiedIntoAString) {
  std::optional<std::string> copy = Text("virbr0");
  EXPECT_EQ(copy, "virbr0");
  copy = Text();
  EXPECT_EQ(copy, std::nullopt);
  copy = Text("");
  EXPECT_EQ(copy, "");
}

}  // namespace
}  // namespace virnet
