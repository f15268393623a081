// What only the network driver refuses: the networks are valid all the same.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

void expect_refused(const NetworkDraft& valid, std::span<const NetworkCase> cases) {
  for (const NetworkCase& row : cases) {
    NetworkDraft draft = valid;
    row.change(*draft);
    const auto network = draft.finish(row.release);
    ASSERT_TRUE(network) << row.what << ": " << codes_of(network.error());
    EXPECT_EQ(codes_of(problems_of(**network, row.release, validate_define)), row.codes)
        << row.what;
  }
}

TEST(ValidateDefine, WithABridgeOfLibvirts) {
  const NetworkCase cases[] = {
      {"plain", [](auto&) {}, ""},
      {"name of two lines", [](auto& n) { n.name = "a\nb"; }, "DEF-NAME-001"},
      {"records", [](auto& n) { n.dns.txts = {{.name = "t", .value = "v"}}; }, ""},
      {"PCI addresses", [](auto& n) { n.forward.addresses = {{.bus = 1}}; }, "DEF-IF-002"},
      {"a server of each family",
       [](auto& n) {
         n.ips = {{.address = ip("10.0.0.1"), .hosts = {{.name = "a", .ip = ip("10.0.0.2")}}},
                  {.address = ip("10.1.0.1")},
                  {.family = Family::V6,
                   .address = ip("fd00::1"),
                   .hosts = {{.name = "a", .ip = ip("fd00::2")}}}};
       },
       ""},
      {"a second server",
       [](auto& n) {
         n.ips = {{.address = ip("10.0.0.1"), .hosts = {{.name = "a", .ip = ip("10.0.0.2")}}},
                  {.address = ip("10.1.0.1"), .hosts = {{.name = "a", .ip = ip("10.1.0.2")}}}};
       },
       "DEF-DHCP-001"},
      {"portgroups",
       [](auto& n) { n.portgroups = {{.name = "b", .is_default = true}, {.name = "a"}}; }, ""},
      {"two defaults",
       [](auto& n) {
         n.portgroups = {{.name = "a", .is_default = true}, {.name = "b", .is_default = true}};
       },
       "DEF-PG-001"},
      {"two of a name", [](auto& n) { n.portgroups = {{.name = "a"}, {.name = "a"}}; },
       "DEF-PG-002"},
      {"rates",
       [](auto& n) {
         constexpr auto kMost = std::uint64_t{1} << 54;
         n.bandwidth = Bandwidth{.inbound = Rate{kMost, kMost, 4194303}};
       },
       ""},
      {"large rates",
       [](auto& n) {
         constexpr auto kMore = (std::uint64_t{1} << 54) + 1;
         n.bandwidth = Bandwidth{.inbound = Rate{kMore}, .outbound = Rate{kMore, kMore, 4194304}};
       },
       "DEF-BW-002 DEF-BW-002 DEF-BW-002 DEF-BW-002"},
      {"VLAN", [](auto& n) { n.vlan.tags = {{7}}; }, "DEF-VLAN-001"},
      {"VLAN of a portgroup",
       [](auto& n) { n.portgroups = {{.name = "a", .vlan = {.tags = {{7}}}}}; }, "DEF-VLAN-001"},
  };
  expect_refused(named_network(), cases);
}

TEST(ValidateDefine, OnABridgeThatIsThere) {
  const NetworkCase cases[] = {
      {"name", [](auto& n) { n.bridge.name = "br0"; }, ""},
      {"mac", [](auto& n) { n.mac = MacAddress(); }, "DEF-MODE-001"},
      {"ip", [](auto& n) { n.ips = {{.address = ip("10.0.0.1")}}; }, "DEF-MODE-001"},
      {"domain", [](auto& n) { n.domain.name = "d"; }, "DEF-MODE-001"},
      {"records",
       [](auto& n) {
         n.dns.txts = {{.name = "t", .value = "v"}};
         n.dns.srvs = {{.service = "s", .protocol = "p"}};
         n.dns.hosts = {{.ip = ip("10.0.0.1"), .hostnames = {"h"}}};
       },
       "DEF-MODE-002 DEF-MODE-002 DEF-MODE-002"},
      {"bandwidth of a bridge",
       [](auto& n) {
         n.bridge.name = "br0";
         n.bandwidth = Bandwidth{.inbound = Rate{1}};
       },
       ""},
      {"bandwidth without one", [](auto& n) { n.bandwidth = Bandwidth{.inbound = Rate{1}}; },
       "DEF-BW-001"},
      {"bandwidth of a portgroup without one",
       [](auto& n) { n.portgroups = {{.name = "a", .bandwidth = Bandwidth{.inbound = Rate{1}}}}; },
       "DEF-PG-003"},
  };
  expect_refused(named_network(ForwardMode::Bridge), cases);
}

TEST(ValidateDefine, VlansOnABridge) {
  using Port = draft::VirtualPort;
  using enum VirtualPortType;
  const NetworkCase cases[] = {
      {"plain", [](auto& n) { n.vlan.tags = {{7}}; }, ""},
      {"plain, before 11.3", [](auto& n) { n.vlan.tags = {{7}}; }, "DEF-VLAN-002", Release(9, 0)},
      {"Open vSwitch",
       [](auto& n) {
         n.vlan.tags = {{7}};
         n.virtualport = Port{.type = OpenVSwitch};
       },
       ""},
      {"802.1Qbh",
       [](auto& n) {
         n.vlan.tags = {{7}};
         n.virtualport = Port{.type = Qbh};
       },
       "DEF-VLAN-001"},
      {"portgroup of 802.1Qbh",
       [](auto& n) {
         n.portgroups = {{.name = "a", .vlan = {.tags = {{7}}}, .virtualport = Port{.type = Qbh}}};
       },
       "DEF-VLAN-001"},
      {"portgroup of Open vSwitch",
       [](auto& n) {
         n.portgroups = {
             {.name = "a", .vlan = {.tags = {{7}}}, .virtualport = Port{.type = OpenVSwitch}}};
       },
       ""},
      {"network's, with a default portgroup before 11.3",
       [](auto& n) {
         n.vlan.tags = {{7}};
         n.portgroups = {{.name = "a", .is_default = true}};
       },
       "DEF-VLAN-002", Release(9, 0)},
  };
  expect_refused(named_network(ForwardMode::Bridge), cases);
}

TEST(ValidateDefine, Hostdev) {
  const NetworkCase cases[] = {
      {"addresses", [](auto& n) { n.forward.addresses = {{.bus = 1}}; }, ""},
      {"interfaces", [](auto& n) { n.forward.interfaces = {{"eth0"}}; }, "DEF-IF-001"},
      {"VLAN", [](auto& n) { n.vlan.tags = {{7}}; }, ""},
  };
  expect_refused(named_network(ForwardMode::Hostdev), cases);
}

}  // namespace
}  // namespace virnet::internal
