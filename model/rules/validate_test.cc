// The root of a network, its portgroups, and the order in which problems are found.
#include "model/rules/validate.h"

#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

TEST(Validate, Identity) {
  const NetworkCase cases[] = {
      {"plain", [](auto&) {}, ""},
      {"no name", [](auto& n) { n.name.reset(); }, "NET-NAME-001"},
      {"empty name", [](auto& n) { n.name = ""; }, "NET-NAME-001"},
      {"path", [](auto& n) { n.name = "a/b"; }, "NET-NAME-002"},
      {"title of a line", [](auto& n) { n.title = "a b"; }, ""},
      {"title of two lines", [](auto& n) { n.title = "a\nb"; }, "NET-TITLE-001"},
      {"multicast", [](auto& n) { n.mac = MacAddress({1, 0, 0x5e, 0, 0, 1}); }, "NET-MAC-002"},
      {"unicast", [](auto& n) { n.mac = MacAddress({2, 0, 0, 0, 0, 1}); }, ""},
      {"registered, not local",
       [](auto& n) { n.domain = {.name = "d", .register_ = Tristate::Yes}; }, "NET-DOMAIN-004"},
      {"registered and local",
       [](auto& n) {
         n.domain = {.name = "d", .local_only = Tristate::Yes, .register_ = Tristate::Yes};
       },
       ""},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

TEST(Validate, EachPortgroup) {
  const NetworkCase cases[] = {
      {"no name", [](auto& n) { n.portgroups = {{.name = "a"}, {}}; }, "NET-PG-001"},
      {"VLAN", [](auto& n) { n.portgroups = {{.name = "a", .vlan = {.tags = {{.id = 4096}}}}}; },
       "NET-VLAN-003"},
      {"bandwidth",
       [](auto& n) { n.portgroups = {{.name = "a", .bandwidth = Bandwidth{.class_id = 3}}}; },
       "NET-BW-006"},
      {"virtualport",
       [](auto& n) {
         n.portgroups = {{.name = "a", .virtualport = draft::VirtualPort{.managerid = 256}}};
       },
       "NET-VPORT-004"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

TEST(Validate, FindsAllInTheOrderOfTheDocument) {
  const NetworkCase cases[] = {
      {"everything",
       [](auto& n) {
         n.name.reset();
         n.forward.interfaces = {{}};
         n.dns.forwarders = {{}};
         n.vlan.tags = {{}};
         n.bandwidth = Bandwidth{.class_id = 1};
         n.ips = {{}};
         n.routes = {{.address = ip("10.0.0.0")}};
         n.virtualport = draft::VirtualPort{};
         n.portgroups = {{}};
       },
       "NET-NAME-001 NET-IF-001 NET-FWDR-002 NET-VLAN-002 NET-BW-006 NET-IP-001 NET-ROUTE-002 "
       "NET-ROUTE-012 NET-VPORT-002 NET-PG-001"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

// What never is too long in a message, cut between characters.
TEST(Validate, ClipsLongTextsOfMessages) {
  EXPECT_EQ(clipped("abcdef", 6, 2), "abcdef");
  EXPECT_EQ(clipped("abcdefg", 6, 2), "ab...fg");
  EXPECT_EQ(clipped("a\xc3\xa9"
                    "bc\xc3\xa9"
                    "d",
                    6, 2),
            "a...d");
  EXPECT_EQ(quoted("it's"), "'it's'");
  EXPECT_EQ(internal::quoted(std::string(2000, 'x')).size(), 2002U);
  EXPECT_EQ(internal::quoted(std::string(2001, 'x')).size(), 1005U);
  EXPECT_EQ(quoted(ip("10.1")), "'10.0.0.1'");
}

}  // namespace
}  // namespace virnet::internal
