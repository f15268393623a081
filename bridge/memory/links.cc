// MemoryKernel: links, their masters and their states.
#include <cerrno>

#include "bridge/attributes/attributes.h"
#include "bridge/memory/state.h"

namespace virnet::bridge {
namespace {

constexpr LinkIndex kLoopback{1};

// Locally administered, a different one for each link.
MacAddress invented_mac(std::int32_t index) {
  const auto value = static_cast<std::uint32_t>(index);
  return MacAddress({0x02, 0x00, static_cast<std::uint8_t>(value >> 24),
                     static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
                     static_cast<std::uint8_t>(value)});
}

}  // namespace

int MemoryKernel::State::check_new_name(std::string_view name) {
  constexpr std::size_t kNameSize = 16;  // IFNAMSIZ, with the NUL
  if (name.size() >= kNameSize) return ERANGE;
  if (name.empty() || name == "." || name == "..") return EINVAL;
  for (const char c : name) {
    if (c == '/' || c == ':' || c == ' ' || (c >= '\t' && c <= '\r')) return EINVAL;
  }
  return find(name) != nullptr ? EEXIST : 0;
}

MemoryKernel::State::Device& MemoryKernel::State::create(std::string_view name,
                                                         std::string_view kind) {
  const LinkIndex index{++last_index};
  Device& device = devices[index];
  device.link.index = index;
  device.link.name = name;
  device.link.kind = kind;
  device.link.mtu = 1500;
  if (index != kLoopback) device.link.mac = invented_mac(last_index);
  return device;
}

int MemoryKernel::State::apply(const AddBridge& change) {
  if (const int error = check_new_name(change.name)) return error;
  if (change.settings.vlan_filtering && !traits.vlan_filtering) return EOPNOTSUPP;
  Device& bridge = create(change.name, "bridge");
  bridge.link.bridge = initial_values<BridgeSettings>(traits.version);
  if (!traits.vlan_filtering) bridge.link.bridge->default_pvid.reset();
  add_local(bridge, bridge, bridge.link.mac);
  if (const int error = set_settings(bridge, change.settings)) {
    devices.erase(bridge.link.index);
    return error;
  }
  notify(bridge);
  return 0;
}

int MemoryKernel::State::apply(const AddVeth& change) {
  if (const int error = check_new_name(change.peer)) return error;
  if (const int error = check_new_name(change.name)) return error;
  if (change.name == change.peer) return EEXIST;
  Device& peer = create(change.peer, "veth");
  Device& device = create(change.name, "veth");
  device.peer = peer.link.index;
  peer.peer = device.link.index;
  notify(peer);
  notify(device);
  return 0;
}

int MemoryKernel::State::apply(const AddVlanLink& change) {
  if (const int error = check_new_name(change.name)) return error;
  const Device* lower = find(change.lower);
  if (!traits.vlan_filtering) return EOPNOTSUPP;
  if (lower == nullptr) return ENODEV;
  const MacAddress mac = lower->link.mac;
  Device& device = create(change.name, "vlan");
  device.link.mac = mac;
  device.filters = true;
  notify(device);
  return 0;
}

int MemoryKernel::State::apply(const AddTap& change) {
  if (const int error = check_new_name(change.name)) return error;
  notify(create(change.name, "tun"));
  return 0;
}

void MemoryKernel::State::remove(LinkIndex index) {
  Device& device = *find(index);
  for (Device* port : ports_of(index)) leave(*port);
  if (device.link.port) leave(device);
  notify(LinkGone{.index = index, .left_bridge = false});
  devices.erase(index);
}

int MemoryKernel::State::apply(const DeleteLink& change) {
  const Device* device = find(change.index);
  if (change.index == LinkIndex::None) return EINVAL;
  if (device == nullptr) return ENODEV;
  if (device->link.index == kLoopback) return EOPNOTSUPP;
  const LinkIndex peer = device->peer;
  remove(change.index);
  if (peer != LinkIndex::None) remove(peer);
  return 0;
}

int MemoryKernel::State::apply(const SetLink& change) {
  Device* device = find(change.index);
  if (change.index == LinkIndex::None) return EINVAL;
  if (device == nullptr) return ENODEV;
  if (change.mac) set_mac(*device, *change.mac);
  if (change.mtu) device->link.mtu = *change.mtu;
  if (change.name && *change.name != device->link.name) {
    if (device->link.up && !renames_while_up()) return EBUSY;
    if (const int error = check_new_name(*change.name)) return error;
    device->link.name = *change.name;
  }
  if (change.master) {
    if (const int error = set_master(*device, *change.master)) return error;
  }
  if (change.promiscuous) device->link.promiscuous = *change.promiscuous;
  if (change.up) set_up(*device, *change.up);
  notify(*device);
  return 0;
}

int MemoryKernel::State::set_master(Device& device, LinkIndex master) {
  if (master == device.link.master) return 0;
  // The old bridge is left before the new one is looked for.
  if (device.link.master != LinkIndex::None) leave(device);
  if (master == LinkIndex::None) return 0;
  Device* bridge = find(master);
  if (bridge == nullptr) return EINVAL;
  if (!bridge->link.bridge) return EOPNOTSUPP;
  if (device.link.index == kLoopback) return EINVAL;
  if (device.link.bridge) return ELOOP;
  constexpr std::size_t kMaxPorts = 1023;
  if (ports_of(master).size() >= kMaxPorts) return EXFULL;
  join(device, *bridge);
  return 0;
}

void MemoryKernel::State::join(Device& port, Device& bridge) {
  port.link.master = bridge.link.index;
  port.link.port = initial_values<PortFlags>(traits.version);
  const std::uint16_t pvid = bridge.link.bridge->default_pvid.value_or(0);
  if (pvid != 0) port.vlans = port.untagged = {pvid};
  port.pvid = pvid;
  add_local(bridge, port, port.link.mac);
  choose_bridge_mac(bridge);
  update_state(port);
}

void MemoryKernel::State::leave(Device& port) {
  Device& bridge = *find(port.link.master);
  notify(LinkGone{.index = port.link.index, .left_bridge = true});
  const LinkIndex index = port.link.index;
  erase_if(bridge, [&](const FdbEntry& entry) { return entry.port == index; });
  port.link.master = LinkIndex::None;
  port.link.port.reset();
  port.vlans.clear();
  port.untagged.clear();
  port.pvid = 0;
  choose_bridge_mac(bridge);
}

void MemoryKernel::State::set_up(Device& device, bool up) {
  if (device.link.up == up) return;
  device.link.up = up;
  update_carrier(device);
  if (Device* peer = find(device.peer); peer != nullptr) update_carrier(*peer);
  if (!up && device.link.port) lose_dynamic(*find(device.link.master), device.link.index);
  for (Device* port : ports_of(device.link.index)) {
    if (!up) lose_dynamic(device, port->link.index);
    update_state(*port);
  }
}

// A veth has a carrier while both ends are up; other devices while they are up themselves.
void MemoryKernel::State::update_carrier(Device& device) {
  const Device* peer = find(device.peer);
  const bool carrier =
      device.link.up && (device.peer == LinkIndex::None || (peer != nullptr && peer->link.up));
  const bool lost = device.link.carrier && !carrier;
  device.link.carrier = carrier;
  if (!device.link.port) return;
  if (lost) lose_dynamic(*find(device.link.master), device.link.index);
  update_state(device);
}

void MemoryKernel::State::set_mac(Device& device, const MacAddress& mac) {
  const MacAddress old = device.link.mac;
  const LinkIndex index = device.link.index;
  device.link.mac = mac;
  if (device.link.bridge) device.mac_chosen = true;
  Device* table = device.link.bridge ? &device
                  : device.link.port ? find(device.link.master)
                                     : nullptr;
  if (table == nullptr || old == mac) return;
  erase_if(*table, [&](const FdbEntry& entry) {
    return entry.mac == old && entry.port == index && entry.kind == FdbKind::Local;
  });
  add_local(*table, device, mac);
  if (device.link.port) choose_bridge_mac(*table);
}

}  // namespace virnet::bridge
