// conformance/netns/sabotage_faults.h - Faults of a bridge, and the statements that each turns on a
// kernel without VLAN filtering.
#pragma once

#include <virnet/kernel.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::conformance {

// A bridge that has just been programmed, and its ports.
struct Victim {
  bridge::Kernel& kernel;
  bridge::LinkIndex bridge;
  bridge::LinkIndex uplink;
  std::array<bridge::LinkIndex, 3> guests;

  void flags(bridge::LinkIndex port, const bridge::PortFlags& flags) const;
  void settings(const bridge::BridgeSettings& settings) const;
  // An entry for the address of guest 0, 1 or 2.
  void entry(bridge::LinkIndex port, int guest, std::uint16_t state,
             std::uint8_t flags = bridge::Ntf::Master) const;
  // Takes out the entry of a guest.
  void remove(int guest) const;
};

struct Fault {
  std::string_view what;
  void (*make)(const Victim& victim) = nullptr;
  std::vector<std::string> only = {};  // the statements that are looked at; all if empty
  // "FRM-002 libvirt": what fails then, and nothing else; the mode is "any" for both.
  std::set<std::string> turns = {};
};

[[nodiscard]] const std::vector<Fault>& faults();

}  // namespace virnet::conformance
