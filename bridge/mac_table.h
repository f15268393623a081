// bridge/mac_table.h - The MAC table of a state by address, and what a wish makes of it.
#pragma once

#include <virnet/plan.h>

#include <map>
#include <vector>

namespace virnet::bridge {

// The VLANs for which an entry on this port counts: 0 and the port's own.
[[nodiscard]] std::vector<std::uint16_t> vlans_of(const BridgeState& state, LinkIndex port);

// The entries of each address, by VLAN. Left out are the ports' and the bridge's own, and entries
// for VLANs that their port has left, which count for no frame and which kernels before 7 cannot
// delete.
using MacTable = std::map<MacAddress, std::vector<FdbEntry>>;
[[nodiscard]] MacTable table_of(const BridgeState& observed);

// The wish in terms of the observed ports: its entries for each VLAN, by address. Entries on ports
// that the bridge has not are left out.
[[nodiscard]] MacTable wished_table(const BridgeState& observed, const BridgeState& desired);

// Whether a wish's guest port has this number in the observed state.
[[nodiscard]] bool is_guest_port(const BridgeState& observed, const BridgeState& desired,
                                 LinkIndex port);

// What the entries of an address must become: those that are wished, and all others that are no
// business of the wish.
[[nodiscard]] std::vector<FdbEntry> entries_wished(const BridgeState& observed,
                                                   const BridgeState& desired,
                                                   const std::vector<FdbEntry>& now,
                                                   const std::vector<FdbEntry>& wished);

}  // namespace virnet::bridge
