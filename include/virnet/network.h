// include/virnet/network.h - A virtual network, as libvirt understands its document.
//
//   virnet::NetworkDraft draft;
//   draft->name = "lab";
//   draft->bridge.name = draft.text(argv[1]);
//   draft->bridge.mac_table_manager = virnet::MacTableManager::Libvirt;
//   draft.add(draft->ips, {.address = *virnet::IpAddress::parse("192.168.7.1"), .prefix = 24});
//   auto network = std::move(draft).finish();            // std::expected<Network, Diagnostics>
//   if (network) fmt::print("{}", virnet::write(*network));
//
// A Network that exists satisfies every rule of the release it was made for, and never changes.
// Copying one copies a pointer; it may be read from several threads at once. The structs below are
// the value: each member is named after the element or attribute that it holds, and its default
// means "not in the document".
#pragma once

#include <virnet/address.h>
#include <virnet/diagnostic.h>
#include <virnet/release.h>
#include <virnet/text.h>

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

struct Driver {
  DriverName name = DriverName::Unset;
  Text model = {};                     // since 10.0
  Tristate iommufd = Tristate::Unset;  // since 12.1
  friend bool operator==(const Driver&, const Driver&) = default;
};

struct PciAddress {
  std::uint32_t domain = 0;
  std::uint32_t bus = 0;
  std::uint32_t slot = 0;
  std::uint32_t function = 0;
  friend bool operator==(const PciAddress&, const PciAddress&) = default;
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
  // At most one of the three. forward/@dev is the first entry of `interfaces`, and is printed from
  // there.
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

struct VlanTag {
  std::optional<std::uint32_t> id = {};  // 0..4095; always set in a Network
  friend bool operator==(const VlanTag&, const VlanTag&) = default;
};

struct Vlan {
  Tristate trunk = Tristate::Unset;  // more than one tag implies yes
  // At most one tag of a document has a native mode; it is printed with every tag of the same id.
  NativeMode native_mode = NativeMode::Unset;
  std::uint32_t native_id = 0;
  List<VlanTag> tags = {};
  friend bool operator==(const Vlan&, const Vlan&) = default;
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

struct Route {
  Family family = Family::Unset;
  std::optional<IpAddress> address = {};  // may be absent since 12.8
  std::optional<IpAddress> netmask = {};
  std::optional<std::uint32_t> prefix = {};
  std::optional<IpAddress> gateway = {};  // always set in a Network
  std::optional<std::uint32_t> metric = {};
  friend bool operator==(const Route&, const Route&) = default;
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

namespace internal {
struct Storage;  // a NetworkSpec and the arena that its texts and lists live in
}

// An immutable, valid network; a handle on shared storage.
class Network {
 public:
  [[nodiscard]] const NetworkSpec& operator*() const;
  [[nodiscard]] const NetworkSpec* operator->() const;
  // By content.
  friend bool operator==(const Network& a, const Network& b);

 private:
  friend class NetworkDraft;
  explicit Network(std::shared_ptr<const internal::Storage> storage);
  std::shared_ptr<const internal::Storage> storage_;
};

// A network in the making, with the storage of its texts and lists. Not safe to share between
// threads.
class NetworkDraft {
 public:
  NetworkDraft();
  ~NetworkDraft();
  NetworkDraft(NetworkDraft&&) noexcept;
  NetworkDraft& operator=(NetworkDraft&&) noexcept;

  [[nodiscard]] NetworkSpec& operator*() const;
  [[nodiscard]] NetworkSpec* operator->() const;

  // A copy of the characters that lives as long as the network.
  [[nodiscard]] Text text(std::string_view characters);
  // Appends to a list of this draft and returns the new element, which stays in place until the
  // next add().
  template <typename T>
  T& add(List<T>& list, T item);
  // Keeps a value aside for a Ref.
  template <typename T>
  [[nodiscard]] Ref<T> keep(T value);

  // The rules that hold between values (libvirt 7.0 to 12.8): a network that
  // libvirt `release` would accept, or every reason why not. The diagnostics have no position.
  [[nodiscard]] std::expected<Network, Diagnostics> finish(Release release = kNewestRelease) &&;

  // For the reader, which has checked the rules itself.
  [[nodiscard]] internal::Storage& storage() const { return *storage_; }
  [[nodiscard]] Network finish_checked() &&;

 private:
  std::shared_ptr<internal::Storage> storage_;
};

}  // namespace virnet

#include <virnet/internal/arena.h>  // the templates of NetworkDraft
