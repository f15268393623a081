// A bridge with an uplink and guests, and the network that it belongs to.
#include "bridge/testing/guest_bridge.h"

#include <fmt/format.h>
#include <virnet/apply.h>

#include <map>

namespace virnet::bridge {
namespace {

const MacAddress kBridgeAddress({0x02, 0xbb, 0, 0, 0, 0});

class Indexes {
 public:
  explicit Indexes(const std::vector<Link>& links) {
    for (const Link& link : links) by_name_.emplace(link.name, link.index);
  }
  [[nodiscard]] bool contains(const std::string& name) const { return by_name_.contains(name); }
  // None, which every change refuses, if there is no such link.
  [[nodiscard]] LinkIndex of(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? LinkIndex::None : found->second;
  }

 private:
  std::map<std::string, LinkIndex> by_name_;
};

std::string failure_of(const Outcome& outcome) {
  return outcome ? std::string() : to_string(outcome.error());
}

// Changes that depend on the links that are there.
std::string change_links(Kernel& kernel, auto add_changes) {
  const Result<std::vector<Link>> links = kernel.links();
  if (!links) return to_string(links.error());
  std::vector<Change> changes;
  add_changes(Indexes(*links), changes);
  return failure_of(kernel.execute_all(changes));
}

}  // namespace

std::string GuestBridge::port_name(int port) { return fmt::format("vnet{}", port); }

std::string GuestBridge::far_end(int port) { return fmt::format("guest{}", port); }

std::vector<GuestBridge::Cable> GuestBridge::cables() const {
  std::vector<Cable> list;
  if (!uplink.empty()) list.push_back({uplink, "wire"});
  for (int i = 0; i < ports; ++i) list.push_back({port_name(i), far_end(i)});
  return list;
}

MacAddress GuestBridge::address(int port, int guest) const {
  const auto number = static_cast<unsigned>(port * addresses_each + guest + 1);
  return MacAddress({0x52, 0x54, 0, static_cast<std::uint8_t>(number >> 16),
                     static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)});
}

std::string GuestBridge::build(Kernel& kernel) const {
  const std::vector<Cable> all = cables();
  std::string failure = change_links(kernel, [&](const Indexes& known, std::vector<Change>& make) {
    if (!known.contains(name)) make.emplace_back(AddBridge{name});
    for (const Cable& cable : all)
      if (!known.contains(cable.near)) make.emplace_back(AddVeth{cable.near, cable.far});
  });
  if (!failure.empty()) return failure;
  return change_links(kernel, [&](const Indexes& known, std::vector<Change>& join) {
    const LinkIndex bridge = known.of(name);
    join.emplace_back(SetLink{.index = bridge, .mac = kBridgeAddress});
    for (const Cable& cable : all)
      join.emplace_back(SetLink{.index = known.of(cable.near), .master = bridge});
  });
}

std::string GuestBridge::add_port(Kernel& kernel, int port) const {
  if (!kernel.link(port_name(port))) {
    const Outcome made = kernel.change(AddVeth{port_name(port), far_end(port)});
    if (!made) return to_string(made.error());
  }
  return change_links(kernel, [&](const Indexes& known, std::vector<Change>& join) {
    join.emplace_back(SetLink{.index = known.of(far_end(port)), .up = true});
    join.emplace_back(
        SetLink{.index = known.of(port_name(port)), .up = true, .master = known.of(name)});
  });
}

std::string GuestBridge::bring_up(Kernel& kernel) const {
  return change_links(kernel, [&](const Indexes& known, std::vector<Change>& up) {
    for (const Cable& cable : cables()) {
      up.emplace_back(SetLink{.index = known.of(cable.far), .up = true});
      up.emplace_back(SetLink{.index = known.of(cable.near), .up = true});
    }
    up.emplace_back(SetLink{.index = known.of(name), .up = true});
  });
}

Network GuestBridge::network(MacTableManager manager) const {
  NetworkDraft draft;
  draft->name = "n";
  draft->forward.mode = mode;
  draft->bridge.name = name;
  draft->bridge.mac_table_manager = manager;
  if (is_l3(mode)) draft->ips.push_back({.address = *IpAddress::parse("10.0.0.1"), .prefix = 24});
  return *draft.finish();
}

std::vector<GuestPort> GuestBridge::guests() const {
  std::vector<GuestPort> list;
  for (int port = 0; port < ports; ++port) {
    for (int guest = 0; guest < addresses_each; ++guest)
      list.push_back({.port = port_name(port), .mac = address(port, guest)});
  }
  return list;
}

BridgeState GuestBridge::desired(const DesiredStateOptions& options) const {
  return desired_state(network(), guests(), options).value();
}

std::string reach(Kernel& kernel, const BridgeState& desired) {
  const std::expected<BridgeState, Error> observed = observe(kernel, desired.name);
  if (!observed) return observed.error().message;
  const ApplyReport report = apply(kernel, make_plan(*observed, desired), desired);
  return report.ok() ? std::string() : report.failure->message;
}

}  // namespace virnet::bridge
