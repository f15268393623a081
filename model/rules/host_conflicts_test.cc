// Networks of one host that take something from each other.
#include <gtest/gtest.h>
#include <virnet/host_conflicts.h>

#include <sstream>

namespace virnet {
namespace {

HostResource resource(HostResource::Kind kind, std::string value) {
  return {.kind = kind, .value = std::move(value)};
}

HostResource subnet(std::string_view address, unsigned prefix) {
  const IpAddress parsed = *IpAddress::parse(address);
  return {.kind = HostResource::Kind::Subnet,
          .value = parsed.to_string(),
          .network = parsed.network(prefix),
          .prefix = prefix};
}

ResourceOwner network(std::string name, std::vector<HostResource> resources) {
  resources.insert(resources.begin(), resource(HostResource::Kind::Name, name));
  return {name + ".xml", std::move(resources)};
}

// "INDEX CODE message", one a line.
std::string conflicts(const std::vector<ResourceOwner>& owners) {
  std::ostringstream lines;
  for (const HostConflict& c : find_conflicts(owners))
    lines << c.owner << ' ' << c.diagnostic.code << ' ' << c.diagnostic.message << '\n';
  return lines.str();
}

constexpr auto kUuid = HostResource::Kind::Uuid;
constexpr auto kBridge = HostResource::Kind::Bridge;
constexpr auto kMac = HostResource::Kind::Mac;

TEST(Claims, NothingInCommonIsFine) {
  EXPECT_EQ(conflicts({}), "");
  EXPECT_EQ(conflicts({network("a", {resource(kBridge, "br0"), subnet("10.0.0.1", 24)}),
                       network("b", {resource(kBridge, "br1"), subnet("10.0.1.1", 24)})}),
            "");
}

TEST(Claims, TheLaterOneIsReported) {
  EXPECT_EQ(conflicts({network("a", {resource(kBridge, "br0")}), network("b", {}),
                       network("c", {resource(kBridge, "br0")})}),
            "2 DEF-CONF-003 bridge 'name' is 'br0', as of network 'a' in a.xml, net-define refuses "
            "the second one\n");
}

TEST(Claims, OneNetworkTwiceIsReportedOnce) {
  const std::vector<HostResource> all = {resource(kUuid, "u"), resource(kBridge, "br0"),
                                         resource(kMac, "m"), subnet("10.0.0.1", 24)};
  EXPECT_EQ(conflicts({network("a", all), network("a", all)}),
            "1 LINT-SAME-NETWORK <name> is 'a', as of network 'a' in a.xml, with the same "
            "uuid; defining it replaces that one\n");
}

TEST(Claims, ANameOrAnUuidAloneIsRefused) {
  EXPECT_EQ(conflicts({network("a", {resource(kUuid, "u")}), network("a", {resource(kUuid, "v")}),
                       network("a", {}), network("b", {resource(kUuid, "u")})}),
            "1 DEF-CONF-002 <name> is 'a', as of network 'a' in a.xml, with another uuid; "
            "net-define refuses the second one\n"
            "2 DEF-CONF-002 <name> is 'a', as of network 'a' in a.xml, with another uuid; "
            "net-define refuses the second one\n"
            "3 DEF-CONF-001 <uuid> is 'u', as of network 'a' in a.xml, net-define refuses the "
            "second one\n");
}

TEST(Claims, AMacIsReported) {
  EXPECT_EQ(conflicts({network("a", {resource(kMac, "m")}), network("b", {resource(kMac, "m")})}),
            "1 LINT-SAME-MAC <mac> 'address' is 'm', as of network 'a' in a.xml, libvirt does not "
            "check that\n");
}

TEST(Claims, SubnetsOverlapWhereOneHoldsTheOther) {
  const std::string wide =
      conflicts({network("a", {subnet("10.0.0.1", 8)}), network("b", {subnet("10.1.0.1", 16)}),
                 network("c", {subnet("10.2.0.1", 16)}), network("d", {subnet("11.0.0.1", 8)})});
  EXPECT_EQ(wide,
            "1 LINT-SUBNETS this <ip> with the address '10.1.0.1' overlaps with 10.0.0.0/8 of "
            "network 'a' in a.xml, libvirt does not check that\n"
            "2 LINT-SUBNETS this <ip> with the address '10.2.0.1' overlaps with 10.0.0.0/8 of "
            "network 'a' in a.xml, libvirt does not check that\n");
}

TEST(Claims, OfThreeEqualSubnetsTwoAreReported) {
  EXPECT_EQ(
      conflicts({network("a", {subnet("10.0.0.1", 24)}), network("b", {subnet("10.0.0.2", 24)}),
                 network("c", {subnet("10.0.0.3", 24)})}),
      "1 LINT-SUBNETS this <ip> with the address '10.0.0.2' overlaps with 10.0.0.0/24 of "
      "network 'a' in a.xml, libvirt does not check that\n"
      "2 LINT-SUBNETS this <ip> with the address '10.0.0.3' overlaps with 10.0.0.0/24 of "
      "network 'a' in a.xml, libvirt does not check that\n");
}

// The narrow ones come first, and still each is compared with the others.
TEST(Claims, TheWideSubnetMayComeLast) {
  EXPECT_EQ(
      conflicts({network("b", {subnet("10.1.0.1", 16)}), network("c", {subnet("10.1.0.2", 16)}),
                 network("a", {subnet("10.0.0.1", 8)})}),
      "1 LINT-SUBNETS this <ip> with the address '10.1.0.2' overlaps with 10.1.0.0/16 of "
      "network 'b' in b.xml, libvirt does not check that\n"
      "2 LINT-SUBNETS this <ip> with the address '10.0.0.1' overlaps with 10.1.0.0/16 of "
      "network 'b' in b.xml, libvirt does not check that\n");
}

TEST(Claims, FamiliesAreApart) {
  EXPECT_EQ(conflicts({network("a", {subnet("::", 0)}), network("b", {subnet("0.0.0.0", 0)})}), "");
}

TEST(Claims, WithinOneNetworkIsNotHere) {
  EXPECT_EQ(conflicts({network("a", {subnet("10.0.0.1", 8), subnet("10.0.1.1", 24)})}), "");
}

TEST(Claims, ASilencedOneIsNot) {
  HostResource quiet = resource(kBridge, "br0");
  quiet.silenced = true;
  EXPECT_EQ(conflicts({network("a", {resource(kBridge, "br0")}), network("b", {quiet})}), "");
}

// The first network has them all, and so has the second.
TEST(Claims, AreCutToTheLimit) {
  std::vector<HostResource> subnets;
  for (int i = 0; i < 200; ++i) {
    subnets.push_back(subnet("10.0." + std::to_string(i) + ".1", 24));
    subnets.back().span.offset = static_cast<std::size_t>(1000 - i);
  }
  const std::vector<ResourceOwner> owners = {network("a", subnets), network("b", {}),
                                             network("a", subnets)};
  EXPECT_EQ(find_conflicts(owners, {.max_diagnostics = 201}).size(), 201U);
  const std::vector<HostConflict> cut = find_conflicts(owners, {.max_diagnostics = 10});
  ASSERT_EQ(cut.size(), 10U);
  EXPECT_EQ(cut.front().diagnostic.code, "DEF-CONF-002");
  EXPECT_EQ(cut.back().diagnostic.code, "LIMIT-DIAGNOSTICS");
  EXPECT_EQ(cut.back().diagnostic.message, "192 more are not shown");
  for (const HostConflict& conflict : cut) EXPECT_EQ(conflict.owner, 2U);
  EXPECT_EQ(find_conflicts(owners, {.ignore = {"LINT-SUBNETS"}}).size(), 1U);
}

TEST(Claims, MissingFunctionsAreCutToTheLimit) {
  const std::vector<HostResource> addresses(
      100, resource(HostResource::Kind::PciAddress, "0000:05:10.1"));
  const auto missing = [](const std::string&) { return false; };
  EXPECT_EQ(find_missing_functions(addresses, missing, {.max_diagnostics = 100}).size(), 100U);
  const Diagnostics cut = find_missing_functions(addresses, missing);
  ASSERT_EQ(cut.size(), 64U);
  EXPECT_EQ(cut.back().message, "37 more are not shown");
}

}  // namespace
}  // namespace virnet
