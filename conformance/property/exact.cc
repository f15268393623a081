#include "conformance/property/exact.h"

#include <algorithm>
#include <optional>

namespace virnet::generate {
namespace {

bool is_plain(const Text& value) {
  return value.view().find_first_of("\t\n\r") == std::string_view::npos;
}
bool is_plain_text(const Text& value) { return value.view().find('\r') == std::string_view::npos; }

bool is_exact(const Forward& forward) {
  if (forward.mode == ForwardMode::None) return true;
  const Driver& driver = forward.driver;
  const bool has_more =
      driver.name != DriverName::Unset || !forward.interfaces.empty() ||
      !forward.addresses.empty() || forward.pf ||
      (forward.nat && (forward.nat->ipv6 != Tristate::Unset || forward.nat->address ||
                       forward.nat->port.value_or(PortRange{}) != PortRange{}));
  if (!has_more && driver != Driver{}) return false;
  return is_plain(driver.model) && is_plain(forward.pf) &&
         std::ranges::all_of(forward.interfaces,
                             [](const Interface& item) { return is_plain(item.dev); }) &&
         std::ranges::all_of(forward.addresses,
                             [](const PciAddress& item) { return item.function < 10; });
}

bool is_exact(const Vlan& vlan) {
  if (vlan.native_mode == NativeMode::Unset) return true;
  return std::ranges::count(vlan.tags, std::optional(vlan.native_id), &VlanTag::id) == 1;
}

bool is_exact(const Bandwidth& bandwidth) {
  const auto prints = [](const std::optional<Rate>& rate) {
    return rate && rate->average.value_or(0) != 0;
  };
  return prints(bandwidth.inbound) || prints(bandwidth.outbound);
}

bool is_exact(const VirtualPort& port) {
  const bool dropped =
      port.type == VirtualPortType::Midonet && !port.interfaceid &&
      (port.profileid || port.managerid || port.typeid_ || port.typeidversion || port.instanceid);
  return !dropped && is_plain(port.profileid);
}

// A part that may be missing, an optional or a Ref.
bool is_exact_or_missing(const auto& part) { return !part || is_exact(*part); }

bool is_exact(const Dns& dns) {
  return std::ranges::all_of(dns.forwarders,
                             [](const Forwarder& item) { return is_plain(item.domain); }) &&
         std::ranges::all_of(
             dns.txts,
             [](const DnsTxt& item) { return is_plain(item.name) && is_plain(item.value); }) &&
         std::ranges::all_of(
             dns.srvs,
             [](const DnsSrv& item) { return is_plain(item.domain) && is_plain(item.target); }) &&
         std::ranges::all_of(dns.hosts, [](const DnsHost& item) {
           return std::ranges::all_of(item.hostnames, is_plain_text);
         });
}

bool is_exact(const Ip& ip) {
  return is_plain(ip.tftp_root) && (!ip.bootp || is_plain(ip.bootp->file)) &&
         std::ranges::all_of(ip.hosts, [](const DhcpHost& host) {
           return is_plain(host.mac) && is_plain(host.name);
         });
}

bool is_exact(const Portgroup& group) {
  return is_plain(group.name) && is_exact(group.vlan) && is_exact_or_missing(group.bandwidth) &&
         is_exact_or_missing(group.virtualport);
}

}  // namespace

bool is_exact(const NetworkSpec& network) {
  return is_plain_text(network.name) && is_plain_text(network.title) &&
         is_plain_text(network.description) && !network.metadata && is_exact(network.forward) &&
         is_plain(network.bridge.name) && is_plain(network.bridge.zone) &&
         network.bridge.delay < (std::uint64_t{1} << 63) && is_plain(network.domain.name) &&
         is_exact(network.dns) && is_exact(network.vlan) &&
         is_exact_or_missing(network.bandwidth) && is_exact_or_missing(network.virtualport) &&
         std::ranges::all_of(
             network.ips, [](const Ip& ip) { return is_exact(ip); }) &&
         std::ranges::all_of(
             network.portgroups, [](const Portgroup& group) { return is_exact(group); }) &&
         std::ranges::all_of(network.dnsmasq_options, is_plain);
}

bool is_exact(const NetworkPortSpec& port, Release release) {
  const Plug& plug = port.plug;
  const bool reverses_managed = release < Release(9, 0) && plug.type == PlugType::HostdevPci &&
                                plug.managed == Tristate::Unset;
  return !reverses_managed && is_plain_text(port.owner.name) && is_plain_text(port.group) &&
         is_exact(port.vlan) && is_exact_or_missing(port.bandwidth) &&
         is_exact_or_missing(port.virtualport) && is_plain(plug.bridge) && is_plain(plug.dev) &&
         is_plain(plug.driver.model) && (!plug.address || plug.address->function < 10);
}

}  // namespace virnet::generate
