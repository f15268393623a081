// What is refused about a <networkport>.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

NetworkPortDraft port() {
  NetworkPortDraft draft;
  draft->uuid = Uuid();
  draft->owner = {.name = "guest", .uuid = Uuid()};
  draft->mac = MacAddress({0x52, 0x54, 0, 0, 0, 1});
  return draft;
}

TEST(ValidateNetworkport, WhatMustBeThere) {
  const PortCase cases[] = {
      {"uuid", [](auto& p) { p.uuid.reset(); }, "PORT-UUID-001"},
      {"owner", [](auto& p) { p.owner.name = ""; }, "PORT-OWNER-001"},
      {"owner's uuid", [](auto& p) { p.owner.uuid.reset(); }, "PORT-OWNER-002"},
      {"mac", [](auto& p) { p.mac.reset(); }, "PORT-MAC-001"},
      {"multicast", [](auto& p) { p.mac = MacAddress({1, 0, 0x5e, 0, 0, 1}); }, ""},
      {"all", [](auto& p) { p = {}; }, "PORT-UUID-001 PORT-OWNER-001 PORT-OWNER-002 PORT-MAC-001"},
  };
  expect_codes<NetworkPortDraft>(port(), cases);
}

TEST(ValidateNetworkport, Plug) {
  using enum PlugType;
  const PortCase cases[] = {
      {"no bridge", [](auto& p) { p.plug.type = Network; }, "PORT-PLUG-003"},
      {"no bridge", [](auto& p) { p.plug.type = PlugType::Bridge; }, "PORT-PLUG-003"},
      {"empty bridge", [](auto& p) { p.plug = {.type = Network, .bridge = ""}; }, ""},
      {"no dev", [](auto& p) { p.plug.type = Direct; }, "PORT-PLUG-007"},
      {"dev", [](auto& p) { p.plug = {.type = Direct, .dev = "eth0"}; }, ""},
      {"no address", [](auto& p) { p.plug.type = HostdevPci; }, "PORT-PLUG-011"},
      {"address", [](auto& p) { p.plug = {.type = HostdevPci, .address = PciAddress{.bus = 1}}; },
       ""},
      {"large address",
       [](auto& p) { p.plug = {.type = HostdevPci, .address = PciAddress{.bus = 256}}; },
       "NET-PCI-004"},
  };
  expect_codes<NetworkPortDraft>(port(), cases);
}

TEST(ValidateNetworkport, WhatItSharesWithANetwork) {
  const PortCase cases[] = {
      {"VLAN", [](auto& p) { p.vlan.tags = {{4096}}; }, "NET-VLAN-003"},
      {"virtualport without type",
       [](auto& p) { p.virtualport = draft::VirtualPort{.managerid = 256}; }, "NET-VPORT-004"},
      {"class and floor inbound",
       [](auto& p) { p.bandwidth = Bandwidth{.class_id = 3, .inbound = Rate{.floor = 1}}; }, ""},
      {"no average", [](auto& p) { p.bandwidth = Bandwidth{.inbound = Rate{}}; }, "NET-BW-002"},
      {"floor outbound",
       [](auto& p) { p.bandwidth = Bandwidth{.outbound = Rate{.average = 1, .floor = 1}}; },
       "PORT-BW-002"},
      {"floor 0 outbound",
       [](auto& p) { p.bandwidth = Bandwidth{.outbound = Rate{.average = 1, .floor = 0}}; },
       "PORT-BW-003"},
  };
  expect_codes<NetworkPortDraft>(port(), cases);
}

}  // namespace
}  // namespace virnet::internal
