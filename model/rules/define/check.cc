// Section 6.1: what the network driver refuses when a network is defined.
#include <vector>

#include "model/rules/validate.h"
#include "model/values/enum_names.h"
#include "model/values/repeats.h"

namespace virnet::internal {
namespace {

constexpr std::uint64_t kMostRate = std::uint64_t{1} << 54;
constexpr std::uint64_t kMostBurst = 4194303;

std::string refused(std::string_view what) {
  return std::string(what).append(", net-define of the network driver refuses it");
}

std::string in_mode(ForwardMode mode) {
  return std::string(" with forward mode ").append(quoted(name_of(mode)));
}

bool has_bridge(const NetworkSpec& network) {
  return is_l3(network.forward.mode) ||
         (network.forward.mode == ForwardMode::Bridge && !network.bridge.name.empty());
}

void check_own_bridge(const NetworkSpec& network, const Check& check) {
  if (is_l3(network.forward.mode)) return;
  const std::string mode = in_mode(network.forward.mode);
  if (network.mac) check.fail("DEF-MODE-001"_rule, {Part::Mac}, refused("<mac>" + mode));
  if (!network.ips.empty()) check.fail("DEF-MODE-001"_rule, {Part::Ip, 0}, refused("<ip>" + mode));
  if (network.domain.name)
    check.fail("DEF-MODE-001"_rule, Where{Part::Domain}.name_of("name"),
               refused("a domain 'name'" + mode));
  const auto refuse_record = [&](Part part, const char* name) {
    check.fail("DEF-MODE-002"_rule, {part, 0}, refused(std::string(name).append(mode)));
  };
  if (!network.dns.txts.empty()) refuse_record(Part::DnsTxt, "DNS <txt>");
  if (!network.dns.srvs.empty()) refuse_record(Part::DnsSrv, "DNS <srv>");
  if (!network.dns.hosts.empty()) refuse_record(Part::DnsHost, "DNS <host>");
}

void check_rate(const std::optional<Rate>& rate, Part part, const Check& check) {
  if (!rate) return;
  const auto bound = [&](const char* name, const std::optional<std::uint64_t>& value,
                         std::uint64_t most) {
    if (value && *value > most)
      check.fail("DEF-BW-002"_rule, Where{part}.at(name),
                 refused(quoted(name)
                             .append(" is ")
                             .append(quoted(std::to_string(*value)))
                             .append(", more than ")
                             .append(std::to_string(most))));
  };
  bound("average", rate->average, kMostRate);
  bound("peak", rate->peak, kMostRate);
  bound("burst", rate->burst, kMostBurst);
}

void check_shaping(const NetworkSpec& network, const Check& check) {
  if (network.bandwidth) {
    if (!has_bridge(network))
      check.fail("DEF-BW-001"_rule, {Part::Bandwidth},
                 refused("<bandwidth> without a bridge" + in_mode(network.forward.mode)));
    check_rate(network.bandwidth->inbound, Part::Inbound, check);
    check_rate(network.bandwidth->outbound, Part::Outbound, check);
  }
  if (has_bridge(network)) return;
  for (std::uint32_t i = 0; i < network.portgroups.size(); ++i)
    if (network.portgroups[i].bandwidth)
      check.fail("DEF-PG-003"_rule, {Part::Bandwidth, i},
                 refused("<bandwidth> without a bridge" + in_mode(network.forward.mode)));
}

void check_devices(const Forward& forward, const Check& check) {
  const bool hostdev = forward.mode == ForwardMode::Hostdev;
  if (hostdev && !forward.interfaces.empty())
    check.fail("DEF-IF-001"_rule, {Part::Interface, 0},
               refused("network interfaces" + in_mode(forward.mode)));
  if (!hostdev && !forward.addresses.empty())
    check.fail("DEF-IF-002"_rule, {Part::PciAddress, 0},
               refused("PCI addresses" + in_mode(forward.mode)));
}

void check_dhcp_servers(const NetworkSpec& network, const Check& check) {
  bool seen[2] = {};
  for (std::uint32_t i = 0; i < network.ips.size(); ++i) {
    const Ip& ip = network.ips[i];
    if (!ip.address || (ip.ranges.empty() && ip.hosts.empty())) continue;
    bool& server = seen[ip.address->is_v4() ? 0 : 1];
    if (server)
      check.fail("DEF-DHCP-001"_rule, {Part::Dhcp, i},
                 refused(ip.address->is_v4() ? "a second IPv4 <ip> with ranges or hosts"
                                             : "a second IPv6 <ip> with ranges or hosts"));
    server = true;
  }
}

void check_portgroups(const NetworkSpec& network, const Check& check) {
  bool has_default = false;
  Repeats names(network.portgroups.size(),
                [&](std::uint32_t i) { return std::optional(network.portgroups[i].name.view()); });
  for (std::uint32_t i = 0; i < network.portgroups.size(); ++i) {
    const Portgroup& group = network.portgroups[i];
    const Where where{Part::Portgroup, i};
    if (group.is_default && has_default)
      check.fail("DEF-PG-001"_rule, where.name_of("default"),
                 refused("a second default portgroup"));
    has_default |= group.is_default;
    if (names.before(i))
      check.fail("DEF-PG-002"_rule, where.at("name"),
                 refused(std::string("a second portgroup ").append(quoted(group.name.view()))));
  }
}

// ---- vlan ----

bool allows_vlan(const NetworkSpec& network) {
  switch (network.forward.mode) {
    case ForwardMode::Hostdev:
    case ForwardMode::Passthrough: return true;
    case ForwardMode::Bridge:
      return network.virtualport && network.virtualport->type == VirtualPortType::OpenVSwitch;
    default: return false;
  }
}

// On a plain bridge it depends on the release.
Rule vlan_rule(const NetworkSpec& network) {
  const bool plain = network.forward.mode == ForwardMode::Bridge && !network.virtualport;
  return plain ? "DEF-VLAN-002"_rule : "DEF-VLAN-001"_rule;
}

void check_vlans(const NetworkSpec& network, const Check& check) {
  const bool allowed = allows_vlan(network);
  const bool own = !network.vlan.tags.empty();
  const std::string message = refused("<vlan>" + in_mode(network.forward.mode));
  bool has_default = false;
  for (std::uint32_t i = 0; i < network.portgroups.size(); ++i) {
    const Portgroup& group = network.portgroups[i];
    has_default |= group.is_default;
    const bool has_own = !group.vlan.tags.empty();
    if (!own && !has_own) continue;
    const bool open_vswitch = network.forward.mode == ForwardMode::Bridge && group.virtualport &&
                              group.virtualport->type == VirtualPortType::OpenVSwitch;
    if (group.virtualport ? open_vswitch : allowed) continue;
    const Where where{has_own ? Part::Vlan : Part::Portgroup, i};
    check.fail(group.virtualport ? "DEF-VLAN-001"_rule : vlan_rule(network), where, message);
  }
  if (own && !allowed && !has_default) check.fail(vlan_rule(network), {Part::Vlan}, message);
}

}  // namespace

void validate_define(const NetworkSpec& network, const Dialect& dialect, Report& report) {
  const Check check{dialect, report};
  if (network.name.view().contains('\n'))
    check.fail("DEF-NAME-001"_rule, {Part::Name}, refused("line feed in the name"));
  check_own_bridge(network, check);
  check_shaping(network, check);
  check_devices(network.forward, check);
  check_dhcp_servers(network, check);
  check_portgroups(network, check);
  check_vlans(network, check);
}

}  // namespace virnet::internal
