// Generated networks, and their markup: the root, its plain children and the bridge.
#include "conformance/property/networks.h"

#include <array>
#include <string>
#include <utility>

#include "conformance/property/documents.h"
#include "conformance/property/markup_parts.h"

namespace virnet::generate {
namespace {

constexpr std::string_view kNames[] = {
    "n",   "lab",   "default",           "a b", "x&y",         "it's", "\"q\"",
    "<i>", "net-7", "\xc3\xa9t\xc3\xa9", "0",   "example.org", "a,b",  "]]>"};
constexpr std::string_view kTexts[] = {"t",
                                       "two words",
                                       "a & b",
                                       "'",
                                       "\"",
                                       "<>",
                                       "",
                                       " lead",
                                       "trail ",
                                       "\xe2\x82\xac 5",
                                       "\xf0\x9f\x90\xa7",
                                       "/srv/tftp",
                                       "v=spf1 -all",
                                       "\x7f",
                                       "&#10;",
                                       "]]>"};
constexpr std::string_view kDevices[] = {"eth0",   "eth1", "br0",  "virbr7",   "enp3s0",
                                         "eth0.5", "a'b",  "x%dy", "\xc3\xa9", "wlan0"};
constexpr std::string_view kLongTexts[] = {"title", "a line", "it's <one> & only",
                                           "\xc3\xbc"
                                           "ber",
                                           " "};

void add_texts(Choices& choices, NetworkDraft& draft, Release release) {
  draft::NetworkSpec& spec = *draft;
  spec.name = choices.pick(kNames);
  if (choices.chance(80)) spec.uuid = some_uuid(choices);
  if (choices.chance(5)) spec.name = "first\n  second\t line";
  if (release < Release(9, 7)) return;
  if (choices.chance(15)) spec.title = choices.pick(kLongTexts);
  if (choices.chance(15)) {
    spec.description = choices.pick(kLongTexts);
    if (choices.chance(30)) spec.description = "several\nlines\n\n of\ttext ";
  }
}

void add_plain_parts(Choices& choices, NetworkDraft& draft, Release release) {
  draft::NetworkSpec& spec = *draft;
  spec.ipv6 = choices.chance(20);
  if (choices.chance(15)) spec.trust_guest_rx_filters = some_tristate(choices);
  if (choices.chance(25)) spec.mac = some_mac(choices);
  if (choices.chance(10)) spec.port_isolated = some_tristate(choices);
  if (is_l3(spec.forward.mode) && choices.chance(20))
    spec.mtu =
        static_cast<std::uint32_t>(choices.chance(50) ? 1500 : choices.between(1, 0xffffffff));
  if (choices.chance(25)) {
    spec.domain.name = some_name(choices);
    if (choices.chance(40)) spec.domain.local_only = some_tristate(choices);
    if (release >= Release(10, 1) && spec.domain.local_only == Tristate::Yes && choices.chance(50))
      spec.domain.register_ = some_tristate(choices);
  }
}

Node bridge_of(const Bridge& bridge) {
  Node node = element("bridge");
  set_text(node, "name", bridge.name);
  set_text(node, "zone", bridge.zone);
  if (bridge.stp != Stp::Unset) set(node, "stp", bridge.stp == Stp::Off ? "off" : "on");
  if (bridge.delay != 0) set(node, "delay", fmt::to_string(bridge.delay));
  set_name(node, "macTableManager", bridge.mac_table_manager);
  return node;
}

Node options_of(const List<Text>& options) {
  Node node = element("dnsmasq:options");
  for (const Text& option : options)
    node.children.push_back(element("dnsmasq:option", {{"value", std::string(option.view())}}));
  return node;
}

}  // namespace

std::string some_name(Choices& choices) { return std::string(choices.pick(kNames)); }
std::string some_text(Choices& choices) { return std::string(choices.pick(kTexts)); }
std::string some_device(Choices& choices) { return std::string(choices.pick(kDevices)); }

Tristate some_tristate(Choices& choices) {
  return choices.chance(50) ? Tristate::No : Tristate::Yes;
}

Uuid some_uuid(Choices& choices) {
  std::array<std::uint8_t, 16> octets;
  for (std::uint8_t& octet : octets) octet = static_cast<std::uint8_t>(0x11 + choices.below(256));
  return Uuid(octets);
}

MacAddress some_mac(Choices& choices) {
  std::array<std::uint8_t, 6> octets = {0x52, 0x54, 0x00};
  for (std::size_t i = choices.chance(20) ? 0 : 3; i < octets.size(); ++i)
    octets[i] = static_cast<std::uint8_t>(choices.below(256));
  octets[0] &= 0xfe;
  return MacAddress(octets);
}

IpAddress some_address(Choices& choices, IpFamily family) {
  if (family == IpFamily::V4) {
    const auto host = static_cast<std::uint32_t>(choices.between(1, 0xffffff));
    return IpAddress::v4(choices.chance(20) ? host * 257 : (10U << 24 | host));
  }
  constexpr std::uint64_t kNetworks[] = {0xfd00'0007'0000'0000, 0x2001'0db8'0000'0001, 0,
                                         0xfe80'0000'0000'0000};
  const std::uint64_t high = choices.pick(kNetworks);
  const std::uint64_t low =
      choices.chance(50) ? 1 + choices.below(0xffff) : choices.between(1, UINT64_MAX);
  // A scope of a link-local address is printed as the name of an interface of the host; 1 is always
  // "lo".
  const bool link_local = high >> 48 == 0xfe80;
  const std::uint32_t scope = !choices.chance(10) ? 0
                              : link_local        ? 1
                                                  : static_cast<std::uint32_t>(choices.below(5000));
  return IpAddress::v6(high, low, scope);
}

IpAddress some_address(Choices& choices) {
  return some_address(choices, choices.chance(40) ? IpFamily::V6 : IpFamily::V4);
}

void add_bridge(Choices& choices, NetworkDraft& draft) {
  const draft::Forward& forward = draft->forward;
  draft::Bridge& bridge = draft->bridge;
  constexpr MacTableManager kManagers[] = {MacTableManager::Unset, MacTableManager::Libvirt,
                                           MacTableManager::Kernel};
  if (is_l3(forward.mode)) {
    if (choices.chance(60)) bridge.name = some_device(choices);
    if (choices.chance(10)) bridge.zone = some_name(choices);
    bridge.stp = choices.chance(30) ? Stp::Off : Stp::On;
    if (choices.chance(30))
      bridge.delay = choices.chance(80) ? choices.below(30) : choices.between(0, INT64_MAX);
    bridge.mac_table_manager = choices.pick(kManagers);
  } else if (forward.mode == ForwardMode::Bridge) {
    if (forward.interfaces.empty() && forward.addresses.empty() && !forward.pf &&
        choices.chance(80))
      bridge.name = some_device(choices);
    bridge.mac_table_manager = choices.pick(kManagers);
  }
}

NetworkDraft network(Choices& choices, Release release) {
  NetworkDraft draft;
  add_texts(choices, draft, release);
  add_forward(choices, draft, release);
  add_bridge(choices, draft);
  add_plain_parts(choices, draft, release);
  if (choices.chance(40)) add_dns(choices, draft, release);
  add_ips(choices, draft, release);
  if (choices.chance(30)) add_routes(choices, draft, release);
  if (choices.chance(15)) draft->vlan = vlan(choices);
  if (choices.chance(15)) draft->bandwidth = bandwidth(choices);
  if (choices.chance(20)) draft->virtualport = virtual_port(choices, false);
  if (choices.chance(25)) add_portgroups(choices, draft);
  if (choices.chance(10))
    for (std::size_t n = 1 + choices.below(3); n > 0; --n)
      draft->dnsmasq_options.push_back(some_text(choices));
  return draft;
}

Node markup_of(const NetworkSpec& network) {
  Node root = element("network");
  if (!network.dnsmasq_options.empty())
    set(root, "xmlns:dnsmasq", "http://libvirt.org/schemas/network/dnsmasq/1.0");
  if (network.ipv6) set(root, "ipv6", "yes");
  set_name(root, "trustGuestRxFilters", network.trust_guest_rx_filters);
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
  set_name(domain, "localOnly", network.domain.local_only);
  set_name(domain, "register", network.domain.register_);
  add(root, std::move(domain));
  add(root, dns_of(network.dns));
  add(root, vlan_of(network.vlan));
  add(root, bandwidth_of(network.bandwidth ? &*network.bandwidth : nullptr));
  Node port = element("port");
  set_name(port, "isolated", network.port_isolated);
  add(root, std::move(port));
  for (const Ip& ip : network.ips) add(root, ip_of(ip));
  for (const Route& route : network.routes) add(root, route_of(route));
  add(root, virtual_port_of(network.virtualport ? &*network.virtualport : nullptr));
  for (const Portgroup& group : network.portgroups) add(root, portgroup_of(group));
  add(root, options_of(network.dnsmasq_options));
  return root;
}

}  // namespace virnet::generate
