// The quick ways read a part of what the full parsers read, and never anything else.
#include "model/values/fast_parse.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

TEST(FastParse, ReadsAPlainIpv4Address) {
  EXPECT_EQ(parse_quad("0.0.0.0"), 0U);
  EXPECT_EQ(parse_quad("192.168.7.1"), 0xc0a80701U);
  EXPECT_EQ(parse_quad("255.255.255.255"), 0xffffffffU);
  IpAddress address = IpAddress::v4(7);
  EXPECT_TRUE(parse_plain("10.0.0.9", address));
  EXPECT_EQ(address.to_string(), "10.0.0.9");
}

TEST(FastParse, LeavesAnyOtherFormOfIpv4) {
  for (const std::string_view text :
       {"",          ".",          "1",         "1.2",       "1.2.3",    "1.2.3.",   ".1.2.3",
        "1..2.3",    "1.2.3.4.",   "1.2.3.4.5", "1.2.3.4 ",  " 1.2.3.4", "01.2.3.4", "1.2.3.04",
        "1.2.3.256", "1.2.3.1000", "256.1.1.1", "0x1.2.3.4", "1.2.3.a",  "1,2,3,4",  "::1"}) {
    EXPECT_EQ(parse_quad(text), std::nullopt) << text;
    IpAddress address = IpAddress::v4(7);
    EXPECT_FALSE(parse_plain(text, address)) << text;
    EXPECT_EQ(address, IpAddress::v4(7)) << text;
  }
}

TEST(FastParse, ReadsEachNumberOfAnAddress) {
  for (std::uint32_t number = 0; number < 1200; ++number) {
    const std::string text = "1." + std::to_string(number) + ".2.3";
    const auto quad = parse_quad(text);
    ASSERT_EQ(quad.has_value(), number <= 255) << text;
    if (!quad) continue;
    ASSERT_EQ(IpAddress::v4(*quad), IpAddress::parse(text)) << text;
  }
}

TEST(FastParse, ReadsAPlainMacAddress) {
  MacAddress mac;
  EXPECT_TRUE(parse_plain("52:54:00:aB:Cd:09", mac));
  EXPECT_EQ(mac.to_string(), "52:54:00:ab:cd:09");
}

TEST(FastParse, LeavesAnyOtherFormOfMacAddress) {
  constexpr std::string_view kPlain = "52:54:00:12:34:56";
  const MacAddress before({1, 2, 3, 4, 5, 6});
  for (std::size_t at = 0; at < kPlain.size(); ++at)
    for (const char c : {'g', ':', ' ', '-', '\0', '\xff'}) {
      std::string text(kPlain);
      if (text[at] == c) continue;
      text[at] = c;
      MacAddress mac = before;
      EXPECT_FALSE(parse_plain(text, mac)) << text;
      EXPECT_EQ(mac, before) << text;
    }
  MacAddress mac = before;
  EXPECT_FALSE(parse_plain("52:54:0:12:34:56", mac));
  EXPECT_FALSE(parse_plain("52:54:00:12:34:567", mac));
  EXPECT_FALSE(parse_plain("", mac));
  EXPECT_EQ(mac, before);
}

TEST(FastParse, FallsBackToTheFullParser) {
  for (const std::string_view text :
       {"52:54:00:12:34:56", "2:4:0:a:B:c", "52:54:00:00:00:01 note", "52:54:00:00:00", ""})
    EXPECT_EQ(parse_mac(text), MacAddress::parse(text)) << text;
}

}  // namespace
}  // namespace virnet::internal
