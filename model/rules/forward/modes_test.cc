// Which parts of a network its forward mode does not allow.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

NetworkDraft with_ip(ForwardMode mode) {
  NetworkDraft draft = named_network(mode);
  draft->ips = {{.address = ip("10.0.0.1"), .prefix = 24}};
  return draft;
}

TEST(ValidateModes, NatAndRoute) {
  const NetworkCase cases[] = {
      {"no ip", [](auto& n) { n.ips.clear(); }, "NET-MODE-001"},
      {"an interface", [](auto& n) { n.forward.interfaces = {{"a"}}; }, ""},
      {"two", [](auto& n) { n.forward.interfaces = {{"a"}, {"b"}}; }, "NET-MODE-003"},
      {"all of a bridge",
       [](auto& n) {
         n.bridge = {"br0", "zone", Stp::On, 3, MacTableManager::Libvirt};
         n.mtu = 1500;
       },
       ""},
  };
  expect_codes<NetworkDraft>(with_ip(ForwardMode::Nat), cases);
  expect_codes<NetworkDraft>(with_ip(ForwardMode::Route), cases);
}

TEST(ValidateModes, Open) {
  const NetworkCase cases[] = {
      {"no ip", [](auto& n) { n.ips.clear(); }, "NET-MODE-002", Release(9, 0)},
      {"no ip", [](auto& n) { n.ips.clear(); }, ""},
      {"an interface", [](auto& n) { n.forward.interfaces = {{"a"}}; }, "NET-MODE-004"},
  };
  expect_codes<NetworkDraft>(with_ip(ForwardMode::Open), cases);
}

TEST(ValidateModes, Bridge) {
  const NetworkCase cases[] = {
      {"name",
       [](auto& n) { n.bridge = {.name = "br0", .mac_table_manager = MacTableManager::Kernel}; },
       ""},
      {"delay", [](auto& n) { n.bridge.delay = 1; }, "NET-MODE-008"},
      {"stp", [](auto& n) { n.bridge.stp = Stp::Off; }, "NET-MODE-008"},
      {"zone", [](auto& n) { n.bridge.zone = "z"; }, "NET-MODE-008"},
      {"name and interfaces",
       [](auto& n) {
         n.bridge.name = "br0";
         n.forward.interfaces = {{"a"}};
       },
       "NET-MODE-009"},
      {"name and PF",
       [](auto& n) {
         n.bridge.name = "br0";
         n.forward.pf = "a";
       },
       "NET-MODE-009"},
      {"mtu", [](auto& n) { n.mtu = 1500; }, "NET-MODE-010"},
  };
  expect_codes<NetworkDraft>(named_network(ForwardMode::Bridge), cases);
}

TEST(ValidateModes, WithoutABridge) {
  const NetworkCase cases[] = {
      {"name", [](auto& n) { n.bridge.name = "br0"; }, "NET-MODE-005"},
      {"empty name", [](auto& n) { n.bridge.name = ""; }, ""},
      {"zone", [](auto& n) { n.bridge.zone = "z"; }, "NET-MODE-006"},
      {"manager", [](auto& n) { n.bridge.mac_table_manager = MacTableManager::Kernel; },
       "NET-MODE-007"},
      {"delay", [](auto& n) { n.bridge.delay = 1; }, "NET-MODE-008"},
      {"stp", [](auto& n) { n.bridge.stp = Stp::On; }, "NET-MODE-008"},
      {"mtu", [](auto& n) { n.mtu = 1500; }, "NET-MODE-010"},
  };
  for (const ForwardMode mode :
       {ForwardMode::Private, ForwardMode::Vepa, ForwardMode::Passthrough, ForwardMode::Hostdev})
    expect_codes<NetworkDraft>(named_network(mode), cases);
}

}  // namespace
}  // namespace virnet::internal
