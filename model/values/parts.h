// model/values/parts.h - Names for the parts of a document, so that a rule can say where it was
// broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace virnet::internal {

// One enumerator for each element that the model keeps something of.
enum class Part : std::uint8_t {
  Network,
  Name,
  Uuid,
  Title,
  Description,
  Metadata,
  Forward,
  Driver,
  Nat,
  NatAddress,
  NatPort,
  Pf,
  Interface,
  PciAddress,
  Zpci,
  Bridge,
  Mtu,
  Mac,
  Domain,
  Dns,
  Forwarder,
  DnsTxt,
  DnsSrv,
  DnsHost,
  Hostname,
  Vlan,
  VlanTag,
  Bandwidth,
  Inbound,
  Outbound,
  Port,
  Ip,
  Tftp,
  Dhcp,
  Range,
  RangeLease,
  Host,
  HostLease,
  Bootp,
  Route,
  VirtualPort,
  Parameters,
  Portgroup,
  Options,
  Option,
  // Of a network's port.
  NetworkPort,
  PortUuid,
  Owner,
  OwnerName,
  OwnerUuid,
  Group,
  PortMac,
  PortBandwidth,
  PortIsolation,
  RxFilters,
  Plug,
  PlugAddress,
};

inline constexpr std::size_t kPartCount = static_cast<std::size_t>(Part::PlugAddress) + 1;

inline constexpr std::uint32_t kNoIndex = 0xffffffff;

// An element, one attribute of it that should not be there, or the value of one. `outer` counts the
// ip, portgroup, route, dns record, interface or address (from 0) that it is or is within; `inner`
// counts what may repeat in that: a range, host, tag, hostname.
struct Where {
  Part part = Part::Network;
  std::uint32_t outer = kNoIndex;
  std::uint32_t inner = kNoIndex;
  std::string_view attribute = {};
  bool is_name = false;

  // The value of an attribute.
  [[nodiscard]] constexpr Where at(std::string_view name) const {
    return {part, outer, inner, name};
  }
  // An attribute as such, whatever its value.
  [[nodiscard]] constexpr Where name_of(std::string_view name) const {
    return {part, outer, inner, name, true};
  }
};

}  // namespace virnet::internal
