#include "parser/read/host_resources.h"

#include <array>
#include <optional>
#include <utility>

#include "model/rules/lint.h"
#include "model/values/digits.h"
#include "parser/read/source_anchor.h"

namespace virnet::internal {
namespace {

// The rules that a resource can break.
struct ResourceRule {
  HostResource::Kind kind;
  Rule rule;
};
constexpr std::array kResourceRules = {
    ResourceRule{HostResource::Kind::Name, "DEF-CONF-002"_rule},
    ResourceRule{HostResource::Kind::Name, "LINT-SAME-NETWORK"_rule},
    ResourceRule{HostResource::Kind::Uuid, "DEF-CONF-001"_rule},
    ResourceRule{HostResource::Kind::Bridge, "DEF-CONF-003"_rule},
    ResourceRule{HostResource::Kind::Mac, "LINT-SAME-MAC"_rule},
    ResourceRule{HostResource::Kind::Subnet, "LINT-SUBNETS"_rule},
    ResourceRule{HostResource::Kind::PciAddress, "DEF-CONF-004"_rule},
};

bool may_need(Part part) {
  return part == Part::Name || part == Part::Uuid || part == Part::Bridge || part == Part::Mac ||
         part == Part::Ip || part == Part::PciAddress;
}

SourceAnchor anchor_of(HostResource::Kind kind, std::size_t tag) {
  switch (kind) {
    case HostResource::Kind::Name:
    case HostResource::Kind::Uuid: return {tag, AnchorKind::Text};
    case HostResource::Kind::Bridge: return {tag, AnchorKind::AttributeValue, "name"};
    case HostResource::Kind::PciAddress: return {tag, AnchorKind::Element};
    case HostResource::Kind::Mac:
    case HostResource::Kind::Subnet: break;
  }
  return {tag, AnchorKind::AttributeValue, "address"};
}

std::optional<HostResource> resource_of_subnet(const Ip& ip) {
  const auto subnet = subnet_of(ip);
  if (!subnet) return std::nullopt;
  return HostResource{.kind = HostResource::Kind::Subnet,
                      .value = ip.address->to_string(),
                      .network = subnet->first,
                      .prefix = subnet->prefix};
}

// "0000:05:10.1"
std::string sysfs_name(const PciAddress& address) {
  char name[12];
  char* end = print_octet(name, static_cast<std::uint8_t>(address.domain >> 8));
  end = print_octet(end, static_cast<std::uint8_t>(address.domain));
  *end++ = ':';
  end = print_octet(end, static_cast<std::uint8_t>(address.bus));
  *end++ = ':';
  end = print_octet(end, static_cast<std::uint8_t>(address.slot));
  *end++ = '.';
  *end++ = kHexDigits[address.function & 7];
  return {name, end};
}

// In the other modes no address counts (DEF-IF-002).
std::optional<HostResource> resource_of_address(const Forward& forward, std::uint32_t index) {
  if (forward.mode != ForwardMode::Hostdev || index >= forward.addresses.size())
    return std::nullopt;
  return HostResource{.kind = HostResource::Kind::PciAddress,
                      .value = sysfs_name(forward.addresses[index])};
}

std::optional<HostResource> resource_of(const NetworkSpec& network, const SourceMap::Entry& entry) {
  using Kind = HostResource::Kind;
  switch (entry.part()) {
    case Part::Name:
      return HostResource{.kind = Kind::Name, .value = std::string(network.name.view())};
    case Part::Uuid:
      if (network.uuid) return HostResource{.kind = Kind::Uuid, .value = network.uuid->to_string()};
      break;
    case Part::Bridge:
      // In the other modes the bridge is the host's, and many may share it.
      if (is_l3(network.forward.mode) && !network.bridge.name.empty())
        return HostResource{.kind = Kind::Bridge, .value = std::string(network.bridge.name.view())};
      break;
    case Part::Mac:
      if (network.mac) return HostResource{.kind = Kind::Mac, .value = network.mac->to_string()};
      break;
    case Part::Ip:
      if (entry.outer < network.ips.size()) return resource_of_subnet(network.ips[entry.outer]);
      break;
    case Part::PciAddress: return resource_of_address(network.forward, entry.outer);
    default: break;
  }
  return std::nullopt;
}

}  // namespace

std::vector<HostResource> host_resources(const NetworkSpec& network, const SourceMap& source_map,
                                         const Suppressions& suppressions,
                                         std::string_view document) {
  std::vector<HostResource> resources;
  Positions positions(document);
  for (const SourceMap::Entry& entry : source_map.entries()) {
    std::optional<HostResource> resource =
        may_need(entry.part()) ? resource_of(network, entry) : std::nullopt;
    if (!resource) continue;
    resource->span = positions.span(locate(document, anchor_of(resource->kind, entry.tag())));
    for (const ResourceRule& one : kResourceRules)
      resource->silenced |=
          one.kind == resource->kind && suppressions.silences(one.rule, resource->span.offset);
    resources.push_back(*std::move(resource));
  }
  return resources;
}

}  // namespace virnet::internal
