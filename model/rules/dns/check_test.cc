// What is refused below <dns>: texts, services, hosts and forwarders.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

TEST(ValidateDns, ForwardersAndHosts) {
  const NetworkCase cases[] = {
      {"neither", [](auto& n) { n.dns.forwarders = {{}}; }, "NET-FWDR-002"},
      {"either", [](auto& n) { n.dns.forwarders = {{.domain = "d"}, {.addr = ip("10.0.0.1")}}; },
       ""},
      {"no ip", [](auto& n) { n.dns.hosts = {{.hostnames = {"h"}}}; }, "NET-DHOST-001"},
      {"no names", [](auto& n) { n.dns.hosts = {{.ip = ip("10.0.0.1")}}; }, "NET-DHOST-003"},
      {"host", [](auto& n) { n.dns.hosts = {{.ip = ip("10.0.0.1"), .hostnames = {"h"}}}; }, ""},
      {"not enabled", [](auto& n) { n.dns.enable = Tristate::No; }, ""},
      {"records, not enabled",
       [](auto& n) {
         n.dns.enable = Tristate::No;
         n.dns.txts = {{.name = "t", .value = "v"}};
       },
       "NET-DNS-005"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

TEST(ValidateDns, Texts) {
  const NetworkCase cases[] = {
      {"nothing", [](auto& n) { n.dns.txts = {{}}; }, "NET-TXT-001 NET-TXT-003"},
      {"empty", [](auto& n) { n.dns.txts = {{.name = "", .value = ""}}; }, ""},
      {"space", [](auto& n) { n.dns.txts = {{.name = "a b", .value = "v"}}; }, "NET-TXT-002"},
      {"comma", [](auto& n) { n.dns.txts = {{.name = "a,b", .value = "v"}}; }, "NET-TXT-002"},
      {"line feed", [](auto& n) { n.dns.txts = {{.name = "a", .value = "v\n"}}; }, "NET-TXT-004"},
      {"CR", [](auto& n) { n.dns.txts = {{.name = "a", .value = "v\rw"}}; }, "NET-TXT-004"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

TEST(ValidateDns, Services) {
  const NetworkCase cases[] = {
      {"service",
       [](auto& n) {
         n.dns.srvs = {{.service = "_sip", .protocol = "udp", .target = "t", .port = 5060}};
       },
       ""},
      {"nothing", [](auto& n) { n.dns.srvs = {{}}; }, "NET-SRV-001 NET-SRV-001"},
      {"characters", [](auto& n) { n.dns.srvs = {{.service = "a b", .protocol = "u*p"}}; },
       "NET-SRV-002 NET-SRV-003"},
      {"482 bytes",
       [](auto& n) { n.dns.srvs = {{.service = std::string(482, 'x'), .protocol = "udp"}}; }, ""},
      {"483 bytes",
       [](auto& n) { n.dns.srvs = {{.service = std::string(483, 'x'), .protocol = "udp"}}; },
       "NET-SRV-004"},
      {"numbers without target",
       [](auto& n) { n.dns.srvs = {{.service = "s", .protocol = "p", .port = 1, .weight = 0}}; },
       "NET-SRV-005 NET-SRV-005"},
      {"numbers",
       [](auto& n) {
         n.dns.srvs = {{.service = "s",
                        .protocol = "p",
                        .target = "t",
                        .port = 0,
                        .priority = 65536,
                        .weight = 65535}};
       },
       "NET-SRV-006 NET-SRV-007"},
      {"line breaks",
       [](auto& n) {
         n.dns.srvs = {{.service = "s", .protocol = "p", .domain = "\n", .target = "\r"}};
       },
       "NET-SRV-008 NET-SRV-008"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

}  // namespace
}  // namespace virnet::internal
