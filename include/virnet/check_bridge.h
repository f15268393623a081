// include/virnet/check_bridge.h - Whether a bridge is as it should be.
//
//   using namespace virnet::bridge;
//   BridgeState observed{.name = "virbr0"};
//   BridgeState desired{.name = "virbr0"};
//   desired.ports.push_back({.name = "vnet0", .guest = true});
//   for (const AttributeCheck& check : check_bridge(observed, desired))
//     fmt::print("{} {}: {}\n", check.port, check.attribute, check.drift ? "wrong" : "ok");
//
// Pure functions of their arguments: no I/O, the same answer each time.
#pragma once

#include <virnet/mac_address.h>
#include <virnet/bridge_state.h>
#include <virnet/drift.h>

#include <optional>
#include <string>
#include <vector>

namespace virnet::bridge {

// One attribute that was looked at, and whether it is as it should be.
struct AttributeCheck {
  std::string port = {};  // a port's name; the bridge's for what concerns all of it
  // "vlan_filtering", "bridge", "learning", "flood", "isolated", "vlans", "entry"
  std::string attribute = {};
  std::optional<MacAddress> mac = {};  // of an entry
  std::string found = {};
  std::string wanted = {};
  std::optional<DriftKind> drift = {};  // empty: it is as it should be
  friend bool operator==(const AttributeCheck&, const AttributeCheck&) = default;
};

// Everything that the desired state says something about, the bridge first, then ports in the order
// of the desired state. An entry is checked in the VLANs in which frames are looked up: VLAN 0
// while filtering is off, the port's own while it is on or shall be.
[[nodiscard]] std::vector<AttributeCheck> check_bridge(const BridgeState& observed,
                                                       const BridgeState& desired);
// What is wrong, in the same order. Empty: the bridge is as it should be.
[[nodiscard]] std::vector<Drift> compare(const BridgeState& observed, const BridgeState& desired);
[[nodiscard]] std::vector<Drift> drifts_of(std::vector<AttributeCheck> checks);

}  // namespace virnet::bridge
