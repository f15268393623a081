// What is odd between the values of a valid network: addresses, DHCP, modes and the MAC table.
#include "model/rules/lint.h"

#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

// The codes for a network, which must be valid, in the order in which they are found.
std::string linted(const NetworkDraft& draft) {
  const auto made = draft.finish();
  EXPECT_TRUE(made) << codes_of(made.error());
  if (!made) return {};
  Collector found;
  lint_modes(**made, found);
  lint_network(**made, found);
  return codes_of(found.diagnostics);
}

struct LintCase {
  const char* what;
  void (*change)(draft::NetworkSpec& of);
  const char* codes;
};

void expect_lint(const NetworkDraft& plain, std::span<const LintCase> cases) {
  EXPECT_EQ(linted(plain), "");
  for (const LintCase& row : cases) {
    NetworkDraft draft = plain;
    row.change(*draft);
    EXPECT_EQ(linted(draft), row.codes) << row.what;
  }
}

NetworkDraft with_ip(const char* address, unsigned prefix) {
  NetworkDraft draft = named_network();
  const IpAddress own = ip(address);
  draft->ips = {
      {.family = own.is_v4() ? Family::V4 : Family::V6, .address = own, .prefix = prefix}};
  return draft;
}

draft::DhcpRange range(const char* start, const char* end) {
  return {.start = ip(start), .end = ip(end)};
}

TEST(Lint, AddressOfTheBridge) {
  const struct {
    const char* address;
    unsigned prefix;
    const char* codes;
  } kRows[] = {
      {"10.0.0.1", 24, ""},
      {"126.0.0.1", 24, ""},
      {"127.0.0.1", 24, "LINT-ADDRESS"},
      {"223.0.0.1", 24, ""},
      {"224.0.0.1", 24, "LINT-ADDRESS"},
      {"10.0.0.0", 24, "LINT-ADDRESS"},
      {"10.0.0.255", 24, "LINT-ADDRESS"},
      {"10.0.0.0", 31, ""},
      {"fd00::1", 64, ""},
      {"::1", 64, "LINT-ADDRESS"},
      {"ff02::1", 64, "LINT-ADDRESS"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(linted(with_ip(row.address, row.prefix)), row.codes)
        << row.address << "/" << row.prefix;
}

TEST(Lint, Ranges) {
  const LintCase cases[] = {
      {"side by side",
       [](auto& n) {
         n.ips[0].ranges = {range("10.0.0.2", "10.0.0.4"), range("10.0.0.5", "10.0.0.9")};
       },
       ""},
      {"one address in common",
       [](auto& n) {
         n.ips[0].ranges = {range("10.0.0.2", "10.0.0.5"), range("10.0.0.5", "10.0.0.9")};
       },
       "LINT-RANGE-OVERLAP"},
      {"with that which reaches furthest, not with the one before",
       [](auto& n) {
         n.ips[0].ranges = {range("10.0.0.2", "10.0.0.90"), range("10.0.0.3", "10.0.0.4"),
                            range("10.0.0.50", "10.0.0.60")};
       },
       "LINT-RANGE-OVERLAP LINT-RANGE-OVERLAP"},
      {"behind a longer one",
       [](auto& n) {
         n.ips[0].ranges = {range("10.0.0.2", "10.0.0.4"), range("10.0.0.5", "10.0.0.9"),
                            range("10.0.0.8", "10.0.0.12")};
       },
       "LINT-RANGE-OVERLAP"},
      {"with the bridge", [](auto& n) { n.ips[0].ranges = {range("10.0.0.1", "10.0.0.9")}; },
       "LINT-RANGE-GATEWAY"},
  };
  expect_lint(with_ip("10.0.0.1", 24), cases);
}

TEST(Lint, Hosts) {
  const LintCase cases[] = {
      {"of the other family",
       [](auto& n) { n.ips[0].hosts = {{.name = "a", .ip = ip("fd00::5")}}; }, "LINT-HOST-FAMILY"},
      {"outside", [](auto& n) { n.ips[0].hosts = {{.name = "a", .ip = ip("10.0.1.5")}}; },
       "LINT-HOST-NETWORK"},
      {"the bridge's address",
       [](auto& n) { n.ips[0].hosts = {{.name = "a", .ip = ip("10.0.0.1")}}; },
       "LINT-SAME-ADDRESS"},
      {"an address twice",
       [](auto& n) {
         n.ips[0].hosts = {{.name = "a", .ip = ip("10.0.0.5")},
                           {.name = "b", .ip = ip("10.0.0.5")}};
       },
       "LINT-SAME-ADDRESS"},
      {"a name twice",
       [](auto& n) {
         n.ips[0].hosts = {{.name = "a", .ip = ip("10.0.0.5")},
                           {.name = "a", .ip = ip("10.0.0.6")}};
       },
       "LINT-SAME-NAME"},
      {"a MAC address twice, in two spellings",
       [](auto& n) {
         n.ips[0].hosts = {{.mac = "52:54:00:00:00:0a", .ip = ip("10.0.0.5")},
                           {.mac = "52:54:0:0:0:A", .ip = ip("10.0.0.6")}};
       },
       "LINT-SAME-MAC"},
      {"the bridge's MAC address",
       [](auto& n) {
         n.mac = MacAddress({0x52, 0x54, 0, 0, 0, 1});
         n.ips[0].hosts = {{.mac = "52:54:00:00:00:01", .ip = ip("10.0.0.5")}};
       },
       "LINT-SAME-MAC"},
  };
  expect_lint(with_ip("10.0.0.1", 24), cases);
}

TEST(Lint, MacTable) {
  NetworkDraft bridged = named_network(ForwardMode::Bridge);
  bridged->bridge.name = "br0";
  const LintCase cases[] = {
      {"the kernel's",
       [](auto& n) {
         n.bridge.mac_table_manager = MacTableManager::Kernel;
         n.vlan.tags = {{5}};
       },
       ""},
      {"libvirt's", [](auto& n) { n.bridge.mac_table_manager = MacTableManager::Libvirt; },
       "LINT-FDB-FLOOD LINT-FDB-WIRE"},
      {"with isolated ports",
       [](auto& n) {
         n.bridge.mac_table_manager = MacTableManager::Libvirt;
         n.port_isolated = Tristate::Yes;
       },
       "LINT-FDB-WIRE"},
      {"with a VLAN and trusted guests in a portgroup",
       [](auto& n) {
         n.bridge.mac_table_manager = MacTableManager::Libvirt;
         n.port_isolated = Tristate::Yes;
         n.portgroups = {{.name = "a"}};
         n.portgroups[0].vlan.tags = {{5}};
         n.portgroups[0].trust_guest_rx_filters = Tristate::Yes;
       },
       "LINT-FDB-WIRE LINT-FDB-VLAN LINT-FDB-TRUST"},
  };
  expect_lint(bridged, cases);
}

// libvirt makes no table for a bridge that it does not know.
TEST(Lint, MacTableWithoutABridge) {
  NetworkDraft draft = named_network(ForwardMode::Bridge);
  draft->forward.interfaces = {{"eth0"}};
  draft->bridge.mac_table_manager = MacTableManager::Libvirt;
  EXPECT_FALSE(linted(draft).contains("LINT-FDB"));
}

}  // namespace
}  // namespace virnet::internal
