// Section 4.1: what a forward mode excludes.
#include "model/rules/validate.h"
#include "model/values/enum_names.h"

namespace virnet::internal {
namespace {

std::string in_mode(ForwardMode mode) { return " with forward mode " + quoted(name_of(mode)); }

void check_l3(const NetworkSpec& network, std::size_t entries, const Check& check) {
  const ForwardMode mode = network.forward.mode;
  const Where forward{Part::Forward};
  if (mode == ForwardMode::Nat || mode == ForwardMode::Route) {
    if (network.ips.empty()) check.fail("NET-MODE-001"_rule, forward, "no <ip>", in_mode(mode));
    if (entries > 1)
      check.fail("NET-MODE-003"_rule, forward, "more than one interface", in_mode(mode));
  } else if (mode == ForwardMode::Open) {
    if (network.ips.empty()) check.fail("NET-MODE-002"_rule, forward, "no <ip>", in_mode(mode));
    if (entries > 0) check.fail("NET-MODE-004"_rule, forward, "an interface", in_mode(mode));
  }
}

void check_without_bridge(const NetworkSpec& network, const Check& check) {
  const Bridge& bridge = network.bridge;
  const std::string mode = in_mode(network.forward.mode);
  const Where where{Part::Bridge};
  if (!bridge.name.empty())
    check.fail("NET-MODE-005"_rule, where.name_of("name"), "a bridge 'name'", mode);
  if (!bridge.zone.empty())
    check.fail("NET-MODE-006"_rule, where.name_of("zone"), "a bridge 'zone'", mode);
  if (bridge.mac_table_manager != MacTableManager::Unset)
    check.fail("NET-MODE-007"_rule, where.name_of("macTableManager"), "'macTableManager'", mode);
}

void check_foreign_bridge(const NetworkSpec& network, std::size_t entries, const Check& check) {
  const Bridge& bridge = network.bridge;
  const std::string mode = in_mode(network.forward.mode);
  const Where where{Part::Bridge};
  if (bridge.delay != 0)
    check.fail("NET-MODE-008"_rule, where.name_of("delay"), "a bridge 'delay'", mode);
  if (bridge.stp != Stp::Unset)
    check.fail("NET-MODE-008"_rule, where.name_of("stp"), "bridge 'stp'", mode);
  if (network.forward.mode == ForwardMode::Bridge) {
    if (!bridge.zone.empty())
      check.fail("NET-MODE-008"_rule, where.name_of("zone"), "a bridge 'zone'", mode);
    if (!bridge.name.empty() && (entries > 0 || network.forward.pf))
      check.fail("NET-MODE-009"_rule, where.name_of("name"), "both a bridge 'name' and interfaces",
                 mode);
  } else {
    check_without_bridge(network, check);
  }
  if (network.mtu != 0) check.fail("NET-MODE-010"_rule, Where{Part::Mtu}, "an <mtu>", mode);
}

}  // namespace

void check_modes(const NetworkSpec& network, const Check& check) {
  const Forward& forward = network.forward;
  const std::size_t entries = forward.interfaces.size() + forward.addresses.size();
  if (is_l3(forward.mode))
    check_l3(network, entries, check);
  else
    check_foreign_bridge(network, entries, check);
}

}  // namespace virnet::internal
