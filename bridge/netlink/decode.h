// bridge/netlink/decode.h - From rtnetlink messages to links and MAC table entries.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/kernel.h>

#include <cstdint>
#include <optional>

#include "bridge/netlink/codec.h"

namespace virnet::bridge {

// The payload of RTM_NEWLINK or RTM_DELLINK.
struct LinkMessage {
  std::uint8_t family = 0;  // AF_UNSPEC, or AF_BRIDGE, which tells of ports only
  Link link;
};
[[nodiscard]] Decoded<LinkMessage> decode_link(Bytes payload);

// The payload of RTM_NEWNEIGH or RTM_DELNEIGH of family AF_BRIDGE.
struct NeighbourMessage {
  std::uint8_t family = 0;
  std::uint16_t state = 0;
  std::uint8_t flags = 0;
  LinkIndex bridge = LinkIndex::None;  // None: an entry of the device's own list (NTF_SELF)
  FdbEntry entry;
};
[[nodiscard]] Decoded<NeighbourMessage> decode_neighbour(Bytes payload);

// The VLANs in the payload of RTM_NEWLINK of family AF_BRIDGE.
struct VlanMessage {
  LinkIndex bridge = LinkIndex::None;
  PortVlans vlans;
};
[[nodiscard]] Decoded<VlanMessage> decode_vlans(Bytes payload);

// The payload of RTM_NEWADDR.
struct AddressMessage {
  LinkIndex link = LinkIndex::None;
  std::optional<LinkAddress> address;  // of IPv4 and IPv6
};
[[nodiscard]] Decoded<AddressMessage> decode_address(Bytes payload);

// IFLA_PROTINFO and IFLA_INFO_SLAVE_DATA have the same content.
[[nodiscard]] Decoded<PortFlags> decode_port(Bytes attributes);
[[nodiscard]] Decoded<BridgeSettings> decode_bridge(Bytes attributes);

// What the kernel stores for a state and flags, 0x42 and 0x40 alike.
[[nodiscard]] FdbKind fdb_kind(std::uint16_t state, std::uint8_t flags);

}  // namespace virnet::bridge
