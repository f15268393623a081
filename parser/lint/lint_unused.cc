#include "parser/lint/lint_unused.h"

#include <string>

namespace virnet::internal {
namespace {

using Entry = SourceMap::Entry;

// These fill long lists, and always leave something.
bool is_never_lost(Part part) {
  return part == Part::Host || part == Part::DnsHost || part == Part::Hostname ||
         part == Part::Range || part == Part::Interface || part == Part::Portgroup;
}

// Why nothing of an element is left; empty if something is.
std::string_view loss_in_ip(const Ip& ip, Part part) {
  switch (part) {
    case Part::Tftp: return ip.tftp_root ? "" : "a <tftp> without 'root'";
    case Part::Dhcp:
      return ip.ranges.empty() && ip.hosts.empty() && !ip.bootp
                 ? "a <dhcp> without <range> and <host>"
                 : "";
    case Part::Bootp:
      return ip.ranges.empty() && ip.hosts.empty() ? "a <bootp> without <range> and <host>" : "";
    default: return "";
  }
}

std::string_view loss_in_forward(const Forward& forward, Part part) {
  const bool devices = !forward.interfaces.empty();
  switch (part) {
    case Part::PciAddress:
      return forward.addresses.empty() ? "an <address> beside an interface or 'dev'" : "";
    case Part::Pf:
      if (devices) return "a <pf> beside an interface or 'dev'";
      return forward.addresses.empty() ? "" : "a <pf> beside an <address>";
    case Part::Zpci: return "a <zpci>, which is for devices of guests,";
    case Part::Driver: return forward.driver == Driver{} ? "a <driver> without attributes" : "";
    case Part::Nat:
      return forward.nat && *forward.nat == Nat{} ? "a <nat> without anything in it" : "";
    case Part::NatPort:
      return forward.nat && forward.nat->port == PortRange{} ? "a <port> from 0 to 0" : "";
    default: return "";
  }
}

std::string_view loss_in_network(const NetworkSpec& network, Part part) {
  switch (part) {
    case Part::Mtu: return network.mtu == 0 ? "an <mtu> of 0 or without 'size'" : "";
    case Part::Mac: return network.mac ? "" : "a <mac> without 'address'";
    case Part::Domain: return network.domain.name ? "" : "a <domain> without 'name'";
    case Part::Port:
      return network.port_isolated == Tristate::Unset ? "a <port> without 'isolated'" : "";
    case Part::Dns: return network.dns == Dns{} ? "a <dns> without anything in it" : "";
    case Part::Title: return network.title ? "" : "an empty <title>";
    case Part::Description: return network.description ? "" : "an empty <description>";
    case Part::Uuid: return network.uuid ? "" : "an empty <uuid>";
    default: return "";
  }
}

const VirtualPort* virtualport_of(const NetworkSpec& network, const Portgroup* group) {
  if (group) return group->virtualport ? &*group->virtualport : nullptr;
  return network.virtualport ? &*network.virtualport : nullptr;
}

const Portgroup* group_of(const NetworkSpec& network, const Entry& entry) {
  return entry.outer < network.portgroups.size() ? &network.portgroups[entry.outer] : nullptr;
}

std::string_view loss_in_ports(const NetworkSpec& network, const Entry& entry) {
  const Portgroup* group = group_of(network, entry);
  const VirtualPort* port = virtualport_of(network, group);
  switch (entry.part()) {
    case Part::Bandwidth:
      return (group ? static_cast<bool>(group->bandwidth) : network.bandwidth.has_value())
                 ? ""
                 : "a <bandwidth> without <inbound> and <outbound>";
    case Part::VirtualPort:
      return port && *port == VirtualPort{} ? "a <virtualport> without anything in it" : "";
    default: return "";
  }
}

std::string_view loss_of(const NetworkSpec& network, const Entry& entry) {
  switch (entry.part()) {
    case Part::Tftp:
    case Part::Dhcp:
    case Part::Bootp: return loss_in_ip(network.ips[entry.outer], entry.part());
    case Part::PciAddress:
    case Part::Pf:
    case Part::Zpci:
    case Part::Driver:
    case Part::Nat:
    case Part::NatPort: return loss_in_forward(network.forward, entry.part());
    case Part::Bandwidth:
    case Part::VirtualPort: return loss_in_ports(network, entry);
    default: return loss_in_network(network, entry.part());
  }
}

// A parameter that midonet takes without having it.
void lint_parameters(const NetworkSpec& network, const Entry& entry, Report& report) {
  const VirtualPort* port = virtualport_of(network, group_of(network, entry));
  if (!port || port->type != VirtualPortType::Midonet) return;
  const Where where{Part::Parameters, entry.outer};
  const auto lint = [&](bool given, const char* name) {
    if (given)
      report.add("LINT-UNUSED"_rule, where.at(name),
                 std::string("libvirt drops ")
                     .append(quoted(name))
                     .append(", which virtualport type 'midonet' does not have"));
  };
  lint(port->managerid.has_value(), "managerid");
  lint(port->typeid_.has_value(), "typeid");
  lint(port->typeidversion.has_value(), "typeidversion");
  lint(port->instanceid.has_value(), "instanceid");
  lint(!port->profileid.empty(), "profileid");
}

// What the writer prints behind the element, and the reader does not find there.
void lint_orphan(const Forward& forward, const Entry& entry, Report& report) {
  const bool content = !forward.interfaces.empty() || !forward.addresses.empty() || forward.pf ||
                       (forward.nat && *forward.nat != Nat{});
  if (forward.driver == Driver{} || forward.driver.name != DriverName::Unset || content) return;
  report.add("LINT-ORPHAN"_rule, {entry.part()},
             "libvirt prints a <driver> without 'name' behind the end of <forward>, and loses it "
             "when it reads that");
}

void lint_none(const NetworkSpec& network, const Entry& entry, Report& report) {
  if (network.forward.mode == ForwardMode::None)
    report.add("LINT-UNUSED"_rule, {entry.part()},
               "libvirt drops a <forward> of mode 'none' with all that is in it, an isolated "
               "network has none");
}

// Why nothing of an element of a port is left; empty if something is.
std::string_view loss_in_port(const NetworkPortSpec& port, Part part) {
  switch (part) {
    case Part::Group: return port.group ? "" : "an empty <group>";
    case Part::PortBandwidth:
      return port.bandwidth ? "" : "a <bandwidth> without <inbound> and <outbound>";
    case Part::VirtualPort:
      return port.virtualport == VirtualPort{} ? "a <virtualport> without anything in it" : "";
    case Part::PortIsolation:
      return port.isolated == Tristate::Unset ? "a <port> without 'isolated'" : "";
    case Part::RxFilters:
      return port.trust_guest_rx_filters == Tristate::Unset ? "an <rxfilters> without 'trustGuest'"
                                                            : "";
    case Part::Plug: return port.plug.type == PlugType::None ? "a <plug> without a type" : "";
    case Part::Driver:
      return port.plug.driver == Driver{} ? "a <driver> that is empty, or in a <plug> of this type"
                                          : "";
    case Part::PlugAddress: return port.plug.address ? "" : "an <address> in a <plug> of this type";
    case Part::Zpci: return "a <zpci>, which is for devices of guests,";
    default: return "";
  }
}

}  // namespace

void lint_unused(const NetworkPortSpec& port, std::span<const Entry> elements, Report& report) {
  for (const Entry& entry : elements)
    if (const std::string_view loss = loss_in_port(port, entry.part()); !loss.empty())
      report.add("LINT-UNUSED"_rule, {entry.part(), entry.outer, entry.inner},
                 std::string("libvirt drops ").append(loss));
}

void lint_unused(const NetworkSpec& network, std::span<const Entry> elements, Report& report) {
  for (const Entry& entry : elements) {
    if (is_never_lost(entry.part())) continue;
    if (entry.part() == Part::Forward) lint_none(network, entry, report);
    if (entry.part() == Part::Parameters) lint_parameters(network, entry, report);
    if (entry.part() == Part::Driver && network.forward.mode != ForwardMode::None)
      lint_orphan(network.forward, entry, report);
    if (const std::string_view loss = loss_of(network, entry); !loss.empty())
      report.add("LINT-UNUSED"_rule, {entry.part(), entry.outer, entry.inner},
                 std::string("libvirt drops ").append(loss));
  }
}

}  // namespace virnet::internal
