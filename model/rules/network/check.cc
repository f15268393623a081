// Every check of a network, and those of the root itself.
#include "model/rules/validate.h"

namespace virnet::internal {

namespace {

void check_identity(const NetworkSpec& network, const Check& check) {
  const std::string_view name = network.name.view();
  if (name.empty()) {
    check.fail("NET-NAME-001"_rule, {Part::Network}, "the network has no name");
  } else if (name.contains('/')) {
    check.fail("NET-NAME-002"_rule, {Part::Name}, "'/' in the name ", quoted(name));
  }
  if (network.title.view().contains('\n'))
    check.fail("NET-TITLE-001"_rule, {Part::Title}, "line break in the title");
  if (network.mac && network.mac->is_multicast())
    check.fail("NET-MAC-002"_rule, Where{Part::Mac}.at("address"), "multicast MAC address ",
               quoted(network.mac->to_string()), ", expected a unicast one");
  if (network.domain.register_ == Tristate::Yes && network.domain.local_only != Tristate::Yes)
    check.fail("NET-DOMAIN-004"_rule, Where{Part::Domain}.at("register"),
               "'register' is 'yes' but 'localOnly' is not");
}

void check_portgroup(const Portgroup& group, std::uint32_t index, const Check& check) {
  if (group.name.empty())
    check.fail("NET-PG-001"_rule, {Part::Portgroup, index}, "<portgroup> has no 'name'");
  check_vlan(group.vlan, index, check);
  if (group.virtualport) check_virtualport(*group.virtualport, index, check);
  if (group.bandwidth) check_bandwidth(*group.bandwidth, index, check);
}

}  // namespace

void validate(const NetworkSpec& network, const Dialect& dialect, Report& report) {
  const Check check{dialect, report};
  check_identity(network, check);
  check_forward(network.forward, check);
  check_dns(network.dns, check);
  check_vlan(network.vlan, kNoIndex, check);
  if (network.bandwidth) check_bandwidth(*network.bandwidth, kNoIndex, check);
  for (std::uint32_t i = 0; i < network.ips.size(); ++i) {
    check_ip(network.ips[i], i, check);
    check_dhcp(network.ips[i], i, check);
  }
  check_routes(network, check);
  if (network.virtualport) {
    if (network.virtualport->type == VirtualPortType::Unset)
      check.fail("NET-VPORT-002"_rule, {Part::VirtualPort}, "<virtualport> has no 'type'");
    check_virtualport(*network.virtualport, kNoIndex, check);
  }
  for (std::uint32_t i = 0; i < network.portgroups.size(); ++i)
    check_portgroup(network.portgroups[i], i, check);
  check_modes(network, check);
}

}  // namespace virnet::internal
