// IP addresses in every spelling that libvirt takes, and how they are printed.
#include <gtest/gtest.h>
#include <virnet/ip_address.h>

namespace virnet {
namespace {

std::string canonical(std::string_view text) {
  const auto value = IpAddress::parse(text);
  return value ? value->to_string() : "refused";
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

// A list of hosts has one each: what an address leaves free, its neighbour can have.
static_assert(sizeof(std::optional<IpAddress>) == 22);

TEST(IpAddress, ReadsIpv4LikeInetAton) {
  const Row rows[] = {{"192.168.0.1", "192.168.0.1"},
                      {"1.2", "1.0.0.2"},
                      {"1.2.3", "1.2.0.3"},
                      {"010.1.1.1", "8.1.1.1"},
                      {"0x7f.1", "127.0.0.1"},
                      {"4294967295", "255.255.255.255"},
                      {"0", "0.0.0.0"},
                      {"00", "0.0.0.0"},
                      {"4294967296", "refused"},
                      {"1.2.3.256", "refused"},
                      {"256.1.1.1", "refused"},
                      {"1.2.3.4.5", "refused"},
                      {"1.2.3.4 ", "refused"},
                      {" 1.2.3.4", "refused"},
                      {"1..2", "refused"},
                      {"08.1.1.1", "refused"},
                      {"0x", "refused"},
                      {"+1.2.3.4", "refused"},
                      {"", "refused"},
                      {"1.", "refused"},
                      {"0b1.2.3.4", "refused"},
                      {"1.16777215", "1.255.255.255"},
                      {"1.16777216", "refused"},
                      {"1.2.65536", "refused"}};
  for (const Row& row : rows) EXPECT_EQ(canonical(row.text), row.expected) << row.text;
}

TEST(IpAddress, ReadsAndPrintsIpv6) {
  const Row rows[] = {{"FD00:0::0001", "fd00::1"},
                      {"::", "::"},
                      {"::1", "::1"},
                      {"::1.2.3.4", "::1.2.3.4"},
                      {"::ffff:1.2.3.4", "::ffff:1.2.3.4"},
                      {"::102:304", "::1.2.3.4"},
                      {"1:0:0:2:0:0:0:3", "1:0:0:2::3"},
                      {"1:0:0:2:0:0:3:4", "1::2:0:0:3:4"},
                      {"1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0"},
                      {"1:2:3:4:5:6::", "1:2:3:4:5:6::"},
                      {"0:0:0:0:0:0:0:1", "::1"},
                      {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"},
                      {"fe80::1%1", "fe80::1%lo"},
                      {"fe80::1%lo", "fe80::1%lo"},
                      {"fe80::1%7", "fe80::1%7"},
                      {"2001:db8::1%5", "2001:db8::1%5"},
                      {"2001:db8::1%lo", "refused"},
                      {"fe80::1%", "refused"},
                      {"fe80::1%nonesuch", "refused"},
                      {"fe80::1%4294967296", "refused"},
                      {"1:2:3:4:5:6:7", "refused"},
                      {"1::2::3", "refused"},
                      {":::", "refused"},
                      {"12345::", "refused"},
                      {"::1.2.3.04", "refused"},
                      {"::1.2.3", "refused"},
                      {"1:2:3:4:5:6:7:8:9", "refused"},
                      {"1:2:3:4:5:6:7::8", "refused"},
                      {":1", "refused"},
                      {"1:", "refused"}};
  for (const Row& row : rows) EXPECT_EQ(canonical(row.text), row.expected) << row.text;
}

TEST(IpAddress, TakesMappedAddressesForIpv4OnlyWhereAsked) {
  EXPECT_EQ(IpAddress::parse_v4("::ffff:1.2.3.4")->to_string(), "1.2.3.4");
  EXPECT_FALSE(IpAddress::parse("::ffff:1.2.3.4")->is_v4());
  EXPECT_FALSE(IpAddress::parse_v4("::1"));
}

TEST(IpAddress, MasksToANetwork) {
  const auto v4 = *IpAddress::parse("10.1.2.3");
  EXPECT_EQ(v4.network(0).to_string(), "0.0.0.0");
  EXPECT_EQ(v4.network(23).to_string(), "10.1.2.0");
  EXPECT_EQ(v4.network(32).to_string(), "10.1.2.3");
  const auto v6 = *IpAddress::parse("2001:db8:1:2:3:4:5:6");
  EXPECT_EQ(v6.network(0).to_string(), "::");
  EXPECT_EQ(v6.network(64).to_string(), "2001:db8:1:2::");
  EXPECT_EQ(v6.network(65).to_string(), "2001:db8:1:2::");
  EXPECT_EQ(v6.network(128).to_string(), "2001:db8:1:2:3:4:5:6");
}

TEST(IpAddress, CountsTheBitsOfAMask) {
  EXPECT_EQ(IpAddress::parse("255.255.254.0")->mask_bits(), 23U);
  EXPECT_EQ(IpAddress::parse("0.0.0.0")->mask_bits(), 0U);
  EXPECT_EQ(IpAddress::parse("255.255.255.255")->mask_bits(), 32U);
  EXPECT_EQ(IpAddress::parse("255.0.255.0")->mask_bits(), std::nullopt);
}

}  // namespace
}  // namespace virnet
