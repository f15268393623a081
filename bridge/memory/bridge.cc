// MemoryKernel: settings of bridges, flags and VLANs of ports.
#include <algorithm>
#include <cerrno>

#include "bridge/memory/memory_kernel.h"

namespace virnet::bridge {
namespace {

constexpr std::uint16_t kFirstBadVlan = 4095;

// The kernel keeps time in ticks of 1/250 s and rounds down both ways.
Centiseconds through_ticks(Centiseconds time) {
  const std::uint64_t ticks = std::uint64_t{time.count()} * 250 / 100;
  return Centiseconds(static_cast<std::uint32_t>(ticks * 100 / 250));
}

template <typename T>
void take(std::optional<T>& to, const std::optional<T>& from) {
  if (from) to = from;
}

}  // namespace

int MemoryKernel::apply(const SetBridge& change) {
  Device* device = find(change.index);
  if (change.index == LinkIndex::None) return EINVAL;
  if (device == nullptr) return ENODEV;
  if (!device->link.bridge) return EOPNOTSUPP;
  const int error = set_settings(*device, change.settings);
  notify(*device);
  return error;
}

// In the kernel's order: what comes before a refused setting stays changed.
int MemoryKernel::set_settings(Device& bridge, const BridgeSettings& requested) {
  constexpr Centiseconds kMinDelay(200);
  constexpr Centiseconds kMaxDelay(3000);
  BridgeSettings& now = *bridge.link.bridge;
  if (requested.forward_delay) {
    const bool bad = *requested.forward_delay < kMinDelay || *requested.forward_delay > kMaxDelay;
    if (*now.stp && bad) return ERANGE;
    now.forward_delay = through_ticks(*requested.forward_delay);
  }
  if (requested.ageing_time) now.ageing_time = through_ticks(*requested.ageing_time);
  if (requested.stp && *requested.stp != *now.stp) {
    now.stp = requested.stp;
    if (*requested.stp) now.forward_delay = std::clamp(*now.forward_delay, kMinDelay, kMaxDelay);
  }
  if (requested.vlan_filtering) {
    if (!traits_.vlan_filtering) return EOPNOTSUPP;
    now.vlan_filtering = requested.vlan_filtering;
  }
  if (requested.default_pvid && traits_.vlan_filtering) {
    if (*requested.default_pvid >= kFirstBadVlan) return EINVAL;
    if (*requested.default_pvid != *now.default_pvid) {
      if (*now.vlan_filtering) return EPERM;
      set_default_pvid(bridge, *requested.default_pvid);
    }
  }
  if (requested.group_fwd_mask) {
    if ((*requested.group_fwd_mask & 7) != 0) return EINVAL;
    now.group_fwd_mask = requested.group_fwd_mask;
  }
  take(now.multicast_snooping, requested.multicast_snooping);
  if (traits_.max_learned) take(now.max_learned, requested.max_learned);
  return 0;
}

void MemoryKernel::set_default_pvid(Device& bridge, std::uint16_t pvid) {
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

int MemoryKernel::apply(const SetPort& change) {
  Device* device = find(change.index);
  if (device == nullptr) return ENODEV;
  if (!device->link.port) return EOPNOTSUPP;
  const PortFlags& requested = change.flags;
  PortFlags& now = *device->link.port;
  take(now.learning, requested.learning);
  take(now.unicast_flood, requested.unicast_flood);
  take(now.multicast_flood, requested.multicast_flood);
  take(now.broadcast_flood, requested.broadcast_flood);
  if (traits_.isolation) take(now.isolated, requested.isolated);
  take(now.hairpin, requested.hairpin);
  if (traits_.port_locked) take(now.locked, requested.locked);
  int error = 0;
  if (requested.state) {
    const bool stp = *find(device->link.master)->link.bridge->stp;
    if (stp) {
      error = EBUSY;
    } else if (!device->link.up ||
               (!device->link.carrier && *requested.state != PortStpState::Disabled)) {
      error = ENETDOWN;
    } else {
      now.state =
          *requested.state == PortStpState::Blocking ? PortStpState::Forwarding : *requested.state;
    }
  }
  if (error == 0 && requested.group_fwd_mask) {
    if ((*requested.group_fwd_mask & 2) != 0) {
      error = EINVAL;
    } else {
      now.group_fwd_mask = requested.group_fwd_mask;
    }
  }
  notify(*device);
  return error;
}

// Without STP a port forwards while it and its bridge are up. With STP this kernel lets no time
// pass, and the port forwards at once as well.
void MemoryKernel::update_state(Device& port) {
  const bool forwards = port.link.carrier && find(port.link.master)->link.up;
  port.link.port->state = forwards ? PortStpState::Forwarding : PortStpState::Disabled;
}

void MemoryKernel::choose_bridge_mac(Device& bridge) {
  if (bridge.mac_chosen) return;
  std::optional<MacAddress> lowest;
  for (const Device* port : ports_of(bridge.link.index)) {
    if (!lowest || port->link.mac < *lowest) lowest = port->link.mac;
  }
  if (!lowest || *lowest == bridge.link.mac) return;
  set_mac(bridge, *lowest);
  bridge.mac_chosen = false;
}

int MemoryKernel::apply(const AddAddress& change) {
  Device* device = find(change.index);
  if (device == nullptr) return ENODEV;
  auto& list = device->addresses;
  if (std::find(list.begin(), list.end(), change.address) != list.end()) return EEXIST;
  list.push_back(change.address);
  return 0;
}

void MemoryKernel::add_vlan(Device& port, std::uint16_t vlan) {
  port.vlans.insert(vlan);
  Device& bridge = *find(port.link.master);
  if (!bridge.table.contains({port.link.mac, vlan})) {
    put(bridge, port.link.mac, vlan, {port.link.index, FdbKind::Local});
  }
}

int MemoryKernel::apply(const AddPortVlan& change) {
  Device* port = find(change.index);
  if (port == nullptr) return ENODEV;
  if (!port->link.port || !traits_.vlan_filtering) return EOPNOTSUPP;
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

int MemoryKernel::apply(const DeletePortVlan& change) {
  Device* port = find(change.index);
  if (port == nullptr) return ENODEV;
  if (!port->link.port || !traits_.vlan_filtering) return EOPNOTSUPP;
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
