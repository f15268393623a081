// How the testbed comes into being.
#include <fmt/format.h>
#include <linux/rtnetlink.h>
#include <sys/utsname.h>

#include <algorithm>
#include <cerrno>

#include "conformance/harness/steps/request.h"
#include "conformance/harness/testbed/namespace.h"
#include "conformance/harness/testbed/netlink.h"
#include "conformance/harness/testbed/testbed.h"

namespace virnet::conformance {
namespace {

using bridge::Centiseconds;
using bridge::Link;
using bridge::LinkIndex;
using bridge::Outcome;
using bridge::Result;

constexpr std::uint16_t kWireVlan = 7;
constexpr Centiseconds kMinDelay(200);

// On a link that is no port a bulk deletion is not supported, where it is known; elsewhere the
// message lacks an address, or has an attribute that no deletion has. Stable updates of 5.10 know
// the bit, but not the attribute, and have no bridge that acts on it.
bool knows_bulk_deletion(LinkIndex no_port, const std::vector<Field>& fields) {
  constexpr std::uint16_t kBulk = NLM_F_EXCL;  // NLM_F_BULK has the same bit
  Result<Netlink> netlink = Netlink::open();
  if (!netlink) return false;
  const std::uint32_t sequence = netlink->next_sequence();
  const EntryHead head{.link = static_cast<std::int32_t>(no_port), .flags = bridge::Ntf::Master};
  const Result<Reply> reply = netlink->ask(
      encode_request(RTM_DELNEIGH, NLM_F_ACK | kBulk, sequence, head, fields, NumbersOnly()),
      sequence);
  return reply && reply->error == EOPNOTSUPP;
}

// Tells by making one.
Outcome can_make_vlan_devices(bridge::Kernel& kernel, LinkIndex lower, const std::string& name) {
  if (Outcome made = kernel.change(bridge::AddVlanLink{name, lower, kWireVlan}); !made) return made;
  const Result<Link> made = kernel.link(name);
  if (!made) return std::unexpected(made.error());
  return kernel.change(bridge::DeleteLink{made->index});
}

bridge::KernelError too_late(std::string action) {
  return {.error = ETIMEDOUT, .action = std::move(action)};
}

}  // namespace

std::string kernel_release() {
  utsname name{};
  return uname(&name) == 0 ? std::string(static_cast<const char*>(name.release)) : "unknown";
}

Result<std::unique_ptr<Testbed>> Testbed::build(bridge::Kernel& kernel, const ConformInput& input,
                                                const Topology& topology,
                                                const ConformHooks& hooks) {
  std::unique_ptr<Testbed> testbed(new Testbed(kernel, input, topology, hooks));
  Result<std::unique_ptr<bridge::Events>> events = kernel.subscribe();
  if (!events) return std::unexpected(std::move(events.error()));
  testbed->events_ = std::move(*events);
  using Step = Outcome (Testbed::*)();
  for (const Step step :
       {&Testbed::build_bridge, &Testbed::apply_document, &Testbed::build_uplink,
        &Testbed::attach_ports, &Testbed::open_endpoints, &Testbed::wait_for_ports}) {
    if (Outcome done = (testbed.get()->*step)(); !done)
      return std::unexpected(std::move(done.error()));
  }
  return testbed;
}

// The bridge's name is the document's; the others keep out of its way.
std::string Testbed::free_name(std::string name) const {
  return name == input_.bridge ? name + "x" : name;
}

void Testbed::add_setting(std::string what, const bridge::Change& change) {
  settings_.push_back({std::move(what), kernel_.change(change)});
}

Outcome Testbed::build_bridge() {
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
Outcome Testbed::apply_document() {
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
  if (*built->bridge->stp && *built->bridge->forward_delay > kMinDelay) {
    return kernel_.change(bridge::SetBridge{bridge, {.forward_delay = kMinDelay}});
  }
  return {};
}

Outcome Testbed::build_pair(Who who, const std::string& port, const std::string& far) {
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

Outcome Testbed::build_vlan_pair(Who who, const std::string& port, const std::string& far) {
  const std::string lower = free_name("l-" + port);
  const std::string far_lower = free_name("l-" + far);
  if (Outcome made = build_pair(who, lower, far_lower); !made) return made;
  const auto i = static_cast<std::size_t>(who);
  const LinkIndex near_end = links_.at(i);
  const LinkIndex far_end = far_.at(i);
  const std::vector<bridge::Change> make = {bridge::AddVlanLink{port, near_end, kWireVlan},
                                            bridge::AddVlanLink{far, far_end, kWireVlan},
                                            bridge::SetLink{.index = far_end, .up = true},
                                            bridge::SetLink{.index = near_end, .up = true}};
  if (Outcome made = kernel_.execute_all(make); !made) return made;
  Result<Link> near_vlan = kernel_.link(port);
  if (!near_vlan) return std::unexpected(std::move(near_vlan.error()));
  Result<Link> far_vlan = kernel_.link(far);
  if (!far_vlan) return std::unexpected(std::move(far_vlan.error()));
  links_.at(i) = near_vlan->index;
  far_.at(i) = far_vlan->index;
  names_.at(i) = port;
  if (who == Who::U) lower_ = near_end;
  return {};
}

// A VLAN device over a veth has a unicast filter, which a veth has not: only there can promiscuity
// be seen to go. Where the kernel has no such devices, a veth is the uplink.
Outcome Testbed::build_uplink() {
  if (topology_.card) return build_card_uplink();
  const std::string uplink = free_name("uplink");
  const Outcome vlans = can_make_vlan_devices(kernel_, link(Who::BR), free_name("probe"));
  if (vlans) {
    facts_.filter_uplink = true;
    return build_vlan_pair(Who::U, uplink, free_name("remote"));
  }
  facts_.no_filter_uplink = fmt::format(
      "the uplink is a veth, which is never released from promiscuity: this kernel makes no VLAN "
      "devices ({})",
      bridge::errno_name(vlans.error().error));
  return build_pair(Who::U, uplink, free_name("remote"));
}

Outcome Testbed::build_guest(Who who, std::size_t number) {
  const std::string port = free_name(fmt::format("vnet{}", number));
  const std::string far = free_name(fmt::format("guest{}", number));
  switch (topology_.guests) {
    case Topology::Guests::Veth: return build_pair(who, port, far);
    case Topology::Guests::Vlan:
      return facts_.filter_uplink ? build_vlan_pair(who, port, far) : build_pair(who, port, far);
    case Topology::Guests::Tap: break;
  }
  if (Outcome made = kernel_.change(bridge::AddTap{port}); !made) return made;
  Result<Link> link = kernel_.link(port);
  if (!link) return std::unexpected(std::move(link.error()));
  links_.at(static_cast<std::size_t>(who)) = link->index;
  names_.at(static_cast<std::size_t>(who)) = port;
  return open_tap(who);
}

// Flags are set while the ports are down, so that no frame passes with others. D stays outside.
Outcome Testbed::attach_ports() {
  for (std::size_t i = 0; i < std::size(kGuests); ++i) {
    if (Outcome made = build_guest(kGuests[i], i); !made) return made;
  }
  if (Outcome made = build_pair(Who::D, free_name("spare"), free_name("far-spare")); !made)
    return made;
  std::vector<bridge::Change> changes = {bridge::SetLink{.index = link(Who::BR), .up = true}};
  for (const Who who : {Who::U, Who::A, Who::B, Who::C}) {
    const LinkIndex port = link(who);
    if (far_end(who) != LinkIndex::None)
      changes.push_back(bridge::SetLink{.index = far_end(who), .up = true});
    changes.push_back(bridge::SetLink{.index = port, .master = link(Who::BR)});
    changes.push_back(bridge::SetPort{port, flags_of_mode(who)});
    changes.push_back(bridge::SetLink{.index = port, .up = true});
  }
  if (Outcome done = kernel_.execute_all(changes); !done) return done;
  for (const Who who : {Who::U, Who::A, Who::B, Who::C, Who::D}) {
    Result<Link> port = kernel_.link(link(who));
    if (!port) return std::unexpected(std::move(port.error()));
    own_.at(static_cast<std::size_t>(who)) = port->mac;
    if (who == Who::D) {
      constexpr std::uint16_t kStateMask = 16;  // NDA_NDM_STATE_MASK
      facts_.bulk_bit = knows_bulk_deletion(port->index, {});
      facts_.bulk_deletion =
          facts_.bulk_bit && knows_bulk_deletion(port->index, {u16(kStateMask, 0)});
    }
    if (who == Who::A) facts_.locked = port->port->locked.has_value();
  }
  return {};
}

Outcome Testbed::open_endpoints() {
  for (const Who who : kReceivers) {
    const auto i = static_cast<std::size_t>(who);
    if (endpoints_.at(i)) {
      endpoints_.at(i)->record(recording_);
      continue;
    }
    // The host's own stack sees what the bridge gives it; asking for more would change the bridge.
    const bool promiscuous = who != Who::BR;
    Result<Link> at = kernel_.link(who == Who::BR ? links_.at(i) : far_.at(i));
    if (!at) return std::unexpected(std::move(at.error()));
    Result<Endpoint> endpoint = Endpoint::open(kernel_, *at, promiscuous);
    if (!endpoint) return std::unexpected(std::move(endpoint.error()));
    endpoints_.at(i).emplace(std::move(*endpoint));
    endpoints_.at(i)->record(recording_);
  }
  return {};
}

// With STP a port listens and learns for twice the forward delay before it forwards.
Outcome Testbed::wait_for_ports() {
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
