// How the lab comes into being.
#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <cerrno>

#include "conformance/netns/lab.h"
#include "conformance/netns/namespace.h"

namespace virnet::conformance {
namespace {

using bridge::Centiseconds;
using bridge::Link;
using bridge::LinkIndex;
using bridge::Outcome;
using bridge::Result;

constexpr std::uint16_t kWireVlan = 7;
constexpr Centiseconds kLeastDelay(200);

Outcome all_done(std::vector<Outcome> outcomes) {
  for (Outcome& outcome : outcomes) {
    if (!outcome) return std::move(outcome);
  }
  return {};
}

bridge::KernelError too_late(std::string action) {
  return {.error = ETIMEDOUT, .action = std::move(action)};
}

}  // namespace

std::string kernel_release() {
  utsname name{};
  return uname(&name) == 0 ? std::string(static_cast<const char*>(name.release)) : "unknown";
}

Result<std::unique_ptr<Lab>> Lab::build(bridge::Kernel& kernel, const ConformInput& input,
                                        const ConformHooks& hooks) {
  std::unique_ptr<Lab> lab(new Lab(kernel, input, hooks));
  Result<std::unique_ptr<bridge::Events>> events = kernel.subscribe();
  if (!events) return std::unexpected(std::move(events.error()));
  lab->events_ = std::move(*events);
  using Step = Outcome (Lab::*)();
  for (const Step step : {&Lab::build_bridge, &Lab::apply_document, &Lab::build_uplink,
                          &Lab::attach_ports, &Lab::open_stations, &Lab::wait_for_ports}) {
    if (Outcome done = (lab.get()->*step)(); !done) return std::unexpected(std::move(done.error()));
  }
  return lab;
}

// The bridge's name is the document's; the others keep out of its way.
std::string Lab::free_name(std::string name) const {
  return name == input_.bridge ? name + "x" : name;
}

void Lab::add_setting(std::string what, const bridge::Change& change) {
  settings_.push_back({std::move(what), kernel_.change(change)});
}

Outcome Lab::build_bridge() {
  if (Outcome made = kernel_.change(bridge::AddBridge{input_.bridge}); !made) return made;
  Result<Link> link = kernel_.link(input_.bridge);
  if (!link) return std::unexpected(std::move(link.error()));
  links_.at(static_cast<std::size_t>(Who::BR)) = link->index;
  names_.at(static_cast<std::size_t>(Who::BR)) = input_.bridge;
  facts_.stp = input_.stp;
  facts_.version = KernelVersion::of(kernel_release());
  facts_.vlan_filtering = link->bridge->default_pvid.has_value();
  if (!facts_.vlan_filtering) {
    const Outcome refused =
        kernel_.change(bridge::SetBridge{link->index, {.vlan_filtering = false}});
    facts_.no_vlan_filtering = fmt::format(
        "this kernel has no VLAN filtering: the bridge shows no default VLAN, and vlan_filtering "
        "answers {}",
        refused ? "success" : bridge::errno_name(refused.error().error));
  }
  return {};
}

// In libvirt's order: the delay before STP, which then raises a small one to the kernel's least.
Outcome Lab::apply_document() {
  const LinkIndex bridge = link(Who::BR);
  const std::uint64_t delay = std::min<std::uint64_t>(input_.delay, UINT32_MAX / 100) * 100;
  add_setting("forward delay",
              bridge::SetBridge{
                  bridge, {.forward_delay = Centiseconds(static_cast<std::uint32_t>(delay))}});
  add_setting("STP", bridge::SetBridge{bridge, {.stp = input_.stp}});
  // Without an address of its own a bridge takes the lowest of its ports, and changes it when they
  // do.
  const MacAddress own = input_.mac.value_or(MacAddress({0x52, 0x54, 0x00, 0xb0, 0x00, 0x01}));
  add_setting("MAC address", bridge::SetLink{.index = bridge, .mac = own});
  if (input_.mtu != 0) add_setting("MTU", bridge::SetLink{.index = bridge, .mtu = input_.mtu});
  (void)set_sysctl(fmt::format("net/ipv6/conf/{}/accept_ra", input_.bridge), "0");
  (void)set_sysctl(fmt::format("net/ipv6/conf/{}/disable_ipv6", input_.bridge), "0");
  for (const bridge::LinkAddress& address : input_.addresses) {
    add_setting(fmt::format("{}/{}", address.address.to_string(), address.prefix),
                bridge::AddAddress{bridge, address});
  }
  Result<Link> built = kernel_.link(bridge);
  if (!built) return std::unexpected(std::move(built.error()));
  as_built_ = *built;
  own_.at(static_cast<std::size_t>(Who::BR)) = built->mac;
  // From here on nobody has to wait longer for a port to forward than the kernel demands.
  if (*built->bridge->stp && *built->bridge->forward_delay > kLeastDelay) {
    return kernel_.change(bridge::SetBridge{bridge, {.forward_delay = kLeastDelay}});
  }
  return {};
}

Outcome Lab::build_pair(Who who, const std::string& port, const std::string& far) {
  if (Outcome made = kernel_.change(bridge::AddVeth{port, far}); !made) return made;
  Result<Link> near_end = kernel_.link(port);
  if (!near_end) return std::unexpected(std::move(near_end.error()));
  Result<Link> far_end = kernel_.link(far);
  if (!far_end) return std::unexpected(std::move(far_end.error()));
  const auto i = static_cast<std::size_t>(who);
  links_.at(i) = near_end->index;
  far_.at(i) = far_end->index;
  names_.at(i) = port;
  return {};
}

// A VLAN device over a veth has a unicast filter, which a veth has not: only there can promiscuity
// be seen to go. Where the kernel has no such devices, the veth itself is the uplink.
Outcome Lab::build_uplink() {
  const std::string wire = free_name("wire");
  const std::string far = free_name("far-wire");
  const std::string uplink = free_name("uplink");
  const std::string remote = free_name("remote");
  if (Outcome made = build_pair(Who::U, wire, far); !made) return made;
  const LinkIndex lower = link(Who::U);
  const LinkIndex far_lower = far_.at(static_cast<std::size_t>(Who::U));
  const Outcome vlan = kernel_.change(bridge::AddVlanLink{uplink, lower, kWireVlan});
  if (!vlan) {
    facts_.no_filter_uplink = fmt::format(
        "the uplink is a veth, which is never released from promiscuity: this kernel makes no VLAN "
        "devices ({})",
        bridge::errno_name(vlan.error().error));
    names_.at(static_cast<std::size_t>(Who::U)) = uplink;
    return kernel_.change(bridge::SetLink{.index = lower, .name = uplink});
  }
  if (Outcome made = kernel_.change(bridge::AddVlanLink{remote, far_lower, kWireVlan}); !made)
    return made;
  Outcome up = all_done(
      kernel_.execute(std::vector<bridge::Change>{bridge::SetLink{.index = far_lower, .up = true},
                                                  bridge::SetLink{.index = lower, .up = true}}));
  if (!up) return up;
  Result<Link> near_end = kernel_.link(uplink);
  if (!near_end) return std::unexpected(std::move(near_end.error()));
  Result<Link> far_end = kernel_.link(remote);
  if (!far_end) return std::unexpected(std::move(far_end.error()));
  facts_.filter_uplink = true;
  links_.at(static_cast<std::size_t>(Who::U)) = near_end->index;
  far_.at(static_cast<std::size_t>(Who::U)) = far_end->index;
  names_.at(static_cast<std::size_t>(Who::U)) = uplink;
  return {};
}

// Flags are set while the ports are down, so that no frame passes with others. D stays outside.
Outcome Lab::attach_ports() {
  for (std::size_t i = 0; i < std::size(kGuests); ++i) {
    Outcome made = build_pair(kGuests[i], free_name(fmt::format("vnet{}", i)),
                              free_name(fmt::format("guest{}", i)));
    if (!made) return made;
  }
  if (Outcome made = build_pair(Who::D, free_name("spare"), free_name("far-spare")); !made)
    return made;
  std::vector<bridge::Change> changes = {bridge::SetLink{.index = link(Who::BR), .up = true}};
  for (const Who who : {Who::U, Who::A, Who::B, Who::C}) {
    const LinkIndex port = link(who);
    changes.push_back(bridge::SetLink{.index = far_.at(static_cast<std::size_t>(who)), .up = true});
    changes.push_back(bridge::SetLink{.index = port, .master = link(Who::BR)});
    changes.push_back(bridge::SetPort{port, flags_of_mode(who)});
    changes.push_back(bridge::SetLink{.index = port, .up = true});
  }
  if (Outcome done = all_done(kernel_.execute(changes)); !done) return done;
  for (const Who who : {Who::U, Who::A, Who::B, Who::C, Who::D}) {
    Result<Link> port = kernel_.link(link(who));
    if (!port) return std::unexpected(std::move(port.error()));
    own_.at(static_cast<std::size_t>(who)) = port->mac;
    if (who == Who::A) facts_.locked = port->port->locked.has_value();
  }
  return {};
}

Outcome Lab::open_stations() {
  for (const Who who : kReceivers) {
    const auto i = static_cast<std::size_t>(who);
    // The host's own stack sees what the bridge gives it; asking for more would change the bridge.
    const bool promiscuous = who != Who::BR;
    Result<Link> at = kernel_.link(who == Who::BR ? links_.at(i) : far_.at(i));
    if (!at) return std::unexpected(std::move(at.error()));
    Result<Station> station = Station::open(kernel_, *at, promiscuous);
    if (!station) return std::unexpected(std::move(station.error()));
    stations_.at(i).emplace(std::move(*station));
    stations_.at(i)->record(recording_);
  }
  return {};
}

// With STP a port listens and learns for twice the forward delay before it forwards.
Outcome Lab::wait_for_ports() {
  using namespace std::chrono_literals;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  for (;;) {
    bool ready = true;
    for (const Who who : {Who::U, Who::A, Who::B, Who::C}) {
      Result<Link> port = kernel_.link(link(who));
      if (!port) return std::unexpected(std::move(port.error()));
      ready = ready && port->port && port->port->state == bridge::PortStpState::Forwarding;
    }
    if (ready) return {};
    if (std::chrono::steady_clock::now() > deadline) {
      return std::unexpected(too_late("see all ports of the bridge forward"));
    }
    // Wakes up at the next change; the limit is for a notification that came before the reading.
    if (auto heard = events_->wait(250ms); !heard) return std::unexpected(std::move(heard.error()));
  }
}

}  // namespace virnet::conformance
