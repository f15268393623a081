// include/virnet/kernel.h - The door to the kernel: links, bridge ports and MAC tables.
//
//   auto kernel = virnet::bridge::open_kernel();
//   if (!kernel) return fail(to_string(kernel.error()));
//   auto port = (*kernel)->link("vnet0");
//   if (!port) return fail(to_string(port.error()));
//   using namespace virnet::bridge;
//   Outcome done = (*kernel)->change(SetPort{port->index, {.learning = false, .unicast_flood =
//   false}});
//
// Behind it stands rtnetlink, or a kernel in memory that answers alike: the same table of cases
// runs on both. A success of a change proves little, because the kernel ignores attributes that it
// does not know: read back what matters. A Kernel works in the network namespace in which it was
// opened, wherever the caller goes later, and is used from one thread at a time.
#pragma once

#include <virnet/address.h>
#include <virnet/bridge_state.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace virnet::bridge {

struct KernelError {
  enum class Code : std::uint8_t {
    Refused,   // the kernel answered with `error`
    Lost,      // the answer was lost (ENOBUFS): the change may or may not have happened
    BadReply,  // the answer was not understood
    Socket,    // the socket failed with `error`
  };
  Code code = Code::Refused;
  int error = 0;            // an errno value, or 0
  std::string action = {};  // what was tried: "set the flags of port 5"
  std::string reason = {};  // the kernel's own words, often empty
  std::string remedy = {};  // what to do about it, or empty
};
// One sentence: action, cause, remedy.
[[nodiscard]] std::string to_string(const KernelError& error);
// "EEXIST" for 17; the number where there is no name.
[[nodiscard]] std::string errno_name(int error);

template <typename T>
using Result = std::expected<T, KernelError>;
using Outcome = Result<void>;

// A network interface as the kernel describes it.
struct Link {
  LinkIndex index = LinkIndex::None;
  std::string name = {};
  std::string kind = {};  // "bridge", "veth", "vlan", "tun"; empty for hardware and loopback
  MacAddress mac = {};
  std::uint32_t mtu = 0;
  bool up = false;                // IFF_UP: the administrator's wish
  bool carrier = false;           // IFF_LOWER_UP
  bool promiscuous = false;       // IFF_PROMISC: asked for by an administrator, never by a bridge
  std::uint32_t promiscuity = 0;  // how many users want it promiscuous; a bridge counts as one
  std::optional<std::uint32_t> allmulti = {};  // the same for multicast (read since 6.1)
  LinkIndex master = LinkIndex::None;          // the bridge that it is a port of
  std::optional<BridgeSettings> bridge = {};   // of a bridge
  std::optional<PortFlags> port = {};          // of a port of a bridge
};

struct LinkAddress {
  IpAddress address = {};
  unsigned prefix = 0;
  friend bool operator==(const LinkAddress&, const LinkAddress&) = default;
};

struct PortVlans {
  LinkIndex port = LinkIndex::None;
  std::vector<std::uint16_t> vlans = {};  // these three as in PortState
  std::uint16_t pvid = 0;
  std::vector<std::uint16_t> untagged = {};
  friend bool operator==(const PortVlans&, const PortVlans&) = default;
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

struct LinkChanged {
  Link link = {};
};
struct LinkGone {
  LinkIndex index = LinkIndex::None;
  bool left_bridge = false;  // the link is still there, but no longer a port
};
struct FdbChanged {
  FdbEntry entry = {};
  LinkIndex bridge = LinkIndex::None;
};
struct FdbGone {
  FdbEntry entry = {};
  LinkIndex bridge = LinkIndex::None;
};
// Notifications were lost; read everything again.
struct EventsLost {};
using Event = std::variant<LinkChanged, LinkGone, FdbChanged, FdbGone, EventsLost>;

// A subscription to what happens to links and MAC tables, from the moment of subscribe() on.
class Events {
 public:
  virtual ~Events() = default;
  // Waits for something to happen, at most `patience`; empty if nothing did.
  [[nodiscard]] virtual Result<std::vector<Event>> wait(std::chrono::milliseconds patience) = 0;
};

// The right to change a bridge. As long as it lives nobody else gets it; it ends with the process,
// however that ends.
class Claim {
 public:
  virtual ~Claim() = default;
};

// Of one among several changes.
struct Failure {
  std::size_t change = 0;  // its index
  KernelError error = {};
};

class Kernel {
 public:
  virtual ~Kernel() = default;

  [[nodiscard]] virtual Result<std::vector<Link>> links() = 0;
  [[nodiscard]] virtual Result<Link> link(LinkIndex index) = 0;
  [[nodiscard]] virtual Result<Link> link(std::string_view name) = 0;
  // The MAC table of one bridge: entries of its ports and of itself, in the kernel's order.
  [[nodiscard]] virtual Result<std::vector<FdbEntry>> fdb(LinkIndex bridge) = 0;
  // The VLANs of each port of a bridge; nothing where the kernel has no VLANs.
  [[nodiscard]] virtual Result<std::vector<PortVlans>> vlans(LinkIndex bridge) = 0;
  // The addresses that a device filters by while it is not promiscuous.
  [[nodiscard]] virtual Result<std::vector<MacAddress>> unicast_filter(LinkIndex link) = 0;
  [[nodiscard]] virtual Result<std::vector<LinkAddress>> addresses(LinkIndex link) = 0;

  // Executes in order, many messages at a time. A failure does not stop the rest; all of them are
  // given back, in order.
  [[nodiscard]] virtual std::vector<Failure> execute(std::span<const Change> changes) = 0;
  // The same; the first failure.
  [[nodiscard]] Outcome execute_all(std::span<const Change> changes);
  // Executes one.
  [[nodiscard]] Outcome change(const Change& change);

  [[nodiscard]] virtual Result<std::unique_ptr<Events>> subscribe() = 0;
  // Keeps other users of this library from changing the bridge at the same time. Refused with
  // EADDRINUSE while another one has it.
  [[nodiscard]] virtual Result<std::unique_ptr<Claim>> claim(LinkIndex bridge) = 0;
};

// The kernel of the current network namespace, or of one that `ip netns` knows by that name, or
// that a path such as /proc/1234/ns/net leads to.
[[nodiscard]] Result<std::unique_ptr<Kernel>> open_kernel();
[[nodiscard]] Result<std::unique_ptr<Kernel>> open_kernel(std::string_view network_namespace);

}  // namespace virnet::bridge
