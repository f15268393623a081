// include/virnet/bridge_state.h - What a Linux bridge is: its settings, its ports and its MAC
// table.
//
//   using namespace virnet::bridge;
//   const PortFlags flags{.learning = false, .unicast_flood = false};
//   const PortState port{.name = "vnet0", .index = LinkIndex{5}, .flags = flags};
//   const virnet::MacAddress mac({0x52, 0x54, 0, 0, 0, 1});
//   const FdbEntry entry{.port = port.index, .mac = mac, .kind = FdbKind::Static};
//   fmt::print("{} is {} on {}\n", mac.to_string(), to_string(entry.kind), port.name);
//
// One vocabulary for what is wanted and for what the kernel says. A member without a value means
// "not said": of a desired state, leave it as it is; of an observed one, this kernel does not have
// it. All are plain values.
//
// The facts were observed on Linux 5.10, 6.1, 6.12, 6.18 and 7.2; `virnet conform`
// proves them on the kernel at hand.
#pragma once

#include <virnet/mac_address.h>

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

// The kernel's number of a network interface (ifindex). It survives a rename, and is not used
// again while the namespace lives.
enum class LinkIndex : std::int32_t { None = 0 };

// The unit of the bridge's timers in messages (clock_t, 1/100 s on every architecture).
using Centiseconds = std::chrono::duration<std::uint32_t, std::centi>;

// IEEE 802.1D states, IFLA_BRPORT_STATE. Frames pass only in Forwarding.
enum class PortStpState : std::uint8_t { Disabled, Listening, Learning, Forwarding, Blocking };

// What a bridge does with frames from and to one port.
struct PortFlags {
  std::optional<bool> learning = {};  // enter source addresses into the FDB; a new port: on
  // Send frames for unknown addresses out here; a new port: on.
  std::optional<bool> unicast_flood = {};
  std::optional<bool> multicast_flood = {};  // the same for group addresses; a new port: on
  std::optional<bool> broadcast_flood = {};  // a new port: on
  std::optional<bool> isolated = {};         // nothing passes between two isolated ports
  std::optional<bool> hairpin = {};          // frames may leave where they came in
  std::optional<bool> locked = {};           // frames pass only from sources in the FDB (5.18)
  std::optional<std::uint16_t> group_fwd_mask = {};  // which 01:80:c2:00:00:0X are forwarded
  std::optional<PortStpState> state = {};  // read; a set is refused by a bridge that runs STP

  friend bool operator==(const PortFlags&, const PortFlags&) = default;
};

// True if the bridge counts this port among those that keep the others promiscuous: one that learns
// or floods. Both flags must be off on every guest port, and only one such port may remain.
[[nodiscard]] constexpr bool is_automatic(const PortFlags& flags) {
  return flags.learning.value_or(true) || flags.unicast_flood.value_or(true);
}

struct BridgeSettings {
  std::optional<bool> stp = {};
  // With STP on the kernel keeps it between 2 and 30 s and raises a smaller one when STP starts.
  std::optional<Centiseconds> forward_delay = {};
  // 300 s by default; 0 means that nothing is learned.
  std::optional<Centiseconds> ageing_time = {};
  std::optional<bool> vlan_filtering = {};
  // Absent from the reading of a kernel that was built without VLAN filtering, which is the probe
  // for it: setting vlan_filtering fails there with EOPNOTSUPP.
  std::optional<std::uint16_t> default_pvid = {};
  std::optional<bool> multicast_snooping = {};
  std::optional<std::uint16_t> group_fwd_mask = {};  // bits 0, 1 and 2 are refused
  std::optional<std::uint32_t> max_learned = {};     // 6.7; 0 means no limit

  friend bool operator==(const BridgeSettings&, const BridgeSettings&) = default;
};

enum class FdbKind : std::uint8_t {
  Static,   // to the port, does not age. Not pinned: a frame with this source on a learning port
            // moves it
  Local,    // to the bridge itself ("permanent"): frames for it go to the host, not to the port
  Dynamic,  // learned, or entered as if learned; ages
  ExternLearn,  // entered by a control plane; does not age, but a frame moves it
};

// "static", "local", "dynamic", "extern_learn": the words of bridge(8), except local.
[[nodiscard]] std::string_view to_string(FdbKind kind);

// One line of the MAC table (forwarding database).
struct FdbEntry {
  LinkIndex port = LinkIndex::None;  // of the bridge itself for its own address
  MacAddress mac = {};
  std::uint16_t vlan = 0;  // 0: the entry that counts while vlan_filtering is off
  FdbKind kind = FdbKind::Dynamic;
  bool sticky = false;  // no frame moves it

  friend auto operator<=>(const FdbEntry&, const FdbEntry&) = default;
};

// One port of a bridge.
struct PortState {
  std::string name = {};
  LinkIndex index = LinkIndex::None;
  MacAddress mac = {};  // of the port itself, for which the bridge keeps a local entry
  PortFlags flags = {};
  // In ascending order; empty where the kernel has no VLANs. Desired: empty leaves all three as
  // they are.
  std::vector<std::uint16_t> vlans = {};
  std::uint16_t pvid = 0;  // the VLAN that frames without a tag belong to; 0: they are dropped
  std::vector<std::uint16_t> untagged = {};  // the VLANs whose frames leave without a tag
  std::uint32_t promiscuity = 0;
  // Desired: a guest's port, whose part of the MAC table is what the desired state lists and
  // nothing else.
  bool guest = false;
  // Desired: libvirt connected the guest while its network left the MAC table to the kernel.
  bool connected_in_kernel_mode = false;

  friend bool operator==(const PortState&, const PortState&) = default;
};

// A link that is no port of the bridge.
struct OtherLink {
  std::string name = {};
  std::string master = {};  // the bridge or bond that it belongs to, or empty
  MacAddress mac = {};

  friend auto operator<=>(const OtherLink&, const OtherLink&) = default;
};

// A bridge as it is, or as it is wanted. Ports are known by their names; the numbers in `ports` and
// `fdb` belong together within one state.
struct BridgeState {
  std::string name = {};
  LinkIndex index = LinkIndex::None;
  BridgeSettings settings = {};
  std::vector<PortState> ports = {};
  // Desired: an entry of VLAN 0 means that one and one in every VLAN of the port, as the kernel
  // makes them.
  std::vector<FdbEntry> fdb = {};
  // Desired: addresses that must have no entry, those of guests that do not run.
  std::vector<MacAddress> absent = {};
  // Desired: addresses whose entries may as well be missing, those of guests that may or may not
  // run.
  std::vector<MacAddress> uncertain = {};
  // Desired: settings.vlan_filtering is of no matter where the kernel has none.
  bool filtering_optional = false;
  // Observed: all other links around it, by name. They tell where a missing port has gone.
  std::vector<OtherLink> others = {};

  [[nodiscard]] const PortState* port(std::string_view port_name) const;
  [[nodiscard]] const PortState* port(LinkIndex port_index) const;

  friend bool operator==(const BridgeState&, const BridgeState&) = default;
};

}  // namespace virnet::bridge
