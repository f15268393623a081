// include/virnet/network.h - A virtual network, as libvirt understands its document.
//
//   virnet::ParseResult result = virnet::parse(bytes);                     // <virnet/parse.h>
//   auto draft = virnet::NetworkDraft::from(result.network.value());
//   draft->bridge.mac_table_manager = virnet::MacTableManager::Libvirt;
//   draft->ips[0].hosts.push_back({.mac = "52:54:00:00:00:07", .name = "web"});
//   draft->ips[0].hosts[0].ip = virnet::IpAddress::parse("192.168.7.7");
//   draft->portgroups.push_back({.name = "guests", .is_default = true});
//   std::erase_if(draft->routes, [](const virnet::Route& route) { return route.metric > 9; });
//   draft->title.reset();
//   auto changed = draft.finish();                       // std::expected<Network, Diagnostics>
//   if (changed) std::cout << virnet::write(*changed);                     // <virnet/write.h>
//
// A Network that exists satisfies every rule of the release it was made for, and never changes.
// Copying one copies a pointer; it may be read from several threads at once. A new one is made, or
// one is changed, in a NetworkDraft.
//
// The structs below are the value: each member is named after the element or attribute that it
// holds, and its default means "not in the document". There are two sets of them, made from one
// definition. In a Network a Text, List or Ref is a view into one block of memory, which makes
// reading fast. In a NetworkDraft each is a std::optional<std::string>, std::vector or
// std::optional: a draft is changed like any other C++ value, and no view can get into it.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/ip_address.h>
#include <virnet/mac_address.h>
#include <virnet/release.h>
#include <virnet/text.h>
#include <virnet/uuid.h>

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string_view>

namespace virnet {

// yes, no, or not said.
enum class Tristate : std::uint8_t { Unset, Yes, No };

enum class ForwardMode : std::uint8_t {
  None,  // also: no <forward> at all. An isolated bridge
  Nat,
  Route,
  Open,
  Bridge,
  Private,
  Vepa,
  Passthrough,
  Hostdev,
};
// The modes in which libvirt creates the bridge itself and gives it addresses: none, nat, route,
// open.
[[nodiscard]] constexpr bool is_l3(ForwardMode mode) { return mode <= ForwardMode::Open; }

// Any value of bridge/@stp but "off" means on; Unset is also printed as "on".
enum class Stp : std::uint8_t { Unset, On, Off };
// Who keeps the bridge's forwarding database (libvirt 1.2.11).
enum class MacTableManager : std::uint8_t { Unset, Kernel, Libvirt };
enum class DriverName : std::uint8_t { Unset, Kvm, Vfio, Xen };
enum class Family : std::uint8_t { Unset, V4, V6 };  // Unset means IPv4
enum class LeaseUnit : std::uint8_t { Seconds, Minutes, Hours };
enum class NativeMode : std::uint8_t { Unset, Tagged, Untagged };
enum class VirtualPortType : std::uint8_t { Unset, Qbg, Qbh, OpenVSwitch, Midonet };

struct AddressRange {
  IpAddress start = {};
  IpAddress end = {};
  friend bool operator==(const AddressRange&, const AddressRange&) = default;
};

struct PortRange {
  std::uint32_t start = 0;  // 0..65535; 0-0 is the same as no range
  std::uint32_t end = 0;
  friend bool operator==(const PortRange&, const PortRange&) = default;
};

struct Nat {
  Tristate ipv6 = Tristate::Unset;
  std::optional<AddressRange> address = {};  // IPv4
  std::optional<PortRange> port = {};
  friend bool operator==(const Nat&, const Nat&) = default;
};

struct PciAddress {
  std::uint32_t domain = 0;
  std::uint32_t bus = 0;
  std::uint32_t slot = 0;
  std::uint32_t function = 0;
  friend bool operator==(const PciAddress&, const PciAddress&) = default;
};

struct VlanTag {
  std::optional<std::uint32_t> id = {};  // 0..4095; always set in a Network
  friend bool operator==(const VlanTag&, const VlanTag&) = default;
};

// Rates in KiB/s, burst in KiB; given but 0 counts for the rules and is not printed.
struct Rate {
  std::optional<std::uint64_t> average = {};
  std::optional<std::uint64_t> peak = {};
  std::optional<std::uint64_t> burst = {};
  std::optional<std::uint64_t> floor = {};  // of ports only (0 passes before 11.3)
  friend bool operator==(const Rate&, const Rate&) = default;
};

struct Bandwidth {
  std::uint32_t class_id = 0;  // of ports only
  std::optional<Rate> inbound = {};
  std::optional<Rate> outbound = {};
  friend bool operator==(const Bandwidth&, const Bandwidth&) = default;
};

struct Lease {
  std::uint64_t expiry = 0;  // in units; 0 is for ever
  LeaseUnit unit = LeaseUnit::Minutes;
  friend bool operator==(const Lease&, const Lease&) = default;
};

struct Route {
  Family family = Family::Unset;
  std::optional<IpAddress> address = {};  // may be absent since 12.8
  std::optional<IpAddress> netmask = {};
  std::optional<std::uint32_t> prefix = {};
  std::optional<IpAddress> gateway = {};  // always set in a Network
  std::optional<std::uint32_t> metric = {};
  friend bool operator==(const Route&, const Route&) = default;
};

namespace internal {

// The elements that have text, lists or parts kept aside; `Kept` says how (see text.h).
template <typename Kept>
struct NetworkModel {
  using Text = Kept::Text;
  template <typename T>
  using List = Kept::template List<T>;
  template <typename T>
  using Ref = Kept::template Ref<T>;

  struct Driver {
    DriverName name = DriverName::Unset;
    Text model = {};                     // since 10.0
    Tristate iommufd = Tristate::Unset;  // since 12.1
    friend bool operator==(const Driver&, const Driver&) = default;
  };

  struct Interface {
    Text dev = {};
    friend bool operator==(const Interface&, const Interface&) = default;
  };

  struct Forward {
    ForwardMode mode = ForwardMode::None;
    bool managed = false;  // printed only in mode hostdev
    Driver driver = {};
    std::optional<Nat> nat = {};  // mode nat only
    // At most one of the three. forward/@dev is the first entry of `interfaces`, and is printed
    // from there.
    List<Interface> interfaces = {};
    List<PciAddress> addresses = {};
    Text pf = {};
    friend bool operator==(const Forward&, const Forward&) = default;
  };

  struct Bridge {
    Text name = {};
    Text zone = {};
    Stp stp = Stp::Unset;
    std::uint64_t delay = 0;  // seconds; libvirt prints it as a signed number
    MacTableManager mac_table_manager = MacTableManager::Unset;
    friend bool operator==(const Bridge&, const Bridge&) = default;
  };

  struct Domain {
    Text name = {};
    Tristate local_only = Tristate::Unset;
    Tristate register_ = Tristate::Unset;  // since 10.1
    friend bool operator==(const Domain&, const Domain&) = default;
  };

  struct Forwarder {
    Text domain = {};
    std::optional<IpAddress> addr = {};
    std::uint32_t port = 0;  // since 12.0; 1..65535, 0 is unset
    friend bool operator==(const Forwarder&, const Forwarder&) = default;
  };

  struct DnsTxt {
    Text name = {};
    Text value = {};
    friend bool operator==(const DnsTxt&, const DnsTxt&) = default;
  };

  struct DnsSrv {
    Text service = {};
    Text protocol = {};
    Text domain = {};
    Text target = {};
    std::optional<std::uint32_t> port = {};      // 1..65535
    std::optional<std::uint32_t> priority = {};  // 0..65535, 0 is not printed
    std::optional<std::uint32_t> weight = {};    // 0..65535, 0 is not printed
    friend bool operator==(const DnsSrv&, const DnsSrv&) = default;
  };

  struct DnsHost {
    std::optional<IpAddress> ip = {};  // always set in a Network
    List<Text> hostnames = {};
    friend bool operator==(const DnsHost&, const DnsHost&) = default;
  };

  struct Dns {
    Tristate enable = Tristate::Unset;
    Tristate forward_plain_names = Tristate::Unset;
    List<Forwarder> forwarders = {};
    List<DnsTxt> txts = {};
    List<DnsSrv> srvs = {};
    List<DnsHost> hosts = {};
    friend bool operator==(const Dns&, const Dns&) = default;
  };

  struct Vlan {
    Tristate trunk = Tristate::Unset;  // more than one tag implies yes
    // At most one tag of a document has a native mode; it is printed with every tag of the same id.
    NativeMode native_mode = NativeMode::Unset;
    std::uint32_t native_id = 0;
    List<VlanTag> tags = {};
    friend bool operator==(const Vlan&, const Vlan&) = default;
  };

  struct DhcpRange {
    std::optional<IpAddress> start = {};  // both always set in a Network
    std::optional<IpAddress> end = {};
    Ref<Lease> lease = {};
    friend bool operator==(const DhcpRange&, const DhcpRange&) = default;
  };

  struct DhcpHost {
    Text mac = {};  // as written
    Text id = {};   // DUID, IPv6
    Text name = {};
    std::optional<IpAddress> ip = {};  // always set in a Network; of any family and network
    Ref<Lease> lease = {};
    friend bool operator==(const DhcpHost&, const DhcpHost&) = default;
  };

  struct Bootp {
    Text file = {};
    std::optional<IpAddress> server = {};
    friend bool operator==(const Bootp&, const Bootp&) = default;
  };

  struct Ip {
    Family family = Family::Unset;
    std::optional<IpAddress> address = {};  // always set in a Network
    std::optional<IpAddress> netmask = {};
    std::uint32_t prefix = 0;  // 0 is unset
    Tristate local_ptr = Tristate::Unset;
    Text tftp_root = {};
    List<DhcpRange> ranges = {};
    List<DhcpHost> hosts = {};
    Ref<Bootp> bootp = {};  // printed only beside a range or host
    friend bool operator==(const Ip&, const Ip&) = default;

    // The prefix that counts: `prefix`, else that of the netmask, else that of the address class.
    // Nothing if the netmask is not contiguous, or for class D and E, or without address.
    [[nodiscard]] std::optional<unsigned> effective_prefix() const;
  };

  struct VirtualPort {
    VirtualPortType type = VirtualPortType::Unset;    // set in a network's own
    std::optional<std::uint32_t> managerid = {};      // 0..255
    std::optional<std::uint32_t> typeid_ = {};        // 0..16777215
    std::optional<std::uint32_t> typeidversion = {};  // 0..255
    std::optional<Uuid> instanceid = {};
    std::optional<Uuid> interfaceid = {};
    Text profileid = {};  // at most 39 bytes
    friend bool operator==(const VirtualPort&, const VirtualPort&) = default;
  };

  struct Portgroup {
    Text name = {};
    bool is_default = false;
    Tristate trust_guest_rx_filters = Tristate::Unset;
    Vlan vlan = {};
    Ref<VirtualPort> virtualport = {};
    Ref<Bandwidth> bandwidth = {};
    friend bool operator==(const Portgroup&, const Portgroup&) = default;
  };

  struct NetworkSpec {
    bool ipv6 = false;
    Tristate trust_guest_rx_filters = Tristate::Unset;
    Text name = {};
    std::optional<Uuid> uuid = {};  // libvirt invents one if it is absent, virnet does not
    Text title = {};                // since 9.7
    Text description = {};          // since 9.7
    // The <metadata> element as the release prints it, indented to its place; only the reader makes
    // one.
    Text metadata = {};
    Forward forward = {};
    Bridge bridge = {};
    std::uint32_t mtu = 0;  // 0 is unset
    std::optional<MacAddress> mac = {};
    Domain domain = {};
    Dns dns = {};
    Vlan vlan = {};
    std::optional<Bandwidth> bandwidth = {};
    Tristate port_isolated = Tristate::Unset;
    List<Ip> ips = {};
    List<Route> routes = {};
    std::optional<VirtualPort> virtualport = {};
    List<Portgroup> portgroups = {};
    List<Text> dnsmasq_options = {};
    friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
  };
};

template <typename Spec>
struct Storage;  // a spec and the arena that its texts and lists live in

}  // namespace internal

// As a Network has them: views into its storage. virnet::Ip is one of these.
inline namespace views {
using Driver = internal::NetworkModel<internal::Viewed>::Driver;
using Interface = internal::NetworkModel<internal::Viewed>::Interface;
using Forward = internal::NetworkModel<internal::Viewed>::Forward;
using Bridge = internal::NetworkModel<internal::Viewed>::Bridge;
using Domain = internal::NetworkModel<internal::Viewed>::Domain;
using Forwarder = internal::NetworkModel<internal::Viewed>::Forwarder;
using DnsTxt = internal::NetworkModel<internal::Viewed>::DnsTxt;
using DnsSrv = internal::NetworkModel<internal::Viewed>::DnsSrv;
using DnsHost = internal::NetworkModel<internal::Viewed>::DnsHost;
using Dns = internal::NetworkModel<internal::Viewed>::Dns;
using Vlan = internal::NetworkModel<internal::Viewed>::Vlan;
using DhcpRange = internal::NetworkModel<internal::Viewed>::DhcpRange;
using DhcpHost = internal::NetworkModel<internal::Viewed>::DhcpHost;
using Bootp = internal::NetworkModel<internal::Viewed>::Bootp;
using Ip = internal::NetworkModel<internal::Viewed>::Ip;
using VirtualPort = internal::NetworkModel<internal::Viewed>::VirtualPort;
using Portgroup = internal::NetworkModel<internal::Viewed>::Portgroup;
using NetworkSpec = internal::NetworkModel<internal::Viewed>::NetworkSpec;
}  // namespace views

// As a NetworkDraft has them, with std::string, std::vector and std::optional.
namespace draft {
using Driver = internal::NetworkModel<internal::Owned>::Driver;
using Interface = internal::NetworkModel<internal::Owned>::Interface;
using Forward = internal::NetworkModel<internal::Owned>::Forward;
using Bridge = internal::NetworkModel<internal::Owned>::Bridge;
using Domain = internal::NetworkModel<internal::Owned>::Domain;
using Forwarder = internal::NetworkModel<internal::Owned>::Forwarder;
using DnsTxt = internal::NetworkModel<internal::Owned>::DnsTxt;
using DnsSrv = internal::NetworkModel<internal::Owned>::DnsSrv;
using DnsHost = internal::NetworkModel<internal::Owned>::DnsHost;
using Dns = internal::NetworkModel<internal::Owned>::Dns;
using Vlan = internal::NetworkModel<internal::Owned>::Vlan;
using DhcpRange = internal::NetworkModel<internal::Owned>::DhcpRange;
using DhcpHost = internal::NetworkModel<internal::Owned>::DhcpHost;
using Bootp = internal::NetworkModel<internal::Owned>::Bootp;
using Ip = internal::NetworkModel<internal::Owned>::Ip;
using VirtualPort = internal::NetworkModel<internal::Owned>::VirtualPort;
using Portgroup = internal::NetworkModel<internal::Owned>::Portgroup;
using NetworkSpec = internal::NetworkModel<internal::Owned>::NetworkSpec;
}  // namespace draft

// An immutable, valid network; a handle on shared storage. What it hands out lives as long as the
// Network or a copy of it.
class Network {
 public:
  [[nodiscard]] const NetworkSpec& operator*() const&;
  [[nodiscard]] const NetworkSpec* operator->() const&;
  const NetworkSpec& operator*() const&& = delete;  // the network would be gone before its parts
  const NetworkSpec* operator->() const&& = delete;
  // By content.
  friend bool operator==(const Network& a, const Network& b);

 private:
  using Storage = internal::Storage<NetworkSpec>;
  friend Storage;
  explicit Network(std::shared_ptr<const Storage> storage);
  std::shared_ptr<const Storage> storage_;
};

// A network in the making: an ordinary value that owns all of its parts. Nothing in it points to
// the network that it was made from, nor into the one that it makes.
class NetworkDraft {
 public:
  NetworkDraft() = default;
  [[nodiscard]] static NetworkDraft from(const Network& network);

  [[nodiscard]] draft::NetworkSpec& operator*() & { return spec_; }
  [[nodiscard]] const draft::NetworkSpec& operator*() const& { return spec_; }
  [[nodiscard]] draft::NetworkSpec* operator->() & { return &spec_; }
  [[nodiscard]] const draft::NetworkSpec* operator->() const& { return &spec_; }
  const draft::NetworkSpec& operator*() const&& = delete;  // as of a Network
  const draft::NetworkSpec* operator->() const&& = delete;

  // A network that libvirt `release` would accept (the rules that hold between values, libvirt 7.0
  // to 12.8), or every reason why not. The diagnostics have no position.
  [[nodiscard]] std::expected<Network, Diagnostics> finish(Release release = kNewestRelease) const;

 private:
  draft::NetworkSpec spec_;
};

}  // namespace virnet
