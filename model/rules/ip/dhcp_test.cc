// Hosts and leases of <dhcp>, good and bad.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

NetworkDraft with_ip(const draft::Ip& ip) {
  NetworkDraft draft = named_network();
  draft->ips = {ip};
  return draft;
}
const draft::Ip kV4 = {.address = ip("10.0.0.1"), .prefix = 24};
const draft::Ip kV6 = {.family = Family::V6, .address = ip("fd00::1"), .prefix = 64};

TEST(ValidateDhcp, RangesAndLeases) {
  const NetworkCase cases[] = {
      {"no start", [](auto& n) { n.ips[0].ranges = {{.end = ip("10.0.0.9")}}; }, "NET-RANGE-001"},
      {"no end", [](auto& n) { n.ips[0].ranges = {{.start = ip("10.0.0.9")}}; }, "NET-RANGE-001"},
      {"neither", [](auto& n) { n.ips[0].ranges = {{}}; }, "NET-RANGE-001 NET-RANGE-001"},
      {"outside",
       [](auto& n) { n.ips[0].ranges = {{.start = ip("10.1.0.2"), .end = ip("10.1.0.9")}}; },
       "NET-RANGE-005"},
      {"short leases",
       [](auto& n) {
         const draft::DhcpRange range{.start = ip("10.0.0.2"), .end = ip("10.0.0.9")};
         n.ips[0].ranges = {range, range};
         n.ips[0].ranges[0].lease = Lease{119, LeaseUnit::Seconds};
         n.ips[0].ranges[1].lease = Lease{1, LeaseUnit::Minutes};
       },
       "NET-LEASE-004 NET-LEASE-004"},
      {"leases that are long enough",
       [](auto& n) {
         const draft::DhcpRange range{.start = ip("10.0.0.2"), .end = ip("10.0.0.9")};
         n.ips[0].ranges = {range, range, range, range};
         n.ips[0].ranges[0].lease = Lease{120, LeaseUnit::Seconds};
         n.ips[0].ranges[1].lease = Lease{2, LeaseUnit::Minutes};
         n.ips[0].ranges[2].lease = Lease{1, LeaseUnit::Hours};
         n.ips[0].ranges[3].lease = Lease{0, LeaseUnit::Seconds};
       },
       ""},
      {"bootp without file", [](auto& n) { n.ips[0].bootp = draft::Bootp{}; }, "NET-BOOTP-001"},
      {"bootp", [](auto& n) { n.ips[0].bootp = draft::Bootp{.file = "f"}; }, ""},
      {"without an address nothing is checked",
       [](auto& n) { n.ips = {{.ranges = {{}}, .hosts = {{}}}}; }, "NET-IP-001"},
  };
  expect_codes<NetworkDraft>(with_ip(kV4), cases);
}

TEST(ValidateDhcp, HostsOfIpv4) {
  const NetworkCase cases[] = {
      {"host", [](auto& n) { n.ips[0].hosts = {{.mac = "52:54:0:0:0:1", .ip = ip("10.0.0.2")}}; },
       ""},
      {"no MAC address", [](auto& n) { n.ips[0].hosts = {{.mac = "52:54", .ip = ip("10.0.0.2")}}; },
       "NET-HOST-002"},
      {"multicast",
       [](auto& n) { n.ips[0].hosts = {{.mac = "01:00:5e:00:00:01", .ip = ip("10.0.0.2")}}; },
       "NET-HOST-003"},
      {"id", [](auto& n) { n.ips[0].hosts = {{.id = "x", .name = "n", .ip = ip("10.0.0.2")}}; },
       "NET-HOST-004"},
      {"name of a sign", [](auto& n) { n.ips[0].hosts = {{.name = "-n", .ip = ip("10.0.0.2")}}; },
       "NET-HOST-005"},
      {"empty name", [](auto& n) { n.ips[0].hosts = {{.name = "", .ip = ip("10.0.0.2")}}; },
       "NET-HOST-005"},
      {"name of a digit", [](auto& n) { n.ips[0].hosts = {{.name = "1n", .ip = ip("10.0.0.2")}}; },
       ""},
      {"name of a digit in 7.0",
       [](auto& n) { n.ips[0].hosts = {{.name = "1n", .ip = ip("10.0.0.2")}}; }, "NET-HOST-006",
       Release(7, 0)},
      {"neither", [](auto& n) { n.ips[0].hosts = {{.ip = ip("10.0.0.2")}}; }, "NET-HOST-009"},
      {"no ip", [](auto& n) { n.ips[0].hosts = {{.name = "n"}}; }, "NET-HOST-008"},
      {"short lease",
       [](auto& n) {
         n.ips[0].hosts = {{.name = "n", .ip = ip("10.0.0.2"), .lease = Lease{.expiry = 1}}};
       },
       "NET-LEASE-004"},
  };
  expect_codes<NetworkDraft>(with_ip(kV4), cases);
}

TEST(ValidateDhcp, HostsOfIpv6) {
  const NetworkCase cases[] = {
      {"host", [](auto& n) { n.ips[0].hosts = {{.id = "0:1:aF", .ip = ip("fd00::2")}}; }, ""},
      {"MAC address",
       [](auto& n) { n.ips[0].hosts = {{.mac = "nonsense", .name = "n", .ip = ip("fd00::2")}}; },
       "NET-HOST-001"},
      {"neither", [](auto& n) { n.ips[0].hosts = {{.ip = ip("fd00::2")}}; }, "NET-HOST-010"},
  };
  expect_codes<NetworkDraft>(with_ip(kV6), cases);
}

}  // namespace
}  // namespace virnet::internal
