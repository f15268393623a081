// The schema's patterns, apart from documents.
#include "parser/schema/forms.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

struct Sorted {
  std::vector<std::string_view> good;
  std::vector<std::string_view> bad;
};

void expect_sorted(bool (*matches)(std::string_view), const Sorted& values) {
  for (const std::string_view value : values.good) EXPECT_TRUE(matches(value)) << value;
  for (const std::string_view value : values.bad) EXPECT_FALSE(matches(value)) << value;
}

TEST(Forms, Ipv4) {
  expect_sorted(is_schema_ipv4, {.good = {"0.0.0.0", "255.255.255.255", "1.20.100.9"},
                                 .bad = {"", "1.2.3", "1.2.3.4.5", "1.2.3.", "256.1.1.1",
                                         "01.2.3.4", "1.2.3.4 ", "1.2.3.00", "1.2.3.-4"}});
}

TEST(Forms, Ipv6) {
  expect_sorted(
      is_schema_ipv6,
      {.good = {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
                "1:2:3:4:5:6::8", "1::3:4:5:6:7:8", "abcd:EF01::", "::1.2.3.4", "1::1.2.3.4",
                "::1:2:3:4:5:1.2.3.4", "1:2:3:4:5::1.2.3.4", "1:2:3:4:5:6:1.2.3.4"},
       .bad = {"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8",
               "1::2::3", "12345::", "g::", "1:", ":1:2:3:4:5:6:7:8", "fe80::1%1", "1::2:1.2.3.4",
               "::1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "1:2:3:4:5:1.2.3.4", "::01.2.3.4",
               ":::1.2.3.4"}});
}

TEST(Forms, Duid) {
  const std::string most = [] {
    std::string duid = "0:2";
    for (int i = 0; i < 128; ++i) duid.append(":f");
    return duid;
  }();
  const std::string too_many = most + ":f";
  expect_sorted(
      is_duid,
      {.good = {"0:1:0:1:1:2:3:4:5:6:7:8:9:a", "00:01:00:0F:1:2:3:4:5:6:7:8:9:a:b:c",
                "0:2:1:2:3:4:5", most, "0:3:0:1:1:2:3:4:5:6", "0:3:0:1:1:2:3:4:5:6:7:8",
                "00:04:0:1:2:3:4:5:6:7:8:9:a:b:c:d:e:ff"},
       .bad = {"", "0", "0:1", "0:1:0:1:1:2:3:4:5:6:7:8:9", "0:1:0:1:1:2:3:4:5:6:7:8:9:a:b:c:d",
               "0:1:0:0:1:2:3:4:5:6:7:8:9:a", "0:1:0:10:1:2:3:4:5:6:7:8:9:a", "0:2:1:2:3:4",
               too_many, "0:3:0:1:1:2:3:4:5", "0:3:0:1:1:2:3:4:5:6:7:8:9",
               "0:3:0:1:1:2:3:4:5:6:", "0:4:1:2:3:4:5:6:7:8:9:a:b:c:d:e:f", "0:5:1:2:3:4:5:6",
               "000:2:1:2:3:4:5", "0:2:1:2:3:4:500"}});
}

TEST(Forms, MacAndUuid) {
  expect_sorted(is_schema_mac,
                {.good = {"52:54:00:00:00:01", "0e:Ab:cD:00:00:01"},
                 .bad = {"", "53:54:00:00:00:01", "52:54:00:00:00:1", "52-54-00-00-00-01",
                         "52:54:00:00:00:0g", "52:54:00:00:00:01:"}});
  expect_sorted(
      is_schema_uuid,
      {.good = {"11111111-2222-3333-4444-55555555555a", "AAAAAAAA222233334444555555555555"},
       .bad = {"", "11111111-2222-3333-4444-55555555555", "11111111222-2-3333-4444-555555555555",
               "g1111111-2222-3333-4444-555555555555", "gAAAAAAA222233334444555555555555"}});
}

TEST(Forms, Hex) {
  constexpr Hex kSlot = {2, 0x1f};
  EXPECT_TRUE(is_hex("1f", kSlot) && is_hex("0x0", kSlot) && is_hex("0x1F", kSlot));
  EXPECT_FALSE(is_hex("20", kSlot) || is_hex("", kSlot) || is_hex("0x", kSlot) ||
               is_hex("0X1", kSlot) || is_hex("01f", kSlot));
  EXPECT_TRUE(is_hex("0xff", {2, 0xff, true}));
  EXPECT_FALSE(is_hex("ff", {2, 0xff, true}));
}

TEST(Forms, Signs) {
  const auto is = [](std::string_view value, Signs signs, const Dialect& dialect) {
    return is_number(value, signs, 0, 8, dialect);
  };
  for (const VerifiedRelease& row : kVerifiedReleases) {
    const Dialect dialect = dialect_of(row.release);
    const bool newest = row.xml_library == XmlLibrary::V2_15;
    for (const std::string_view value : {"5", "005", "8"})
      for (const Signs signs : {Signs::Digits, Signs::Unsigned, Signs::Any})
        EXPECT_TRUE(is(value, signs, dialect)) << value;
    for (const std::string_view value : {"", "+", "- 1", "9", "-1", "5x", "18446744073709551616"})
      for (const Signs signs : {Signs::Digits, Signs::Unsigned, Signs::Any})
        EXPECT_FALSE(is(value, signs, dialect)) << value;
    for (const std::string_view value : {" +5\n", "-0"}) {
      EXPECT_TRUE(is(value, Signs::Any, dialect)) << value;
      EXPECT_EQ(is(value, Signs::Unsigned, dialect), newest) << value;
      EXPECT_FALSE(is(value, Signs::Digits, dialect)) << value;
    }
    EXPECT_TRUE(is("\t5 ", Signs::Unsigned, dialect));
    EXPECT_FALSE(is(" 5", Signs::Digits, dialect));
  }
}

}  // namespace
}  // namespace virnet::internal
