// Generated networks, and their markup: forward, VLANs, bandwidth, virtual ports, portgroups.
#include <algorithm>
#include <string>
#include <utility>

#include "conformance/property/markup_parts.h"
#include "conformance/property/networks.h"

namespace virnet::generate {
namespace {

Nat nat(Choices& choices, Release release) {
  Nat nat;
  nat.ipv6 = some_tristate(choices);
  if (choices.chance(60)) {
    const auto start = static_cast<std::uint32_t>(choices.between(0, 0xffff'ffff - 65536));
    const std::uint32_t room = release < Release(11, 3) ? 0xffff - (start & 0xffff) : 65535;
    nat.address = {IpAddress::v4(start),
                   IpAddress::v4(start + static_cast<std::uint32_t>(choices.below(room + 1)))};
  }
  if (choices.chance(60)) {
    const auto start = static_cast<std::uint32_t>(1 + choices.below(65535));
    nat.port = {start, start + static_cast<std::uint32_t>(choices.below(65536 - start))};
  }
  return nat;
}

void add_interfaces(Choices& choices, NetworkDraft& draft, std::size_t most) {
  std::string name = some_device(choices);
  for (std::size_t n = 1 + choices.below(most); n > 0; --n, name += 'x')
    draft->forward.interfaces.push_back({name});
}

void add_addresses(Choices& choices, NetworkDraft& draft, std::size_t most) {
  const bool odd = choices.chance(10);  // domain, bus and slot 0: functions above 7
  PciAddress address;
  if (!odd) {
    address.domain =
        choices.chance(80) ? 0 : static_cast<std::uint32_t>(choices.between(0, 0xffffffff));
    address.slot = static_cast<std::uint32_t>(choices.below(32));
    address.function = static_cast<std::uint32_t>(choices.below(8));
  }
  for (std::size_t n = 1 + choices.below(most); n > 0; --n) {
    if (odd)
      address.function += static_cast<std::uint32_t>(1 + choices.below(2));
    else
      address.bus += static_cast<std::uint32_t>(1 + choices.below(60));
    draft->forward.addresses.push_back(address);
  }
}

draft::Driver driver(Choices& choices, Release release) {
  const bool since_10 = release >= Release(10, 0);
  constexpr DriverName kNames[] = {DriverName::Vfio, DriverName::Kvm, DriverName::Xen};
  draft::Driver driver;
  driver.name = kNames[choices.below(since_10 ? 3 : 2)];
  if (since_10 && choices.chance(50)) driver.model = some_text(choices);
  if (release >= Release(12, 1) && choices.chance(50)) driver.iommufd = some_tristate(choices);
  return driver;
}

Rate rate(Choices& choices) {
  const auto value = [&] {
    return choices.chance(80) ? 1 + choices.below(100000) : choices.between(1, UINT64_MAX);
  };
  Rate rate;
  rate.average = value();
  if (choices.chance(50)) rate.peak = value();
  if (choices.chance(50)) rate.burst = value();
  return rate;
}

Node nat_of(const Nat& nat) {
  Node node = element("nat");
  set_name(node, "ipv6", nat.ipv6);
  if (nat.address)
    add(node, element("address", {{"start", nat.address->start.to_string()},
                                  {"end", nat.address->end.to_string()}}));
  if (nat.port)
    add(node, element("port", {{"start", fmt::to_string(nat.port->start)},
                               {"end", fmt::to_string(nat.port->end)}}));
  return node;
}

}  // namespace

void add_forward(Choices& choices, NetworkDraft& draft, Release release) {
  using enum ForwardMode;
  constexpr ForwardMode kModes[] = {
      None,    Nat,  Nat,         Nat,    Route, Open, ForwardMode::Bridge, ForwardMode::Bridge,
      Private, Vepa, Passthrough, Hostdev};
  draft::Forward& forward = draft->forward;
  forward.mode = choices.pick(kModes);
  if (forward.mode == None) return;
  if (choices.chance(15)) forward.driver = driver(choices, release);
  if (forward.mode == Nat && choices.chance(40)) forward.nat = nat(choices, release);
  if (forward.mode == Hostdev) forward.managed = choices.chance(50);
  const std::size_t most = is_l3(forward.mode) ? 1 : 4;
  switch (choices.below(5)) {
    case 1:
      if (forward.mode != Open) add_interfaces(choices, draft, most);
      break;
    case 2:
      if (forward.mode != Open) add_addresses(choices, draft, most);
      break;
    case 3: forward.pf = choices.chance(5) ? std::string() : some_device(choices); break;
    default: break;
  }
}

Node forward_of(const Forward& forward) {
  Node node = element("forward", {{"mode", std::string(internal::name_of(forward.mode))}});
  if (forward.managed) set(node, "managed", "yes");
  Node driver = element("driver");
  set_name(driver, "name", forward.driver.name);
  set_text(driver, "model", forward.driver.model);
  set_name(driver, "iommufd", forward.driver.iommufd);
  add(node, std::move(driver));
  if (forward.nat) add(node, nat_of(*forward.nat));
  for (const Interface& item : forward.interfaces)
    node.children.push_back(element("interface", {{"dev", std::string(item.dev.view())}}));
  for (const PciAddress& item : forward.addresses)
    node.children.push_back(element("address", {{"type", "pci"},
                                                {"domain", fmt::format("{:#x}", item.domain)},
                                                {"bus", fmt::to_string(item.bus)},
                                                {"slot", fmt::format("{:#04x}", item.slot)},
                                                {"function", fmt::to_string(item.function)}}));
  Node pf = element("pf");
  set_text(pf, "dev", forward.pf);
  add(node, std::move(pf));
  return node;
}

draft::Vlan vlan(Choices& choices) {
  constexpr NativeMode kNative[] = {NativeMode::Unset, NativeMode::Tagged, NativeMode::Untagged};
  draft::Vlan vlan;
  // The ids go upwards: a native one is not repeated.
  auto id = static_cast<std::uint32_t>(choices.below(4000));
  for (std::size_t n = 1 + choices.below(4); n > 0;
       --n, id += static_cast<std::uint32_t>(1 + choices.below(30)))
    vlan.tags.push_back({.id = id});
  vlan.native_mode = choices.pick(kNative);
  if (vlan.native_mode != NativeMode::Unset)
    vlan.native_id = choices.pick_from(vlan.tags).id.value();
  if (vlan.tags.size() > 1 || choices.chance(30)) vlan.trunk = Tristate::Yes;
  return vlan;
}

Node vlan_of(const Vlan& vlan) {
  Node node = element("vlan");
  if (vlan.trunk == Tristate::Yes) set(node, "trunk", "yes");
  for (const VlanTag& tag : vlan.tags) {
    Node child = element("tag");
    set_number(child, "id", tag.id);
    if (tag.id == vlan.native_id) set_name(child, "nativeMode", vlan.native_mode);
    add(node, std::move(child));
  }
  return node;
}

Bandwidth bandwidth(Choices& choices) {
  Bandwidth bandwidth;
  bandwidth.inbound = rate(choices);
  if (choices.chance(50)) bandwidth.outbound = rate(choices);
  if (choices.chance(20)) std::swap(bandwidth.inbound, bandwidth.outbound);
  return bandwidth;
}

Node bandwidth_of(const Bandwidth* bandwidth) {
  Node node = element("bandwidth");
  if (!bandwidth) return node;
  const auto add_rate = [&](std::string_view name, const std::optional<Rate>& rate) {
    if (!rate) return;
    Node child = element(name);
    set_number(child, "average", rate->average);
    set_number(child, "peak", rate->peak);
    set_number(child, "burst", rate->burst);
    set_number(child, "floor", rate->floor);
    add(node, std::move(child));
  };
  add_rate("inbound", bandwidth->inbound);
  add_rate("outbound", bandwidth->outbound);
  return node;
}

draft::VirtualPort virtual_port(Choices& choices, bool in_portgroup) {
  using enum VirtualPortType;
  constexpr VirtualPortType kTypes[] = {OpenVSwitch, Qbg, Qbh, Midonet, Unset};
  constexpr std::string_view kProfiles[] = {"prof", "p&q", "it's",
                                            "123456789012345678901234567890123456789"};
  draft::VirtualPort port;
  port.type = kTypes[choices.below(in_portgroup ? 5 : 4)];
  const auto uses = [&](auto... types) {
    return port.type == Unset || ((port.type == types) || ...);
  };
  if (uses(Qbg)) {
    if (choices.chance(50)) port.managerid = static_cast<std::uint32_t>(choices.below(256));
    if (choices.chance(50)) port.typeid_ = static_cast<std::uint32_t>(choices.below(16777216));
    if (choices.chance(50)) port.typeidversion = static_cast<std::uint32_t>(choices.below(256));
    if (choices.chance(50)) port.instanceid = some_uuid(choices);
  }
  if (uses(OpenVSwitch, Midonet) && choices.chance(50)) port.interfaceid = some_uuid(choices);
  if (uses(OpenVSwitch, Qbh) && choices.chance(50)) port.profileid = choices.pick(kProfiles);
  if (port == draft::VirtualPort{})
    port.managerid = 7;  // without type and parameters nothing would be printed
  return port;
}

Node virtual_port_of(const VirtualPort* port) {
  Node node = element("virtualport");
  if (!port) return node;
  set_name(node, "type", port->type);
  Node parameters = element("parameters");
  set_number(parameters, "managerid", port->managerid);
  set_number(parameters, "typeid", port->typeid_);
  set_number(parameters, "typeidversion", port->typeidversion);
  set_printed(parameters, "instanceid", port->instanceid);
  set_printed(parameters, "interfaceid", port->interfaceid);
  set_text(parameters, "profileid", port->profileid);
  add(node, std::move(parameters));
  return node;
}

void add_portgroups(Choices& choices, NetworkDraft& draft) {
  for (std::size_t n = 1 + choices.below(3); n > 0; --n) {
    draft::Portgroup group;
    group.name = some_name(choices);
    group.is_default = choices.chance(30);
    if (choices.chance(20)) group.trust_guest_rx_filters = some_tristate(choices);
    if (choices.chance(40)) group.vlan = vlan(choices);
    if (choices.chance(40)) group.virtualport = virtual_port(choices, true);
    if (choices.chance(40)) group.bandwidth = bandwidth(choices);
    draft->portgroups.push_back(group);
  }
}

Node portgroup_of(const Portgroup& group) {
  Node node = element("portgroup");
  set_text(node, "name", group.name);
  if (group.is_default) set(node, "default", "yes");
  set_name(node, "trustGuestRxFilters", group.trust_guest_rx_filters);
  add(node, vlan_of(group.vlan));
  add(node, virtual_port_of(group.virtualport ? &*group.virtualport : nullptr));
  add(node, bandwidth_of(group.bandwidth ? &*group.bandwidth : nullptr));
  return node;
}

}  // namespace virnet::generate
