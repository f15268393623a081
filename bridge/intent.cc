#include <fmt/format.h>
#include <virnet/plan.h>

#include <algorithm>

namespace virnet::bridge {
namespace {

PortState guest_port(const GuestPort& guest, std::size_t number, bool manual, bool isolated) {
  PortState port{.name = guest.port, .index = LinkIndex{static_cast<std::int32_t>(number)}};
  port.flags.isolated = isolated;
  if (manual) {
    port.flags.learning = false;
    port.flags.unicast_flood = false;
    port.guest = true;
  }
  return port;
}

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
  const bool manual = network->bridge.mac_table_manager == MacTableManager::Libvirt;
  BridgeState wish{.name = std::string(name)};
  // The bridge of forward mode bridge is the administrator's; libvirt sets no filtering there.
  if (manual && is_l3(mode)) wish.settings.vlan_filtering = true;
  for (const GuestPort& guest : guests) {
    const PortState* known = wish.port(guest.port);
    if (known == nullptr) {
      const bool isolated = network->port_isolated == Tristate::Yes;
      wish.ports.push_back(guest_port(guest, wish.ports.size() + 1, manual, isolated));
      known = &wish.ports.back();
    }
    if (!manual) continue;
    if (guest.paused) {
      wish.absent.push_back(guest.mac);
    } else {
      wish.fdb.push_back({.port = known->index,
                          .mac = guest.mac,
                          .kind = FdbKind::Static,
                          .sticky = options.sticky});
    }
  }
  if (!options.quiet_uplink.empty()) {
    if (wish.port(options.quiet_uplink) != nullptr) {
      return std::unexpected(
          fmt::format("'{}' cannot be a guest's port and the uplink", options.quiet_uplink));
    }
    PortState uplink{.name = options.quiet_uplink,
                     .index = LinkIndex{static_cast<std::int32_t>(wish.ports.size() + 1)}};
    uplink.flags.learning = false;
    uplink.flags.unicast_flood = true;
    wish.ports.push_back(std::move(uplink));
  }
  return wish;
}

}  // namespace virnet::bridge
