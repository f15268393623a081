// MAC addresses in every spelling that libvirt takes, and near misses.
#include <gtest/gtest.h>
#include <virnet/mac_address.h>

namespace virnet {
namespace {

std::string canonical(std::string_view text) {
  const auto value = MacAddress::parse(text);
  return value ? value->to_string() : "refused";
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

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
  for (const Row& row : rows) EXPECT_EQ(canonical(row.text), row.expected) << row.text;
}

TEST(MacAddress, KnowsGroupAddresses) {
  EXPECT_TRUE(MacAddress::parse("01:00:5e:00:00:01")->is_multicast());
  EXPECT_TRUE(MacAddress::parse("ff:ff:ff:ff:ff:ff")->is_multicast());
  EXPECT_FALSE(MacAddress::parse("52:54:00:00:00:01")->is_multicast());
}

}  // namespace
}  // namespace virnet
