// include/virnet/networkport.h - A port of a virtual network: one guest interface, as libvirt notes
// it down when it connects one.
//
//   virnet::NetworkPortResult result = virnet::parse_networkport(bytes);   // <virnet/parse.h>
//   const virnet::NetworkPort& port = result.port.value();
//   if (port->plug.type == virnet::PlugType::Network)
//     std::cout << port->mac->to_string() << " is on " << port->plug.bridge.view() << '\n';
//   auto draft = virnet::NetworkPortDraft::from(port);
//   draft->vlan.tags.push_back({.id = 20});
//   auto changed = draft.finish();                      // std::expected<NetworkPort, Diagnostics>
//
// The document of `virsh net-port-dumpxml`, and of the files below the network driver's state
// directory. A NetworkPort that exists satisfies every rule of the release it was made for and
// never changes; copying one copies a pointer, and it may be read from several threads at once.
#pragma once

#include <virnet/network.h>

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string_view>

namespace virnet {

enum class PlugType : std::uint8_t {
  None,     // also: no <plug> at all
  Network,  // a tap on the bridge that libvirt made for the network
  Bridge,   // a tap on a bridge that was there before
  Direct,   // a macvtap of `dev`
  HostdevPci,
};
enum class DirectMode : std::uint8_t { Vepa, Private, Bridge, Passthrough };

namespace internal {

// As NetworkModel in network.h.
template <typename Kept>
struct PortModel {
  using Text = Kept::Text;
  using Driver = NetworkModel<Kept>::Driver;
  using VirtualPort = NetworkModel<Kept>::VirtualPort;
  using Vlan = NetworkModel<Kept>::Vlan;

  // How the guest is connected. Members that its type does not have are unset.
  struct Plug {
    PlugType type = PlugType::None;
    Text bridge = {};  // may be empty since 9.0
    MacTableManager mac_table_manager = MacTableManager::Unset;
    Text dev = {};
    DirectMode mode = DirectMode::Vepa;
    Tristate managed = Tristate::Unset;
    Driver driver = {};
    std::optional<PciAddress> address = {};
    friend bool operator==(const Plug&, const Plug&) = default;
  };

  // The guest.
  struct Owner {
    Text name = {};
    std::optional<Uuid> uuid = {};  // always set in a NetworkPort
    friend bool operator==(const Owner&, const Owner&) = default;
  };

  struct NetworkPortSpec {
    std::optional<Uuid> uuid = {};  // always set in a NetworkPort
    Owner owner = {};
    Text group = {};                              // the portgroup; absent instead of empty
    std::optional<MacAddress> mac = {};           // always set in a NetworkPort; may be multicast
    std::optional<VirtualPort> virtualport = {};  // its type may be unset
    std::optional<Bandwidth> bandwidth = {};      // with class_id, and floor inbound
    Vlan vlan = {};
    Tristate isolated = Tristate::Unset;
    Tristate trust_guest_rx_filters = Tristate::Unset;
    Plug plug = {};
    friend bool operator==(const NetworkPortSpec&, const NetworkPortSpec&) = default;
  };
};

}  // namespace internal

inline namespace views {
using Plug = internal::PortModel<internal::Viewed>::Plug;
using Owner = internal::PortModel<internal::Viewed>::Owner;
using NetworkPortSpec = internal::PortModel<internal::Viewed>::NetworkPortSpec;
}  // namespace views

namespace draft {
using Plug = internal::PortModel<internal::Owned>::Plug;
using Owner = internal::PortModel<internal::Owned>::Owner;
using NetworkPortSpec = internal::PortModel<internal::Owned>::NetworkPortSpec;
}  // namespace draft

class NetworkPort {
 public:
  [[nodiscard]] const NetworkPortSpec& operator*() const&;
  [[nodiscard]] const NetworkPortSpec* operator->() const&;
  const NetworkPortSpec& operator*() const&& = delete;
  const NetworkPortSpec* operator->() const&& = delete;
  // By content.
  friend bool operator==(const NetworkPort& a, const NetworkPort& b);

 private:
  using Storage = internal::Storage<NetworkPortSpec>;
  friend Storage;
  explicit NetworkPort(std::shared_ptr<const Storage> storage);
  std::shared_ptr<const Storage> storage_;
};

// A port in the making, as NetworkDraft is for a network.
class NetworkPortDraft {
 public:
  NetworkPortDraft() = default;
  [[nodiscard]] static NetworkPortDraft from(const NetworkPort& port);

  [[nodiscard]] draft::NetworkPortSpec& operator*() & { return spec_; }
  [[nodiscard]] const draft::NetworkPortSpec& operator*() const& { return spec_; }
  [[nodiscard]] draft::NetworkPortSpec* operator->() & { return &spec_; }
  [[nodiscard]] const draft::NetworkPortSpec* operator->() const& { return &spec_; }
  const draft::NetworkPortSpec& operator*() const&& = delete;  // as of a Network
  const draft::NetworkPortSpec* operator->() const&& = delete;

  // A port that libvirt `release` would accept, or every reason why not. The diagnostics have no
  // position.
  [[nodiscard]] std::expected<NetworkPort, Diagnostics> finish(
      Release release = kNewestRelease) const;

 private:
  draft::NetworkPortSpec spec_;
};

}  // namespace virnet
