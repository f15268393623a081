// include/virnet/change.h - Changes to links, bridges and MAC tables, as values.
//
//   using namespace virnet::bridge;
//   const Change change = AddFdb{.port = LinkIndex{5}, .mac = virnet::MacAddress({2, 0, 0, 0, 0,
//   1})}; fmt::print("{}\n", describe(change));
//
// A Kernel of <virnet/kernel.h> carries them out; each is one request to rtnetlink.
#pragma once

#include <virnet/ip_address.h>
#include <virnet/mac_address.h>
#include <virnet/bridge_state.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace virnet::bridge {

struct LinkAddress {
  IpAddress address = {};
  unsigned prefix = 0;
  friend bool operator==(const LinkAddress&, const LinkAddress&) = default;
};

// The bits of FDB messages (linux/neighbour.h, linux/netlink.h).
struct Nud {
  static constexpr std::uint16_t Incomplete = 0x01, Reachable = 0x02, Stale = 0x04, Delay = 0x08,
                                 Probe = 0x10, Failed = 0x20, NoArp = 0x40, Permanent = 0x80;
};
struct Ntf {
  static constexpr std::uint8_t Use = 0x01, Self = 0x02, Master = 0x04, ExtLearned = 0x10,
                                Sticky = 0x40;
};
// How an addition treats what is there. Exclusive without Create, and so on, are legal and mean
// what the case table says.
struct Write {
  static constexpr std::uint16_t Modify = 0, Replace = 0x100, Exclusive = 0x200, Create = 0x400,
                                 Append = 0x800;
};

struct AddBridge {
  std::string name = {};
  BridgeSettings settings = {};
};
struct AddVeth {
  std::string name = {};
  std::string peer = {};
};
struct AddVlanLink {
  std::string name = {};
  LinkIndex lower = LinkIndex::None;
  std::uint16_t vlan = 1;
};
// A persistent tap device; needs /dev/net/tun.
struct AddTap {
  std::string name = {};
};
struct DeleteLink {
  LinkIndex index = LinkIndex::None;
};
struct SetLink {
  LinkIndex index = LinkIndex::None;
  std::optional<bool> up = {};
  std::optional<LinkIndex> master = {};  // LinkIndex::None: leave the bridge
  std::optional<MacAddress> mac = {};
  std::optional<std::uint32_t> mtu = {};
  std::optional<bool> promiscuous = {};
  std::optional<std::string> name = {};
};
struct SetBridge {
  LinkIndex index = LinkIndex::None;
  BridgeSettings settings = {};
};
// Not atomic: of several flags those before the one that the kernel refuses stay changed. The order
// is that of the members.
struct SetPort {
  LinkIndex index = LinkIndex::None;
  PortFlags flags = {};
};
// Removes the entries of a port that were learned.
struct FlushPort {
  LinkIndex index = LinkIndex::None;
};
struct AddAddress {
  LinkIndex index = LinkIndex::None;
  LinkAddress address = {};
};
struct PortVlan {
  LinkIndex index = LinkIndex::None;
  std::uint16_t vlan = 1;
  bool pvid = false;
  bool untagged = false;
};
struct AddPortVlan : PortVlan {};
struct DeletePortVlan : PortVlan {};

// Without `vlan` a kernel with VLAN filtering makes one entry for VLAN 0 and one for each VLAN of
// the port at this moment, also while filtering is off; one without makes one.
struct AddFdb {
  LinkIndex port = LinkIndex::None;
  MacAddress mac = {};
  std::uint16_t state = Nud::NoArp | Nud::Reachable;
  std::uint8_t flags = Ntf::Master;
  std::uint16_t write = Write::Create | Write::Replace;
  std::optional<std::uint16_t> vlan = {};
};
struct DeleteFdb {
  LinkIndex port = LinkIndex::None;
  MacAddress mac = {};
  std::uint8_t flags = Ntf::Master;
  std::uint16_t state = Nud::NoArp | Nud::Reachable;
  std::optional<std::uint16_t> vlan = {};
};
// The addition of an entry of the given kind, whatever was there before. Static and
// Create|Exclusive is what libvirt sends, and leaves an entry that was learned elsewhere in place.
[[nodiscard]] AddFdb add_entry(const FdbEntry& entry,
                               std::uint16_t write = Write::Create | Write::Replace);

using Change =
    std::variant<AddBridge, AddVeth, AddVlanLink, AddTap, DeleteLink, SetLink, SetBridge, SetPort,
                 FlushPort, AddAddress, AddPortVlan, DeletePortVlan, AddFdb, DeleteFdb>;
// "add 52:54:00:00:00:01 to port 5".
[[nodiscard]] std::string describe(const Change& change);

}  // namespace virnet::bridge
