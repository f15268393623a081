// MemoryKernel: settings of bridges, flags and VLANs of ports.
#include <algorithm>
#include <cerrno>

#include "bridge/attributes/attributes.h"
#include "bridge/memory/state.h"

namespace virnet::bridge {
namespace {

constexpr std::uint16_t kFirstBadVlan = 4095;

// The kernel keeps time in ticks of 1/250 s and rounds down both ways.
Centiseconds through_ticks(Centiseconds time) {
  const std::uint64_t ticks = std::uint64_t{time.count()} * 250 / 100;
  return Centiseconds(static_cast<std::uint32_t>(ticks * 100 / 250));
}

// Each value that is wished, if this kernel has it.
template <typename Owner>
void take(Owner& now, const Owner& requested) {
  for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    auto& value = now.*row.member;
    if (!value || !(requested.*row.member)) return;
    value = requested.*row.member;
    if constexpr (std::is_same_v<Kind, kind::Time>) value = through_ticks(*value);
  });
}

}  // namespace

int MemoryKernel::State::apply(const SetBridge& change) {
  Device* device = find(change.index);
  if (change.index == LinkIndex::None) return EINVAL;
  if (device == nullptr) return ENODEV;
  if (!device->link.bridge) return EOPNOTSUPP;
  const int error = set_settings(*device, change.settings);
  notify(*device);
  return error;
}

// In the kernel's order: what comes before a refused setting stays changed.
int MemoryKernel::State::set_settings(Device& bridge, const BridgeSettings& requested) {
  constexpr Centiseconds kMinDelay(200);
  constexpr Centiseconds kMaxDelay(3000);
  BridgeSettings& now = *bridge.link.bridge;
  if (requested.forward_delay) {
    const bool bad = *requested.forward_delay < kMinDelay || *requested.forward_delay > kMaxDelay;
    if (*now.stp && bad) return ERANGE;
  }
  take(now, {.forward_delay = requested.forward_delay, .ageing_time = requested.ageing_time});
  if (requested.stp && *requested.stp != *now.stp) {
    now.stp = requested.stp;
    if (*requested.stp) now.forward_delay = std::clamp(*now.forward_delay, kMinDelay, kMaxDelay);
  }
  if (requested.vlan_filtering) {
    if (!traits.vlan_filtering) return EOPNOTSUPP;
    now.vlan_filtering = requested.vlan_filtering;
  }
  if (requested.default_pvid && traits.vlan_filtering) {
    if (*requested.default_pvid >= kFirstBadVlan) return EINVAL;
    if (*requested.default_pvid != *now.default_pvid) {
      if (*now.vlan_filtering) return EPERM;
      set_default_pvid(bridge, *requested.default_pvid);
    }
  }
  if (requested.group_fwd_mask && (*requested.group_fwd_mask & 7) != 0) return EINVAL;
  // All others can be anything.
  BridgeSettings rest = requested;
  rest.forward_delay = rest.ageing_time = {};
  rest.stp = rest.vlan_filtering = {};
  rest.default_pvid = {};
  take(now, rest);
  return 0;
}

void MemoryKernel::State::set_default_pvid(Device& bridge, std::uint16_t pvid) {
  const std::uint16_t old = *bridge.link.bridge->default_pvid;
  bridge.link.bridge->default_pvid = pvid;
  for (Device* port : ports_of(bridge.link.index)) {
    if (port->pvid != old) continue;
    port->vlans.erase(old);
    port->untagged.erase(old);
    port->pvid = pvid;
    if (pvid == 0) continue;
    add_vlan(*port, pvid);
    port->untagged.insert(pvid);
  }
}

int MemoryKernel::State::apply(const SetPort& change) {
  Device* device = find(change.index);
  if (device == nullptr) return ENODEV;
  if (!device->link.port) return EOPNOTSUPP;
  const int error = set_flags(*device, change.flags);
  notify(*device);
  return error;
}

// In the kernel's order, as above: the state and the mask are the last, and can be refused.
int MemoryKernel::State::set_flags(Device& port, const PortFlags& requested) {
  PortFlags& now = *port.link.port;
  PortFlags rest = requested;
  rest.state = {};
  rest.group_fwd_mask = {};
  take(now, rest);
  if (requested.state) {
    if (*find(port.link.master)->link.bridge->stp) return EBUSY;
    if (!port.link.up || (!port.link.carrier && *requested.state != PortStpState::Disabled))
      return ENETDOWN;
    now.state = *requested.state == PortStpState::Blocking ? PortStpState::Forwarding : *requested.state;
  }
  if (requested.group_fwd_mask && (*requested.group_fwd_mask & 2) != 0) return EINVAL;
  take(now, {.group_fwd_mask = requested.group_fwd_mask});
  return 0;
}

// Without STP a port forwards while it and its bridge are up. With STP this kernel lets no time
// pass, and the port forwards at once as well.
void MemoryKernel::State::update_state(Device& port) {
  const bool forwards = port.link.carrier && find(port.link.master)->link.up;
  port.link.port->state = forwards ? PortStpState::Forwarding : PortStpState::Disabled;
}

void MemoryKernel::State::choose_bridge_mac(Device& bridge) {
  if (bridge.mac_chosen) return;
  std::optional<MacAddress> lowest;
  for (const Device* port : ports_of(bridge.link.index)) {
    if (!lowest || port->link.mac < *lowest) lowest = port->link.mac;
  }
  if (!lowest || *lowest == bridge.link.mac) return;
  set_mac(bridge, *lowest);
  bridge.mac_chosen = false;
}

int MemoryKernel::State::apply(const AddAddress& change) {
  Device* device = find(change.index);
  if (device == nullptr) return ENODEV;
  auto& list = device->addresses;
  if (std::find(list.begin(), list.end(), change.address) != list.end()) return EEXIST;
  list.push_back(change.address);
  return 0;
}

void MemoryKernel::State::add_vlan(Device& port, std::uint16_t vlan) {
  port.vlans.insert(vlan);
  Device& bridge = *find(port.link.master);
  if (!bridge.table.contains({port.link.mac, vlan})) {
    put(bridge, port.link.mac, vlan, {port.link.index, FdbKind::Local});
  }
}

int MemoryKernel::State::apply(const AddPortVlan& change) {
  Device* port = find(change.index);
  if (port == nullptr) return ENODEV;
  if (!port->link.port || !traits.vlan_filtering) return EOPNOTSUPP;
  if (change.vlan == 0 || change.vlan >= kFirstBadVlan) return EINVAL;
  add_vlan(*port, change.vlan);
  port->untagged.erase(change.vlan);
  if (change.untagged) port->untagged.insert(change.vlan);
  if (change.pvid) {
    port->pvid = change.vlan;
  } else if (port->pvid == change.vlan) {
    port->pvid = 0;
  }
  return 0;
}

int MemoryKernel::State::apply(const DeletePortVlan& change) {
  Device* port = find(change.index);
  if (port == nullptr) return ENODEV;
  if (!port->link.port || !traits.vlan_filtering) return EOPNOTSUPP;
  if (change.vlan == 0 || change.vlan >= kFirstBadVlan) return EINVAL;
  if (port->vlans.erase(change.vlan) == 0) return ENOENT;
  if (port->pvid == change.vlan) port->pvid = 0;
  port->untagged.erase(change.vlan);
  // Entries of guests stay behind; the port's own goes.
  const FdbEntry own{port->link.index, port->link.mac, change.vlan, FdbKind::Local, false};
  erase_if(*find(port->link.master), [&](const FdbEntry& entry) { return entry == own; });
  return 0;
}

}  // namespace virnet::bridge
