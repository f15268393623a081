#include <fmt/format.h>
#include <virnet/plan.h>

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

class Wish {
 public:
  Wish(const Network& network, const IntentOptions& options)
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
    if (!manual_ || guest.by_itself) return;
    if (guest.state == GuestState::Paused) return state_.absent.push_back(guest.mac);
    state_.fdb.push_back(
        {.port = port, .mac = guest.mac, .kind = FdbKind::Static, .sticky = options_.sticky});
    if (guest.state == GuestState::Uncertain) state_.uncertain.push_back(guest.mac);
  }

  // False if it is a guest's port.
  bool add_quiet_uplink(const std::string& name) {
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
    const Tristate of_network = guest.by_itself ? Tristate::No : network_->port_isolated;
    port.flags.isolated =
        (guest.isolated == Tristate::Unset ? of_network : guest.isolated) == Tristate::Yes;
    take_vlans(guest.vlan, port);
    if (manual_ && !guest.by_itself) {
      port.flags.learning = false;
      port.flags.unicast_flood = false;
      port.guest = true;
      port.set_up_by_kernel = guest.set_up_by_kernel;
    }
    state_.ports.push_back(std::move(port));
    return known->second;
  }

  const Network& network_;
  const IntentOptions& options_;
  bool manual_;
  BridgeState state_;
  std::unordered_map<std::string, LinkIndex> places_;  // of ports, by name
};

}  // namespace

const PortState* BridgeState::port(std::string_view port_name) const {
  const auto found = std::find_if(ports.begin(), ports.end(),
                                  [&](const PortState& each) { return each.name == port_name; });
  return found == ports.end() ? nullptr : &*found;
}

const PortState* BridgeState::port(LinkIndex port_index) const {
  const auto found = std::find_if(ports.begin(), ports.end(),
                                  [&](const PortState& each) { return each.index == port_index; });
  return found == ports.end() ? nullptr : &*found;
}

std::optional<GuestPort> GuestPort::parse(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
  const std::optional<MacAddress> mac = MacAddress::parse(text.substr(equals + 1));
  if (!mac || mac->is_multicast() || *mac == MacAddress()) return std::nullopt;
  return GuestPort{.port = std::string(text.substr(0, equals)), .mac = *mac};
}

std::expected<BridgeState, std::string> desired_state(const Network& network,
                                                      std::span<const GuestPort> guests,
                                                      const IntentOptions& options) {
  const ForwardMode mode = network->forward.mode;
  const std::string_view name = network->bridge.name.view();
  if (!is_l3(mode) && mode != ForwardMode::Bridge)
    return std::unexpected("the network has no bridge");
  if (name.empty()) return std::unexpected("the document does not name the network's bridge");
  if (network->virtualport && network->virtualport->type != VirtualPortType::Unset)
    return std::unexpected("the network's bridge is one of Open vSwitch, not of Linux");
  Wish wish(network, options);
  for (const GuestPort& guest : guests) wish.add(guest);
  if (!options.quiet_uplink.empty() && !wish.add_quiet_uplink(options.quiet_uplink)) {
    return std::unexpected(
        fmt::format("'{}' cannot be a guest's port and the uplink", options.quiet_uplink));
  }
  return wish.finish();
}

}  // namespace virnet::bridge
