// What a network claims on its host, with the places where its document says so.
#include <array>
#include <utility>

#include "model/rules/lint.h"
#include "model/values/digits.h"
#include "parser/read/reader.h"

namespace virnet::internal {
namespace {

// The rules that a claim can break.
struct ClaimRule {
  HostResource::Kind kind;
  Rule rule;
};
constexpr std::array kClaimRules = {
    ClaimRule{HostResource::Kind::Name, "DEF-CONF-002"_rule},
    ClaimRule{HostResource::Kind::Name, "LINT-SAME-NETWORK"_rule},
    ClaimRule{HostResource::Kind::Uuid, "DEF-CONF-001"_rule},
    ClaimRule{HostResource::Kind::Bridge, "DEF-CONF-003"_rule},
    ClaimRule{HostResource::Kind::Mac, "LINT-SAME-MAC"_rule},
    ClaimRule{HostResource::Kind::Subnet, "LINT-SUBNETS"_rule},
    ClaimRule{HostResource::Kind::PciAddress, "DEF-CONF-004"_rule},
};

bool may_claim(Part part) {
  return part == Part::Name || part == Part::Uuid || part == Part::Bridge || part == Part::Mac ||
         part == Part::Ip || part == Part::PciAddress;
}

Place place_of(HostResource::Kind kind, std::size_t tag) {
  switch (kind) {
    case HostResource::Kind::Name:
    case HostResource::Kind::Uuid: return {tag, Aspect::Text};
    case HostResource::Kind::Bridge: return {tag, Aspect::AttributeValue, "name"};
    case HostResource::Kind::PciAddress: return {tag, Aspect::Element};
    case HostResource::Kind::Mac:
    case HostResource::Kind::Subnet: break;
  }
  return {tag, Aspect::AttributeValue, "address"};
}

std::optional<HostResource> claim_of_subnet(const Ip& ip) {
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
std::optional<HostResource> claim_of_address(const Forward& forward, std::uint32_t index) {
  if (forward.mode != ForwardMode::Hostdev || index >= forward.addresses.size())
    return std::nullopt;
  return HostResource{.kind = HostResource::Kind::PciAddress,
                      .value = sysfs_name(forward.addresses[index])};
}

}  // namespace

std::optional<HostResource> Reader::claim_of(const SourceMap::Entry& entry) const {
  using Kind = HostResource::Kind;
  const auto& network = *static_cast<const NetworkSpec*>(spec_);
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
      if (entry.outer < network.ips.size()) return claim_of_subnet(network.ips[entry.outer]);
      break;
    case Part::PciAddress: return claim_of_address(network.forward, entry.outer);
    default: break;
  }
  return std::nullopt;
}

std::vector<HostResource> Reader::claims(std::string_view document) const {
  std::vector<HostResource> claims;
  Positions positions(document);
  for (const SourceMap::Entry& entry : source_map_.entries()) {
    std::optional<HostResource> claim = may_claim(entry.part()) ? claim_of(entry) : std::nullopt;
    if (!claim) continue;
    claim->span = positions.span(find_place(document, place_of(claim->kind, entry.tag())));
    for (const ClaimRule& one : kClaimRules)
      claim->silenced |=
          one.kind == claim->kind && suppressions_.silence(one.rule, claim->span.offset);
    claims.push_back(*std::move(claim));
  }
  return claims;
}

}  // namespace virnet::internal
