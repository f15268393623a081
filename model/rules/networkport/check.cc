// What libvirt refuses about a <networkport>.
#include "model/rules/validate.h"

namespace virnet::internal {
namespace {

void check_outbound_floor(const Bandwidth& bandwidth, const Check& check) {
  if (!bandwidth.outbound || !bandwidth.outbound->floor) return;
  const Where where = Where{Part::Outbound}.at("floor");
  if (*bandwidth.outbound->floor != 0)
    check.fail("PORT-BW-002"_rule, where, "'floor' is not allowed outbound");
  else
    check.fail("PORT-BW-003"_rule, where, "'floor' is not allowed outbound, not even '0'");
}

void check_plug(const Plug& plug, const Check& check) {
  const Where where{Part::Plug};
  switch (plug.type) {
    case PlugType::None: return;
    case PlugType::Network:
    case PlugType::Bridge:
      if (!plug.bridge)
        check.fail("PORT-PLUG-003"_rule, where, "<plug> has no 'bridge' to be plugged into");
      return;
    case PlugType::Direct:
      if (!plug.dev)
        check.fail("PORT-PLUG-007"_rule, where, "<plug> has no 'dev' to be connected to");
      return;
    case PlugType::HostdevPci:
      if (!plug.address)
        check.fail("PORT-PLUG-011"_rule, where, "<plug> has no <address> of a PCI device");
      else
        check_pci_address(*plug.address, {Part::PlugAddress}, check);
      return;
  }
}

}  // namespace

void validate_networkport(const NetworkPortSpec& port, const Dialect& dialect, Report& report) {
  const Check check{dialect, report};
  if (!port.uuid) check.fail("PORT-UUID-001"_rule, {Part::PortUuid}, "the port has no uuid");
  if (port.owner.name.empty())
    check.fail("PORT-OWNER-001"_rule, {Part::Owner}, "the port's owner has no name");
  if (!port.owner.uuid)
    check.fail("PORT-OWNER-002"_rule, {Part::OwnerUuid}, "the port's owner has no uuid");
  if (!port.mac) check.fail("PORT-MAC-001"_rule, {Part::PortMac}, "the port has no MAC address");
  if (port.virtualport) check_virtualport(*port.virtualport, kNoIndex, check);
  if (port.bandwidth) {
    check_rates(*port.bandwidth, kNoIndex, check);
    check_outbound_floor(*port.bandwidth, check);
  }
  check_vlan(port.vlan, kNoIndex, check);
  check_plug(port.plug, check);
}

}  // namespace virnet::internal
