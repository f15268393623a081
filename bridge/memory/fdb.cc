// MemoryKernel: the MAC table.
#include <cerrno>

#include "bridge/memory/state.h"
#include "bridge/netlink/decode.h"

namespace virnet::bridge {
namespace {

constexpr LinkIndex kLoopback{1};
constexpr std::uint16_t kFirstBadVlan = 4095;

bool means_master(std::uint8_t flags) {
  return (flags & Ntf::Self) == 0 || (flags & Ntf::Master) != 0;
}

// What is wrong with the fixed part of a request, whoever is asked.
int check_vlan(const std::optional<std::uint16_t>& vlan) {
  return vlan && (*vlan == 0 || *vlan >= kFirstBadVlan) ? EINVAL : 0;
}

}  // namespace

FdbEntry MemoryKernel::State::reading(const Table::value_type& stored) {
  const auto& [key, entry] = stored;
  const bool external = entry.external && entry.kind == FdbKind::Dynamic;
  return {.port = entry.port,
          .mac = key.first,
          .vlan = key.second,
          .kind = external ? FdbKind::ExternLearn : entry.kind,
          .sticky = entry.sticky};
}

void MemoryKernel::State::erase_if(Device& bridge,
                                   const std::function<bool(const FdbEntry&)>& doomed) {
  for (auto each = bridge.table.begin(); each != bridge.table.end();) {
    const FdbEntry entry = reading(*each);
    if (!doomed(entry)) {
      ++each;
      continue;
    }
    notify(FdbGone{entry, bridge.link.index});
    each = bridge.table.erase(each);
  }
}

void MemoryKernel::State::put(Device& bridge, const MacAddress& mac, std::uint16_t vlan,
                              const Entry& entry) {
  const auto stored = bridge.table.insert_or_assign({mac, vlan}, entry).first;
  notify(FdbChanged{reading(*stored), bridge.link.index});
}

// The address of a device itself, for VLAN 0 and for each VLAN it has; what is there already stays.
void MemoryKernel::State::add_local(Device& bridge, const Device& owner, const MacAddress& mac) {
  std::set<std::uint16_t> vlans = owner.vlans;
  if (owner.link.bridge) vlans.insert(owner.link.bridge->default_pvid.value_or(0));
  vlans.insert(0);
  for (const std::uint16_t vlan : vlans) {
    const auto there = bridge.table.find({mac, vlan});
    if (there != bridge.table.end() && there->second.kind == FdbKind::Local) continue;
    put(bridge, mac, vlan, {owner.link.index, FdbKind::Local});
  }
}

void MemoryKernel::State::lose_dynamic(Device& bridge, LinkIndex port) {
  erase_if(bridge, [&](const FdbEntry& entry) {
    return entry.port == port && entry.kind == FdbKind::Dynamic;
  });
}

int MemoryKernel::State::apply(const FlushPort& change) {
  Device* port = find(change.index);
  if (port == nullptr) return ENODEV;
  if (!port->link.port) return EOPNOTSUPP;
  lose_dynamic(*find(port->link.master), change.index);
  notify(*port);
  return 0;
}

int MemoryKernel::State::apply(const AddFdb& add) {
  Device* device = find(add.port);
  if (add.port == LinkIndex::None) return EINVAL;
  if (device == nullptr) return ENODEV;
  if (const int error = check_vlan(add.vlan)) return error;
  if (device->link.index == kLoopback) return EINVAL;
  if (means_master(add.flags)) {
    if (!device->link.port) return EOPNOTSUPP;
    if (const int error = add_to_master(*device, add)) return error;
  }
  return (add.flags & Ntf::Self) != 0 ? add_to_self(*device, add) : 0;
}

int MemoryKernel::State::add_to_master(Device& port, const AddFdb& add) {
  constexpr std::uint16_t kUsable = Nud::Permanent | Nud::NoArp | Nud::Reachable;
  if ((add.state & kUsable) == 0) return EINVAL;
  if (add.mac == MacAddress()) return EINVAL;
  const bool sticky = (add.flags & Ntf::Sticky) != 0;
  if (sticky && (add.state & Nud::Permanent) != 0) return EINVAL;
  Device& bridge = *find(port.link.master);
  if (add.vlan)
    return port.vlans.contains(*add.vlan) ? add_one(bridge, port, add, *add.vlan) : EINVAL;
  // One after the other; the first refusal ends it and undoes nothing.
  if (const int error = add_one(bridge, port, add, 0)) return error;
  for (const std::uint16_t vlan : port.vlans) {
    if (const int error = add_one(bridge, port, add, vlan)) return error;
  }
  return 0;
}

int MemoryKernel::State::add_one(Device& bridge, Device& port, const AddFdb& add,
                                 std::uint16_t vlan) {
  const auto there = bridge.table.find({add.mac, vlan});
  const bool absent = there == bridge.table.end();
  if ((add.flags & Ntf::Use) != 0) {
    learn(bridge, port, add.mac, vlan);
    return 0;
  }
  if ((add.flags & Ntf::ExtLearned) != 0) {
    // What is there gets a new port and the mark, and stays what it is.
    Entry entry = absent ? Entry() : there->second;
    entry.port = port.link.index;
    entry.external = true;
    put(bridge, add.mac, vlan, entry);
    return 0;
  }
  const FdbKind kind = fdb_kind(add.state, add.flags);
  if (kind == FdbKind::Dynamic && port.link.port->state != PortStpState::Forwarding) return EPERM;
  if (absent && (add.write & Write::Create) == 0) return ENOENT;
  if (!absent && (add.write & Write::Exclusive) != 0) return EEXIST;
  const bool external = !absent && there->second.external;
  put(bridge, add.mac, vlan, {port.link.index, kind, (add.flags & Ntf::Sticky) != 0, external});
  return 0;
}

// To the device's own list of addresses, or, of a bridge, to its table as a local entry.
int MemoryKernel::State::add_to_self(Device& device, const AddFdb& add) {
  if ((add.state & Nud::Permanent) == 0) return EINVAL;
  if (!device.link.bridge) {
    device.own_filter.insert(add.mac);
    return 0;
  }
  const auto there = device.table.find({add.mac, std::uint16_t{0}});
  const bool absent = there == device.table.end();
  if (absent && (add.write & Write::Create) == 0) return ENOENT;
  if (!absent && (add.write & Write::Exclusive) != 0) return EEXIST;
  const std::uint16_t pvid = device.link.bridge->default_pvid.value_or(0);
  put(device, add.mac, 0, {device.link.index, FdbKind::Local});
  if (pvid != 0) put(device, add.mac, pvid, {device.link.index, FdbKind::Local});
  return 0;
}

int MemoryKernel::State::apply(const DeleteFdb& gone) {
  if (!traits.delete_entries) return EPERM;
  Device* device = find(gone.port);
  if (gone.port == LinkIndex::None) return EINVAL;
  if (device == nullptr) return ENODEV;
  if (const int error = check_vlan(gone.vlan)) return error;
  if (means_master(gone.flags)) {
    if (!device->link.port) return EOPNOTSUPP;
    if (const int error = delete_from_master(*device, gone)) return error;
  }
  if ((gone.flags & Ntf::Self) == 0) return 0;
  if (device->link.bridge) {
    const std::size_t before = device->table.size();
    erase_if(*device, [&](const FdbEntry& entry) {
      return entry.mac == gone.mac && entry.port == gone.port;
    });
    return device->table.size() == before ? ENOENT : 0;
  }
  if ((gone.state & Nud::Permanent) == 0) return EINVAL;
  return device->own_filter.erase(gone.mac) == 0 ? ENOENT : 0;
}

int MemoryKernel::State::delete_from_master(Device& port, const DeleteFdb& gone) {
  Device& bridge = *find(port.link.master);
  std::set<std::uint16_t> vlans = {0};
  if (gone.vlan) {
    if (!port.vlans.contains(*gone.vlan) && !deletes_orphans()) return EINVAL;
    vlans = {*gone.vlan};
  } else {
    vlans.insert(port.vlans.begin(), port.vlans.end());
  }
  const std::size_t before = bridge.table.size();
  erase_if(bridge, [&](const FdbEntry& entry) {
    return entry.mac == gone.mac && entry.port == gone.port && vlans.contains(entry.vlan);
  });
  return bridge.table.size() == before ? ENOENT : 0;
}

void MemoryKernel::State::learn(Device& bridge, const Device& port, const MacAddress& source,
                                std::uint16_t vlan) {
  if (bridge.link.bridge->ageing_time == Centiseconds(0)) return;
  if (port.link.port->state != PortStpState::Forwarding) return;
  const auto there = bridge.table.find({source, vlan});
  if (there == bridge.table.end())
    return put(bridge, source, vlan, {port.link.index, FdbKind::Dynamic});
  Entry entry = there->second;
  if (entry.kind == FdbKind::Local || entry.sticky || entry.port == port.link.index) return;
  entry.port = port.link.index;
  entry.external = false;
  put(bridge, source, vlan, entry);
}

void MemoryKernel::State::frame(LinkIndex index, const MacAddress& source, std::uint16_t vlan) {
  Device* port = find(index);
  if (port == nullptr || !port->link.port || !port->link.port->learning.value_or(true)) return;
  if (source.is_multicast() || source == MacAddress()) return;
  Device& bridge = *find(port->link.master);
  const std::uint16_t own = vlan != 0 ? vlan : port->pvid;
  learn(bridge, *port, source,
        bridge.link.bridge->vlan_filtering.value_or(false) ? own : std::uint16_t{0});
}

}  // namespace virnet::bridge
