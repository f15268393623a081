// include/virnet/drift.h - What can be wrong with a bridge, in words.
//
//   using namespace virnet::bridge;
//   const Drift drift{.kind = DriftKind::Floods, .port = "vnet3", .found = "on", .wanted = "off"};
//   fmt::print("{} [{}]\n", to_sentence(drift), to_string(drift.kind));
//   if (is_repairable(drift.kind)) fmt::print("virnet apply puts it right\n");
//
// <virnet/check_bridge.h> finds drifts. Plain values.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/mac_address.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

enum class DriftKind : std::uint8_t {
  NoVlanFiltering,  // the kernel has none and the network needs it
  VlanFilteringOff,
  PortMissing,    // there is no such link
  PortDetached,   // the link is no port of any bridge
  PortElsewhere,  // it is a port of another one
  Learns,
  LearnsNot,
  Floods,
  FloodsNot,
  Isolated,  // although not asked for
  NotIsolated,
  VlansDiffer,  // the port is not in the VLANs that the guest asks for, or in others
  NoVlan,       // it is in none at all, and the bridge filters
  EntryMissing,
  EntryMissingVlan,  // for a VLAN that the port got later
  EntryElsewhere,    // on another port
  EntryStolen,       // static, on a port that is no guest's: a frame moved it
  EntryNotStatic,    // dynamic or set by a control plane: it can age or move
  EntryLocal,        // "permanent": the guest's frames go to the host
  EntryNotSticky,
  EntrySticky,     // although not asked for
  EntryOfPaused,   // a guest that does not run has an entry
  StrayEntry,      // an address that is not the guest's on its port
  SharedMac,       // another guest has the same address, and the entry
  LearnedEntries,  // more addresses than are worth naming were learned on a guest's port
};
// Stable names for programs: "learns", "entry-stolen".
[[nodiscard]] std::string_view to_string(DriftKind kind);

// One thing in which a bridge is not as it is wanted.
struct Drift {
  DriftKind kind = DriftKind::PortMissing;
  std::string port = {};  // a port's name; the bridge's for what concerns all of it
  std::optional<MacAddress> mac = {};
  std::string found = {};
  std::string wanted = {};
  friend bool operator==(const Drift&, const Drift&) = default;
};

// "vnet3 floods: it receives frames for other guests": what it is and what it means.
[[nodiscard]] std::string to_sentence(const Drift& drift);
// What to do about it, beside `virnet apply`; a sentence without a full stop, often empty.
[[nodiscard]] std::string_view remedy(DriftKind kind);
// Whether a plan can put it right.
[[nodiscard]] bool is_repairable(DriftKind kind);

// A state in which libvirt itself leaves a guest, or which it does not see: drifts with a cause.
struct KnownState {
  std::string_view name;  // "moved-guest"
  std::string port;
  std::string_view explanation;  // how it comes about
  std::string_view remedy;
};
// In the order of the desired state's ports.
[[nodiscard]] std::vector<KnownState> recognise(const std::vector<Drift>& drifts,
                                                const BridgeState& desired);

}  // namespace virnet::bridge
