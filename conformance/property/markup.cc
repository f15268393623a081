// A network as markup, written without looking at virnet's own writer.
#include "conformance/property/markup.h"

#include <fmt/format.h>

#include "conformance/property/documents.h"

namespace virnet::generate {
namespace {

constexpr std::string_view kTristates[] = {"", "yes", "no"};
constexpr std::string_view kModes[] = {"none",    "nat",  "route",       "open",   "bridge",
                                       "private", "vepa", "passthrough", "hostdev"};
constexpr std::string_view kManagers[] = {"", "kernel", "libvirt"};
constexpr std::string_view kDrivers[] = {"", "kvm", "vfio", "xen"};
constexpr std::string_view kFamilies[] = {"", "ipv4", "ipv6"};
constexpr std::string_view kUnits[] = {"seconds", "minutes", "hours"};
constexpr std::string_view kNative[] = {"", "tagged", "untagged"};
constexpr std::string_view kPortTypes[] = {"", "802.1Qbg", "802.1Qbh", "openvswitch", "midonet"};

template <typename Enum, std::size_t N>
std::string_view name_of(Enum value, const std::string_view (&names)[N]) {
  return names[static_cast<std::size_t>(value)];
}

void set(Node& node, std::string_view name, std::string_view value) {
  node.attributes.push_back({std::string(name), std::string(value)});
}
void set_text(Node& node, std::string_view name, const Text& value) {
  if (value) set(node, name, value.view());
}
template <typename Enum, std::size_t N>
void set_name(Node& node, std::string_view name, Enum value, const std::string_view (&names)[N]) {
  if (const std::string_view word = name_of(value, names); !word.empty()) set(node, name, word);
}
template <typename T>
void set_number(Node& node, std::string_view name, const std::optional<T>& value) {
  if (value) set(node, name, fmt::to_string(*value));
}
template <typename T>
void set_printed(Node& node, std::string_view name, const std::optional<T>& value) {
  if (value) set(node, name, value->to_string());
}
void add(Node& parent, Node child) {
  if (!child.attributes.empty() || !child.children.empty())
    parent.children.push_back(std::move(child));
}
void add_text(Node& parent, std::string_view name, std::string_view value) {
  Node child = element(name);
  child.children.push_back(text(value));
  parent.children.push_back(std::move(child));
}
void add_text(Node& parent, std::string_view name, const Text& value) {
  if (value) add_text(parent, name, value.view());
}

Node nat_of(const Nat& nat) {
  Node node = element("nat");
  set_name(node, "ipv6", nat.ipv6, kTristates);
  if (nat.address)
    add(node, element("address", {{"start", nat.address->start.to_string()},
                                  {"end", nat.address->end.to_string()}}));
  if (nat.port)
    add(node, element("port", {{"start", fmt::to_string(nat.port->start)},
                               {"end", fmt::to_string(nat.port->end)}}));
  return node;
}

Node forward_of(const Forward& forward) {
  Node node = element("forward", {{"mode", std::string(name_of(forward.mode, kModes))}});
  if (forward.managed) set(node, "managed", "yes");
  Node driver = element("driver");
  set_name(driver, "name", forward.driver.name, kDrivers);
  set_text(driver, "model", forward.driver.model);
  set_name(driver, "iommufd", forward.driver.iommufd, kTristates);
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

Node bridge_of(const Bridge& bridge) {
  Node node = element("bridge");
  set_text(node, "name", bridge.name);
  set_text(node, "zone", bridge.zone);
  if (bridge.stp != Stp::Unset) set(node, "stp", bridge.stp == Stp::Off ? "off" : "on");
  if (bridge.delay != 0) set(node, "delay", fmt::to_string(bridge.delay));
  set_name(node, "macTableManager", bridge.mac_table_manager, kManagers);
  return node;
}

Node dns_of(const Dns& dns) {
  Node node = element("dns");
  set_name(node, "enable", dns.enable, kTristates);
  set_name(node, "forwardPlainNames", dns.forward_plain_names, kTristates);
  for (const Forwarder& item : dns.forwarders) {
    Node child = element("forwarder");
    set_text(child, "domain", item.domain);
    set_printed(child, "addr", item.addr);
    if (item.port != 0) set(child, "port", fmt::to_string(item.port));
    add(node, std::move(child));
  }
  for (const DnsTxt& item : dns.txts)
    add(node, element("txt", {{"name", std::string(item.name.view())},
                              {"value", std::string(item.value.view())}}));
  for (const DnsSrv& item : dns.srvs) {
    Node child = element("srv");
    set_text(child, "service", item.service);
    set_text(child, "protocol", item.protocol);
    set_text(child, "domain", item.domain);
    set_text(child, "target", item.target);
    set_number(child, "port", item.port);
    set_number(child, "priority", item.priority);
    set_number(child, "weight", item.weight);
    add(node, std::move(child));
  }
  for (const DnsHost& item : dns.hosts) {
    Node child = element("host");
    set_printed(child, "ip", item.ip);
    for (const Text& name : item.hostnames) add_text(child, "hostname", name);
    add(node, std::move(child));
  }
  return node;
}

Node vlan_of(const Vlan& vlan) {
  Node node = element("vlan");
  if (vlan.trunk == Tristate::Yes) set(node, "trunk", "yes");
  for (const VlanTag& tag : vlan.tags) {
    Node child = element("tag");
    set_number(child, "id", tag.id);
    if (tag.id == vlan.native_id) set_name(child, "nativeMode", vlan.native_mode, kNative);
    add(node, std::move(child));
  }
  return node;
}

// Of an optional or a Ref.
Node bandwidth_of(const auto& bandwidth) {
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

Node virtual_port_of(const auto& port) {
  Node node = element("virtualport");
  if (!port) return node;
  set_name(node, "type", port->type, kPortTypes);
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

void add_lease(Node& parent, const Ref<Lease>& lease) {
  if (lease)
    add(parent, element("lease", {{"expiry", fmt::to_string(lease->expiry)},
                                  {"unit", std::string(name_of(lease->unit, kUnits))}}));
}

Node dhcp_of(const Ip& ip) {
  Node node = element("dhcp");
  for (const DhcpRange& item : ip.ranges) {
    Node child = element("range");
    set_printed(child, "start", item.start);
    set_printed(child, "end", item.end);
    add_lease(child, item.lease);
    add(node, std::move(child));
  }
  for (const DhcpHost& item : ip.hosts) {
    Node child = element("host");
    set_text(child, "mac", item.mac);
    set_text(child, "id", item.id);
    set_text(child, "name", item.name);
    set_printed(child, "ip", item.ip);
    add_lease(child, item.lease);
    add(node, std::move(child));
  }
  if (ip.bootp) {
    Node child = element("bootp");
    set_text(child, "file", ip.bootp->file);
    set_printed(child, "server", ip.bootp->server);
    add(node, std::move(child));
  }
  return node;
}

Node ip_of(const Ip& ip) {
  Node node = element("ip");
  set_name(node, "family", ip.family, kFamilies);
  set_printed(node, "address", ip.address);
  set_printed(node, "netmask", ip.netmask);
  if (ip.prefix != 0) set(node, "prefix", fmt::to_string(ip.prefix));
  set_name(node, "localPtr", ip.local_ptr, kTristates);
  Node tftp = element("tftp");
  set_text(tftp, "root", ip.tftp_root);
  add(node, std::move(tftp));
  add(node, dhcp_of(ip));
  return node;
}

Node route_of(const Route& route) {
  Node node = element("route");
  set_name(node, "family", route.family, kFamilies);
  set_printed(node, "address", route.address);
  set_printed(node, "netmask", route.netmask);
  set_number(node, "prefix", route.prefix);
  set_printed(node, "gateway", route.gateway);
  set_number(node, "metric", route.metric);
  return node;
}

Node portgroup_of(const Portgroup& group) {
  Node node = element("portgroup");
  set_text(node, "name", group.name);
  if (group.is_default) set(node, "default", "yes");
  set_name(node, "trustGuestRxFilters", group.trust_guest_rx_filters, kTristates);
  add(node, vlan_of(group.vlan));
  add(node, virtual_port_of(group.virtualport));
  add(node, bandwidth_of(group.bandwidth));
  return node;
}

Node options_of(const List<Text>& options) {
  Node node = element("dnsmasq:options");
  for (const Text& option : options)
    node.children.push_back(element("dnsmasq:option", {{"value", std::string(option.view())}}));
  return node;
}

}  // namespace

Node markup_of(const NetworkSpec& network) {
  Node root = element("network");
  if (!network.dnsmasq_options.empty())
    set(root, "xmlns:dnsmasq", "http://libvirt.org/schemas/network/dnsmasq/1.0");
  if (network.ipv6) set(root, "ipv6", "yes");
  set_name(root, "trustGuestRxFilters", network.trust_guest_rx_filters, kTristates);
  add_text(root, "name", network.name);
  if (network.uuid) add_text(root, "uuid", network.uuid->to_string());
  add_text(root, "title", network.title);
  add_text(root, "description", network.description);
  if (network.forward.mode != ForwardMode::None)
    root.children.push_back(forward_of(network.forward));
  add(root, bridge_of(network.bridge));
  if (network.mtu != 0) add(root, element("mtu", {{"size", fmt::to_string(network.mtu)}}));
  if (network.mac) add(root, element("mac", {{"address", network.mac->to_string()}}));
  Node domain = element("domain");
  set_text(domain, "name", network.domain.name);
  set_name(domain, "localOnly", network.domain.local_only, kTristates);
  set_name(domain, "register", network.domain.register_, kTristates);
  add(root, std::move(domain));
  add(root, dns_of(network.dns));
  add(root, vlan_of(network.vlan));
  add(root, bandwidth_of(network.bandwidth));
  Node port = element("port");
  set_name(port, "isolated", network.port_isolated, kTristates);
  add(root, std::move(port));
  for (const Ip& ip : network.ips) add(root, ip_of(ip));
  for (const Route& route : network.routes) add(root, route_of(route));
  add(root, virtual_port_of(network.virtualport));
  for (const Portgroup& group : network.portgroups) add(root, portgroup_of(group));
  add(root, options_of(network.dnsmasq_options));
  return root;
}

}  // namespace virnet::generate
