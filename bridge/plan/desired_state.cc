// What libvirt would make of a network and its guests.
#include <fmt/format.h>
#include <virnet/desired_state.h>

#include <algorithm>
#include <unordered_map>

namespace virnet::bridge {
namespace {

// What libvirt sets on the port for the tags (11.0 and newer): its one tag, or its native tag, is
// the VLAN of frames without a tag.
void take_vlans(const GuestVlan& vlan, PortState& port) {
  if (vlan.tags.empty()) return;
  port.vlans = vlan.tags;
  std::ranges::sort(port.vlans);
  port.vlans.erase(std::ranges::unique(port.vlans).begin(), port.vlans.end());
  const bool trunk = vlan.trunk || vlan.tags.size() > 1;
  port.pvid = trunk ? vlan.native_id : vlan.tags.front();
  if (port.pvid != 0 && !(trunk && vlan.native_mode == NativeMode::Tagged))
    port.untagged = {port.pvid};
}

class DesiredStateBuilder {
 public:
  DesiredStateBuilder(const Network& network, const DesiredStateOptions& options)
      : network_(network),
        options_(options),
        manual_(network->bridge.mac_table_manager == MacTableManager::Libvirt) {
    state_.name = network->bridge.name.view();
    if (!manual_) return;
    state_.settings.vlan_filtering = true;
    state_.filtering_optional = network->forward.mode == ForwardMode::Bridge;
  }

  void add(const GuestPort& guest) {
    const LinkIndex port = place(guest);
    if (!manual_ || guest.attached_directly) return;
    if (guest.state == GuestState::Paused) return state_.absent.push_back(guest.mac);
    state_.fdb.push_back(
        {.port = port, .mac = guest.mac, .kind = FdbKind::Static, .sticky = options_.sticky});
    if (guest.state == GuestState::Uncertain) state_.uncertain.push_back(guest.mac);
  }

  // False if it is a guest's port.
  bool add_hardened_uplink(const std::string& name) {
    if (places_.contains(name)) return false;
    PortState uplink{.name = name, .index = next()};
    uplink.flags.learning = false;
    uplink.flags.unicast_flood = true;
    state_.ports.push_back(std::move(uplink));
    return true;
  }

  BridgeState finish() { return std::move(state_); }

 private:
  [[nodiscard]] LinkIndex next() const {
    return LinkIndex{static_cast<std::int32_t>(state_.ports.size() + 1)};
  }

  LinkIndex place(const GuestPort& guest) {
    const auto [known, fresh] = places_.emplace(guest.port, next());
    if (!fresh) return known->second;
    PortState port{.name = guest.port, .index = known->second};
    const Tristate of_network = guest.attached_directly ? Tristate::No : network_->port_isolated;
    port.flags.isolated =
        (guest.isolated == Tristate::Unset ? of_network : guest.isolated) == Tristate::Yes;
    take_vlans(guest.vlan, port);
    if (manual_ && !guest.attached_directly) {
      port.flags.learning = false;
      port.flags.unicast_flood = false;
      port.guest = true;
      port.connected_in_kernel_mode = guest.connected_in_kernel_mode;
    }
    state_.ports.push_back(std::move(port));
    return known->second;
  }

  const Network& network_;
  const DesiredStateOptions& options_;
  bool manual_;
  BridgeState state_;
  std::unordered_map<std::string, LinkIndex> places_;  // of ports, by name
};

std::unexpected<Error> unsupported(std::string why) {
  return std::unexpected(Error{.code = ErrorCode::Unsupported, .message = std::move(why)});
}

}  // namespace

std::optional<GuestPort> GuestPort::parse(std::string_view text) {
  const std::size_t equals = text.rfind('=');
  if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
  const std::optional<MacAddress> mac = MacAddress::parse(text.substr(equals + 1));
  if (!mac || mac->is_multicast() || *mac == MacAddress()) return std::nullopt;
  return GuestPort{.port = std::string(text.substr(0, equals)), .mac = *mac};
}

std::expected<BridgeState, Error> desired_state(const Network& network,
                                                std::span<const GuestPort> guests,
                                                const DesiredStateOptions& options) {
  const ForwardMode mode = network->forward.mode;
  const std::string_view name = network->bridge.name.view();
  if (!is_l3(mode) && mode != ForwardMode::Bridge) return unsupported("the network has no bridge");
  if (name.empty()) return unsupported("the document does not name the network's bridge");
  if (network->virtualport && network->virtualport->type != VirtualPortType::Unset)
    return unsupported("the network's bridge is one of Open vSwitch, not of Linux");
  DesiredStateBuilder builder(network, options);
  for (const GuestPort& guest : guests) builder.add(guest);
  if (!options.harden_uplink.empty() && !builder.add_hardened_uplink(options.harden_uplink)) {
    return unsupported(
        fmt::format("'{}' cannot be a guest's port and the uplink", options.harden_uplink));
  }
  return builder.finish();
}

}  // namespace virnet::bridge
