#include "model/values/printable.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace virnet::internal {
namespace {

using Cases = std::vector<std::pair<std::string_view, std::string_view>>;

TEST(Printable, MakesHiddenCharactersVisible) {
  const Cases cases = {
      {"plain \u00e9 \u20ac \U0001f600", "plain \u00e9 \u20ac \U0001f600"},
      {"a\nb\tc\rd", "a\\nb\\tc\\rd"},
      {"\x1b[31m", "\\x1b[31m"},
      {"\x7f", "\\x7f"},
      {"\u009b1A", "\\x9b1A"},
      {"\u202eevil\u2066", "\\u202eevil\\u2066"},
      {"\u2028::error::", "\\u2028::error::"},
      {"\ufeffx", "\\ufeffx"},
  };
  for (const auto& [text, shown] : cases) EXPECT_EQ(printable(text), shown);
}

TEST(Printable, MakesWhatIsNoUtf8Visible) {
  const Cases cases = {
      {"\xff", "\\xff"},
      {"\xc3", "\\xc3"},                    // cut short
      {"\xc0\xaf", "\\xc0\\xaf"},           // overlong
      {"\xe0\x80\xaf", "\\xe0\\x80\\xaf"},  // overlong
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},  // a surrogate
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
      {"caf\xe9 x", "caf\\xe9 x"},
  };
  for (const auto& [text, shown] : cases) EXPECT_EQ(printable(text), shown);
}

TEST(Printable, KeepsColumns) {
  EXPECT_EQ(printable_in_columns("a\t\x1b\u202e\u009bb"), "a    b");
  EXPECT_EQ(printable_in_columns("caf\xe9!"), "caf\ufffd!");
}

TEST(Printable, ValidUtf8KeepsAllThatIsValid) {
  EXPECT_EQ(valid_utf8("a\n\x1b\u202e\xff"), "a\n\x1b\u202e\ufffd");
}

TEST(Printable, DifferentBytesStayDifferentInValidText) {
  const Cases cases = {{"vnet0", "vnet0"},  {"caf\xc3\xa9", "caf\xc3\xa9"},
                       {"a\xff", "a\\xff"}, {"a\\xff", "a\\\\xff"},
                       {"a\xc3", "a\\xc3"}, {"\x1b\n", "\x1b\n"}};
  for (const auto& [bytes, text] : cases) {
    EXPECT_EQ(reversible_utf8(bytes), text);
    EXPECT_EQ(bytes_of_reversible(text), bytes);
  }
  // What nobody has written so stays as it is.
  for (const std::string_view odd : {"\\", "a\\x", "\\x1", "\\xfg", "\\n"})
    EXPECT_EQ(bytes_of_reversible(odd), odd);
}

TEST(Printable, AJsonTextShowsWhatItHides) {
  EXPECT_EQ(visible_json("{\n\"a\xc2\x9b\": \"\xe2\x80\xae\x7f\xc3\xa9\"}"),
            "{\n\"a\\u009b\": \"\\u202e\\u007f\xc3\xa9\"}");
}

}  // namespace
}  // namespace virnet::internal
