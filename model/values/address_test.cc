#include <gtest/gtest.h>
#include <virnet/address.h>

namespace virnet {
namespace {

template <typename T>
std::string canonical(std::string_view text) {
  const auto value = T::parse(text);
  return value ? value->to_string() : "refused";
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

// A list of hosts has one each: what an address leaves free, its neighbour can have.
static_assert(sizeof(std::optional<IpAddress>) == 22);

TEST(MacAddress, ReadsWhatLibvirtReads) {
  const Row rows[] = {{"52:54:00:12:34:56", "52:54:00:12:34:56"},
                      {"52:54:0:0:0:A", "52:54:00:00:00:0a"},
                      {"52:54:00:00:00:01 x", "52:54:00:00:00:01"},
                      {"52:54:00:00:00:01\n", "52:54:00:00:00:01"},
                      {"52:54:00:00:00:01\xC3\xA9", "52:54:00:00:00:01"},
                      {"52:54:00:00:00:01x", "refused"},
                      {" 52:54:00:00:00:01", "refused"},
                      {"52-54-00-00-00-01", "refused"},
                      {"052:54:0:0:0:1", "refused"},
                      {"52:54:00:00:00", "refused"},
                      {"52:54:00:00:00:", "refused"},
                      {"", "refused"},
                      {"52:54:00:00:00:01:02", "refused"}};
  for (const Row& row : rows) EXPECT_EQ(canonical<MacAddress>(row.text), row.expected) << row.text;
}

TEST(MacAddress, KnowsGroupAddresses) {
  EXPECT_TRUE(MacAddress::parse("01:00:5e:00:00:01")->is_multicast());
  EXPECT_TRUE(MacAddress::parse("ff:ff:ff:ff:ff:ff")->is_multicast());
  EXPECT_FALSE(MacAddress::parse("52:54:00:00:00:01")->is_multicast());
}

TEST(Uuid, ReadsWhatLibvirtReads) {
  constexpr std::string_view kPlain = "11112222-3333-4444-5555-66667777888a";
  const Row rows[] = {{"11112222-3333-4444-5555-66667777888A", kPlain},
                      {"1111222233334444555566667777888a", kPlain},
                      {" \t11-11 22223333444455556666-7777888a \n", kPlain},
                      {"1-1112222333344445555666677778888", "refused"},
                      {"11112222-3333-4444-5555-66667777888g", "refused"},
                      {"{11112222-3333-4444-5555-66667777888a}", "refused"},
                      {"11112222-3333-4444-5555-66667777888a-", "refused"},
                      {"1234", "refused"},
                      {"", "refused"}};
  for (const Row& row : rows) EXPECT_EQ(canonical<Uuid>(row.text), row.expected) << row.text;
}

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
  for (const Row& row : rows) EXPECT_EQ(canonical<IpAddress>(row.text), row.expected) << row.text;
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
  for (const Row& row : rows) EXPECT_EQ(canonical<IpAddress>(row.text), row.expected) << row.text;
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
