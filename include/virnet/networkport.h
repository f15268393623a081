// include/virnet/networkport.h - A port of a virtual network: one guest interface, as libvirt notes
// it down when it connects one.
//
//   virnet::NetworkPortResult r = virnet::parse_networkport(bytes);      // <virnet/parse.h>
//   if (r.port && (*r.port)->plug.type == virnet::PlugType::Network)
//     fmt::print("{} is on {}\n", (*r.port)->mac->to_string(), (*r.port)->plug.bridge.view());
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

namespace internal {
struct PortStorage;  // a NetworkPortSpec and the arena that its texts and lists live in
}

class NetworkPort {
 public:
  [[nodiscard]] const NetworkPortSpec& operator*() const;
  [[nodiscard]] const NetworkPortSpec* operator->() const;
  // By content.
  friend bool operator==(const NetworkPort& a, const NetworkPort& b);

 private:
  friend class NetworkPortDraft;
  explicit NetworkPort(std::shared_ptr<const internal::PortStorage> storage);
  std::shared_ptr<const internal::PortStorage> storage_;
};

// A port in the making, as NetworkDraft is for a network. Not safe to share between threads.
class NetworkPortDraft {
 public:
  NetworkPortDraft();
  ~NetworkPortDraft();
  NetworkPortDraft(NetworkPortDraft&&) noexcept;
  NetworkPortDraft& operator=(NetworkPortDraft&&) noexcept;

  [[nodiscard]] NetworkPortSpec& operator*() const;
  [[nodiscard]] NetworkPortSpec* operator->() const;

  // A copy of the characters that lives as long as the port.
  [[nodiscard]] Text text(std::string_view characters);
  // Appends to a list of this draft and returns the new element, which stays in place until the
  // next add().
  template <typename T>
  T& add(List<T>& list, T item);

  // A port that libvirt `release` would accept, or every reason why not. The diagnostics have no
  // position.
  [[nodiscard]] std::expected<NetworkPort, Diagnostics> finish(Release release = kNewestRelease) &&;

  // For the reader, which has checked the rules itself.
  [[nodiscard]] internal::PortStorage& storage() const { return *storage_; }
  [[nodiscard]] NetworkPort finish_checked() &&;

 private:
  std::shared_ptr<internal::PortStorage> storage_;
};

}  // namespace virnet

#include <virnet/internal/port_storage.h>  // the template of NetworkPortDraft
