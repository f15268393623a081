#include "bridge/mac_table.h"

#include <algorithm>

namespace virnet::bridge {
namespace {

bool is_own(const BridgeState& state, const FdbEntry& entry) {
  if (entry.kind != FdbKind::Local) return false;
  const PortState* port = state.port(entry.port);
  // The bridge's own address, and that of the port.
  return port == nullptr || port->mac == entry.mac;
}

bool is_orphan(const BridgeState& state, const FdbEntry& entry) {
  if (entry.vlan == 0 || entry.port == state.index) return false;
  const std::vector<std::uint16_t> vlans = vlans_of(state, entry.port);
  return std::find(vlans.begin(), vlans.end(), entry.vlan) == vlans.end();
}

}  // namespace

std::vector<std::uint16_t> vlans_of(const BridgeState& state, LinkIndex port) {
  std::vector<std::uint16_t> vlans = {0};
  if (const PortState* found = state.port(port)) {
    vlans.insert(vlans.end(), found->vlans.begin(), found->vlans.end());
  }
  return vlans;
}

MacTable table_of(const BridgeState& observed) {
  MacTable table;
  for (const FdbEntry& entry : observed.fdb) {
    if (!is_own(observed, entry) && !is_orphan(observed, entry)) table[entry.mac].push_back(entry);
  }
  for (auto& [mac, entries] : table) {
    std::sort(entries.begin(), entries.end(),
              [](const FdbEntry& a, const FdbEntry& b) { return a.vlan < b.vlan; });
  }
  return table;
}

MacTable wished_table(const BridgeState& observed, const BridgeState& desired) {
  MacTable table;
  for (const FdbEntry& wish : desired.fdb) {
    const PortState* wished_port = desired.port(wish.port);
    const PortState* port = wished_port == nullptr ? nullptr : observed.port(wished_port->name);
    if (port == nullptr) continue;
    for (const std::uint16_t vlan : vlans_of(observed, port->index)) {
      FdbEntry entry = wish;
      entry.port = port->index;
      entry.vlan = vlan;
      table[wish.mac].push_back(entry);
    }
  }
  return table;
}

bool is_guest_port(const BridgeState& observed, const BridgeState& desired, LinkIndex port) {
  const PortState* found = observed.port(port);
  const PortState* wish = found == nullptr ? nullptr : desired.port(found->name);
  return wish != nullptr && wish->guest;
}

std::vector<FdbEntry> entries_wished(const BridgeState& observed, const BridgeState& desired,
                                     const std::vector<FdbEntry>& now,
                                     const std::vector<FdbEntry>& wished) {
  std::vector<FdbEntry> result = wished;
  for (const FdbEntry& entry : now) {
    const bool replaced = std::any_of(wished.begin(), wished.end(), [&](const FdbEntry& wish) {
      return wish.vlan == entry.vlan;
    });
    if (!replaced && !is_guest_port(observed, desired, entry.port)) result.push_back(entry);
  }
  std::sort(result.begin(), result.end(),
            [](const FdbEntry& a, const FdbEntry& b) { return a.vlan < b.vlan; });
  return result;
}

}  // namespace virnet::bridge
