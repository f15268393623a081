// include/virnet/kernel.h - The kernel: its links, bridge ports and MAC tables, read and changed.
//
//   using namespace virnet::bridge;
//   auto kernel = open_kernel();
//   if (!kernel) {
//     fmt::print("{}\n", kernel.error().message);
//   } else if (auto port = (*kernel)->link("vnet0"); !port) {
//     fmt::print("{}\n", to_string(port.error()));
//   } else {
//     const Outcome done = (*kernel)->change(SetPort{port->index, {.learning = false}});
//     fmt::print("{}\n", done ? "it no longer learns" : to_string(done.error()));
//   }
//
// Either rtnetlink, or a kernel in memory that answers alike: the same table of cases runs on both.
// A success of a change proves little, because the kernel ignores attributes that it does not know:
// read back what matters. A Kernel works in the network namespace in which it was opened, wherever
// the caller goes later, and is used from one thread at a time.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/change.h>
#include <virnet/error.h>
#include <virnet/kernel_error.h>
#include <virnet/mac_address.h>

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

// A network interface as the kernel describes it.
struct Link {
  LinkIndex index = LinkIndex::None;
  std::string name = {};
  std::string kind = {};  // "bridge", "veth", "vlan", "tun"; empty for hardware and loopback
  MacAddress mac = {};
  std::uint32_t mtu = 0;
  bool up = false;                // IFF_UP: set by the administrator
  bool carrier = false;           // IFF_LOWER_UP
  bool promiscuous = false;       // IFF_PROMISC: asked for by an administrator, never by a bridge
  std::uint32_t promiscuity = 0;  // how many users want it promiscuous; a bridge counts as one
  std::optional<std::uint32_t> allmulti = {};  // the same for multicast (read since 6.1)
  LinkIndex master = LinkIndex::None;          // the bridge that it is a port of
  std::optional<BridgeSettings> bridge = {};   // of a bridge
  std::optional<PortFlags> port = {};          // of a port of a bridge
};

struct PortVlans {
  LinkIndex port = LinkIndex::None;
  std::vector<std::uint16_t> vlans = {};  // these three as in PortState
  std::uint16_t pvid = 0;
  std::vector<std::uint16_t> untagged = {};
  friend bool operator==(const PortVlans&, const PortVlans&) = default;
};

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

// The right to change a bridge. Only one process has it at a time; it ends with this object, and
// with the process however that ends.
class BridgeLock {
 public:
  virtual ~BridgeLock() = default;
  // Why it keeps fewer out than it should: a sentence without a full stop, mostly empty.
  [[nodiscard]] virtual std::string remark() const { return {}; }
};

// Selects entries of a MAC table, which may be very large.
struct FdbPart {
  struct Key {
    MacAddress mac = {};
    std::uint16_t vlan = 0;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Port {
    LinkIndex port = LinkIndex::None;
    std::size_t most = 0;  // more of its entries are not read
  };
  std::vector<Key> keys = {};    // these, whatever port they are on
  std::vector<Port> ports = {};  // and those on these ports
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
  // A part of it, each entry once. The time that it takes hardly depends on the rest of the table;
  // unless a kernel knows better the whole of it is read.
  [[nodiscard]] virtual Result<std::vector<FdbEntry>> fdb_part(LinkIndex bridge,
                                                               const FdbPart& part);
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
  // EADDRINUSE while another one has it; the reason then says who, if that is known.
  [[nodiscard]] virtual Result<std::unique_ptr<BridgeLock>> lock_bridge(LinkIndex bridge) = 0;
};

// The kernel of the current network namespace, or of one that `ip netns` knows by that name, or
// that a path such as /proc/1234/ns/net leads to. Errors: NotFound if there is no such namespace,
// NoPrivilege if it may not be entered, Kernel if no socket can be opened.
[[nodiscard]] std::expected<std::unique_ptr<Kernel>, Error> open_kernel();
[[nodiscard]] std::expected<std::unique_ptr<Kernel>, Error> open_kernel(
    std::string_view network_namespace);

}  // namespace virnet::bridge
