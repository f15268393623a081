// What is refused below <forward>.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

TEST(ValidateForward, Devices) {
  const NetworkCase cases[] = {
      {"interfaces", [](auto& n) { n.forward.interfaces = {{"eth0"}, {"eth1"}}; }, ""},
      {"no dev", [](auto& n) { n.forward.interfaces = {{"eth0"}, {}}; }, "NET-IF-001"},
      {"twice", [](auto& n) { n.forward.interfaces = {{"b"}, {"a"}, {"b"}}; }, "NET-IF-003"},
      {"interfaces and PF",
       [](auto& n) {
         n.forward.interfaces = {{"eth0"}};
         n.forward.pf = "eth1";
       },
       "NET-FWD-002"},
      {"interfaces and addresses",
       [](auto& n) {
         n.forward.interfaces = {{"eth0"}};
         n.forward.addresses = {{.bus = 1}};
       },
       "NET-FWD-002"},
      {"addresses and PF",
       [](auto& n) {
         n.forward.addresses = {{.bus = 1}};
         n.forward.pf = "eth1";
       },
       "NET-FWD-002"},
  };
  expect_codes<NetworkDraft>(named_network(ForwardMode::Passthrough), cases);
}

TEST(ValidateForward, PciAddresses) {
  const NetworkCase cases[] = {
      {"the greatest",
       [](auto& n) { n.forward.addresses = {{.bus = 255, .slot = 31, .function = 7}}; }, ""},
      {"bus", [](auto& n) { n.forward.addresses = {{.bus = 256}}; }, "NET-PCI-004"},
      {"slot", [](auto& n) { n.forward.addresses = {{.slot = 32}}; }, "NET-PCI-004"},
      {"function", [](auto& n) { n.forward.addresses = {{.bus = 1, .function = 8}}; },
       "NET-PCI-004"},
      {"function of nothing", [](auto& n) { n.forward.addresses = {{.function = 8}}; }, ""},
      {"all", [](auto& n) { n.forward.addresses = {{.bus = 256, .slot = 32, .function = 8}}; },
       "NET-PCI-004 NET-PCI-004 NET-PCI-004"},
      {"twice", [](auto& n) { n.forward.addresses = {{.bus = 2}, {.bus = 1}, {.bus = 2}}; },
       "NET-PCI-006"},
  };
  expect_codes<NetworkDraft>(named_network(ForwardMode::Hostdev), cases);
}

TEST(ValidateForward, Nat) {
  NetworkDraft draft = named_network(ForwardMode::Nat);
  draft->ips = {{.address = ip("10.0.0.1"), .prefix = 24}};
  const NetworkCase cases[] = {
      {"ports", [](auto& n) { n.forward.nat = Nat{.port = PortRange{1, 65535}}; }, ""},
      {"ports backwards", [](auto& n) { n.forward.nat = Nat{.port = PortRange{2, 1}}; },
       "NET-NAT-012"},
      {"large ports", [](auto& n) { n.forward.nat = Nat{.port = PortRange{65536, 65536}}; },
       "NET-NAT-011 NET-NAT-011"},
      {"of another mode",
       [](auto& n) {
         n.forward.mode = ForwardMode::Route;
         n.forward.nat.emplace();
       },
       "NET-NAT-002"},
  };
  expect_codes<NetworkDraft>(draft, cases);
}

}  // namespace
}  // namespace virnet::internal
