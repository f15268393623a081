#include "conformance/netns/crowd.h"

#include <fmt/format.h>

#include <vector>

namespace virnet::conformance {

using namespace bridge;

std::string Crowd::port_name(int port) { return fmt::format("vnet{}", port); }

MacAddress Crowd::address(int port, int guest) const {
  const auto number = static_cast<unsigned>(port * addresses_each + guest + 1);
  return MacAddress({0x52, 0x54, 0, static_cast<std::uint8_t>(number >> 16),
                     static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)});
}

std::string Crowd::build(Kernel& kernel) const {
  std::vector<Change> make = {AddBridge{"br0"}, AddVeth{"eth0", "wire"}};
  for (int i = 0; i < ports; ++i)
    make.emplace_back(AddVeth{port_name(i), fmt::format("guest{}", i)});
  if (const Outcome made = kernel.execute_all(make); !made) return to_string(made.error());
  const Result<std::vector<Link>> links = kernel.links();
  if (!links) return to_string(links.error());
  const Result<Link> bridge = kernel.link("br0");
  if (!bridge) return to_string(bridge.error());
  std::vector<Change> join;
  for (const Link& link : *links) {
    if (link.name == "eth0" || link.name.starts_with("vnet"))
      join.emplace_back(SetLink{.index = link.index, .master = bridge->index});
  }
  const Outcome joined = kernel.execute_all(join);
  return joined ? std::string() : to_string(joined.error());
}

BridgeState Crowd::wish() const {
  NetworkDraft draft;
  draft->name = "n";
  draft->forward.mode = ForwardMode::Bridge;
  draft->bridge.name = "br0";
  draft->bridge.mac_table_manager = MacTableManager::Libvirt;
  std::vector<GuestPort> guests;
  for (int i = 0; i < ports; ++i) {
    for (int guest = 0; guest < addresses_each; ++guest)
      guests.push_back({.port = port_name(i), .mac = address(i, guest)});
  }
  return *desired_state(*std::move(draft).finish(), guests);
}

std::string reach(Kernel& kernel, const BridgeState& wish) {
  const Result<BridgeState> observed = observe(kernel, wish.name);
  if (!observed) return to_string(observed.error());
  return apply(kernel, make_plan(*observed, wish), wish).failure;
}

}  // namespace virnet::conformance
