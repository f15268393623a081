// bridge/plan/state_alignment.h - A desired state in terms of the ports of an observed one: which
// port is which, and what the MAC table must become.
#pragma once

#include <virnet/bridge_state.h>

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace virnet::bridge {

// The entries of each address, by VLAN.
using MacTable = std::map<MacAddress, std::vector<FdbEntry>>;

// Two guests have one address, and this one is without its entry.
struct Contest {
  LinkIndex port = LinkIndex::None;
  FdbEntry holder = {};
  friend bool operator==(const Contest&, const Contest&) = default;
};

// Both states must outlive it.
class StateAlignment {
 public:
  StateAlignment(const BridgeState& observed, const BridgeState& desired);

  [[nodiscard]] const BridgeState& observed() const { return observed_; }
  [[nodiscard]] const BridgeState& desired() const { return desired_; }
  // Of the bridge, or null.
  [[nodiscard]] const PortState* port(std::string_view name) const;
  [[nodiscard]] const PortState* port(LinkIndex index) const;
  // The name of a port, or the bridge's.
  [[nodiscard]] std::string_view name_of(LinkIndex index) const;
  [[nodiscard]] bool is_guest(LinkIndex index) const { return guests_.contains(index); }

  // What is there. Left out are the ports' and the bridge's own addresses, and entries for VLANs
  // that their port has left, which count for no frame and which kernels before 7 cannot delete.
  [[nodiscard]] const MacTable& table() const { return table_; }
  // What is wanted, in terms of the observed ports and for each of their VLANs. Where two guests
  // want one address in one VLAN, the one that has it keeps it.
  [[nodiscard]] const MacTable& desired_table() const { return desired_table_; }
  [[nodiscard]] const std::vector<Contest>& contests() const { return contests_; }

  // Whether frames are looked up in this VLAN, now or once the desired state is reached.
  [[nodiscard]] bool counts(std::uint16_t vlan) const;
  // The entries of an address that are there, by VLAN.
  [[nodiscard]] std::vector<FdbEntry> entries(const MacAddress& mac) const;
  // The entry that is there.
  [[nodiscard]] const FdbEntry* find(const MacAddress& mac, std::uint16_t vlan) const;
  // What the entries of an address must become: the desired ones, and all others that the
  // desired state does not concern.
  [[nodiscard]] std::vector<FdbEntry> goal(const MacAddress& mac) const;

 private:
  void read_table();
  void read_desired();
  [[nodiscard]] bool has_entry(const MacAddress& mac, LinkIndex at) const;
  void settle(const MacAddress& mac, const std::vector<FdbEntry>& candidates);

  const BridgeState& observed_;
  const BridgeState& desired_;
  std::unordered_map<std::string_view, const PortState*> by_name_;
  std::unordered_map<LinkIndex, const PortState*> by_index_;
  std::unordered_map<LinkIndex, const PortState*> guests_;
  MacTable table_;
  MacTable desired_table_;
  std::vector<Contest> contests_;
};

// The VLANs for which an entry on this port counts: 0 and the port's own.
[[nodiscard]] std::vector<std::uint16_t> vlans_of(const PortState* port);

}  // namespace virnet::bridge
