#include "parser/schema/number.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

using enum NumberKind;

struct Row {
  std::string_view text;
  NumberKind kind;
  std::optional<std::uint64_t> expected;
};

TEST(Number, FollowsEachWayOfReading) {
  constexpr auto kRefused = std::nullopt;
  const Row rows[] = {{"5", U32, 5},
                      {"+5", U32, 5},
                      {" \t5", U32, 5},
                      {"5 ", U32, kRefused},
                      {"-0", U32, kRefused},
                      {"", U32, kRefused},
                      {"+", U32, kRefused},
                      {"0x5", U32, kRefused},
                      {"010", U32, 10},
                      {"4294967295", U32, 4294967295},
                      {"4294967296", U32, kRefused},
                      {"18446744073709551615", U64, 18446744073709551615U},
                      {"18446744073709551616", U64, kRefused},
                      {"-1", U64, kRefused},
                      {"0x1F", U32Base0, 31},
                      {"0X1f", U32Base0, 31},
                      {"010", U32Base0, 8},
                      {"08", U32Base0, kRefused},
                      {"0x", U32Base0, kRefused},
                      {"0", U32Base0, 0},
                      {"0xffffffffffffffff", U64Base0, 18446744073709551615U},
                      {"-1", W32, 4294967295},
                      {"-4294967295", W32, 1},
                      {"-4294967296", W32, kRefused},
                      {"-0", W32, 0},
                      {"-0x1", W32Base0, 4294967295},
                      {"-4294967041", W32Base0, 255},
                      {"-1", W64, 18446744073709551615U},
                      {"-18446744073709551615", W64, 1},
                      {"-1", W64Max32, kRefused},
                      {"-18446744073709551615", W64Max32, 1},
                      {"4294967320", W64Low32, 24},
                      {"-1", W64Low32, 4294967295},
                      {"2147483647", Positive, 2147483647},
                      {"2147483648", Positive, kRefused},
                      {"-5", Positive, kRefused},
                      {"+ 5", U32, kRefused},
                      {"--5", W32, kRefused}};
  for (const Row& row : rows)
    EXPECT_EQ(parse_number(row.text, row.kind, dialect_of(Release(9, 0))), row.expected)
        << "'" << row.text << "' as " << static_cast<int>(row.kind);
}

TEST(Number, ReadsBinaryWhereTheReleaseWasBuiltWithANewerLibrary) {
  EXPECT_EQ(parse_number("0b11", U32Base0, dialect_of(Release(9, 0))), std::nullopt);
  EXPECT_EQ(parse_number("0b11", U32Base0, dialect_of(Release(11, 3))), 3U);
  EXPECT_EQ(parse_number("0b", U32Base0, kNewestDialect), std::nullopt);
  EXPECT_EQ(parse_number("0b12", U32Base0, kNewestDialect), std::nullopt);
}

}  // namespace
}  // namespace virnet::internal
