// Addresses of <ip> with netmasks and prefixes, good and bad.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

TEST(ValidateIp, FamiliesMasksAndPrefixes) {
  const NetworkCase cases[] = {
      {"no address", [](auto& n) { n.ips = {{.prefix = 24}}; }, "NET-IP-001"},
      {"v6 without family", [](auto& n) { n.ips = {{.address = ip("fd00::1")}}; }, "NET-IP-009"},
      {"v6 as ipv4", [](auto& n) { n.ips = {{.family = Family::V4, .address = ip("fd00::1")}}; },
       "NET-IP-009"},
      {"v6 netmask",
       [](auto& n) { n.ips = {{.address = ip("10.0.0.1"), .netmask = ip("ffff::")}}; },
       "NET-IP-010"},
      {"netmask and prefix",
       [](auto& n) {
         n.ips = {{.address = ip("10.0.0.1"), .netmask = ip("255.0.0.0"), .prefix = 8}};
       },
       "NET-IP-011"},
      {"prefix 32", [](auto& n) { n.ips = {{.address = ip("10.0.0.1"), .prefix = 32}}; }, ""},
      {"prefix 33", [](auto& n) { n.ips = {{.address = ip("10.0.0.1"), .prefix = 33}}; },
       "NET-IP-012"},
      {"v4 as ipv6", [](auto& n) { n.ips = {{.family = Family::V6, .address = ip("10.0.0.1")}}; },
       "NET-IP-013"},
      {"netmask of v6",
       [](auto& n) {
         n.ips = {{.family = Family::V6, .address = ip("fd00::1"), .netmask = ip("ffff::")}};
       },
       "NET-IP-014"},
      {"prefix 128",
       [](auto& n) { n.ips = {{.family = Family::V6, .address = ip("fd00::1"), .prefix = 128}}; },
       ""},
      {"prefix 129",
       [](auto& n) { n.ips = {{.family = Family::V6, .address = ip("fd00::1"), .prefix = 129}}; },
       "NET-IP-015"},
      {"tftp", [](auto& n) { n.ips = {{.address = ip("10.0.0.1"), .tftp_root = "/srv"}}; }, ""},
      {"tftp of v6",
       [](auto& n) {
         n.ips = {{.family = Family::V6, .address = ip("fd00::1"), .tftp_root = "/srv"}};
       },
       "NET-TFTP-001"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

}  // namespace
}  // namespace virnet::internal
