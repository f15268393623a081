// vlan, bandwidth and virtualport, which a network, a portgroup and a port may have. An index of
// kNoIndex means the network's or port's own.
#include "model/rules/validate.h"

namespace virnet::internal {
namespace {

constexpr std::uint32_t kMaxVlan = 4095;
constexpr std::uint32_t kMaxOctet = 255;
constexpr std::uint32_t kMaxTypeid = 0xffffff;
constexpr std::size_t kMaxProfileid = 39;

void check_rate(const Rate& rate, Where where, const Check& check) {
  if (!rate.average && !rate.floor) check.fail("NET-BW-002"_rule, where, "no 'average'");
  if (!rate.average && rate.peak)
    check.fail("NET-BW-003"_rule, where.name_of("peak"), "'peak' needs 'average'");
  if (!rate.average && rate.burst)
    check.fail("NET-BW-003"_rule, where.name_of("burst"), "'burst' needs 'average'");
}

void check_floor(const Rate& rate, Where where, const Check& check) {
  if (!rate.floor) return;
  if (*rate.floor != 0)
    check.fail("NET-BW-004"_rule, where.name_of("floor"), "'floor' is not allowed for a network");
  else
    check.fail("NET-BW-005"_rule, where.name_of("floor"),
               "'floor' is not allowed for a network, not even '0'");
}

// One bit for each parameter.
enum : unsigned {
  kManagerid = 1,
  kTypeid = 2,
  kVersion = 4,
  kInstanceid = 8,
  kInterfaceid = 16,
  kProfileid = 32
};

struct Parameter {
  unsigned bit;
  const char* name;
};
constexpr Parameter kParameters[] = {{kManagerid, "managerid"},     {kTypeid, "typeid"},
                                     {kVersion, "typeidversion"},   {kInstanceid, "instanceid"},
                                     {kInterfaceid, "interfaceid"}, {kProfileid, "profileid"}};

struct TypeRule {
  const char* name;
  unsigned refused;
  Rule rule;
  VirtualPortType type;
};
constexpr unsigned kQbgOnly = kManagerid | kTypeid | kVersion | kInstanceid;
constexpr TypeRule kTypeRules[] = {
    {"802.1Qbg", kInterfaceid | kProfileid, "NET-VPORT-009"_rule, VirtualPortType::Qbg},
    {"802.1Qbh", kQbgOnly | kInterfaceid, "NET-VPORT-010"_rule, VirtualPortType::Qbh},
    {"openvswitch", kQbgOnly, "NET-VPORT-011"_rule, VirtualPortType::OpenVSwitch},
    {"midonet", kQbgOnly, "NET-VPORT-012"_rule, VirtualPortType::Midonet},
};

unsigned given(const VirtualPort& port) {
  return (port.managerid ? kManagerid : 0U) | (port.typeid_ ? kTypeid : 0U) |
         (port.typeidversion ? kVersion : 0U) | (port.instanceid ? kInstanceid : 0U) |
         (port.interfaceid ? kInterfaceid : 0U) | (!port.profileid.empty() ? kProfileid : 0U);
}

}  // namespace

void check_vlan(const Vlan& vlan, std::uint32_t portgroup, const Check& check) {
  const Where where{Part::Vlan, portgroup};
  for (std::uint32_t i = 0; i < vlan.tags.size(); ++i) {
    const VlanTag& tag = vlan.tags[i];
    const Where at{Part::VlanTag, portgroup, i};
    if (!tag.id)
      check.fail("NET-VLAN-002"_rule, at, "<tag> has no 'id'");
    else if (*tag.id > kMaxVlan)
      check.fail("NET-VLAN-003"_rule, at.at("id"), "VLAN id ", quoted(std::to_string(*tag.id)),
                 " is more than 4095");
  }
  if (vlan.trunk != Tristate::No) return;
  if (vlan.tags.size() > 1)
    check.fail("NET-VLAN-007"_rule, where.at("trunk"),
               "'trunk' is not 'yes' but there are several tags");
  else if (vlan.native_mode != NativeMode::Unset)
    check.fail("NET-VLAN-008"_rule, where.at("trunk"),
               "'trunk' is not 'yes' but a tag has 'nativeMode'");
}

void check_rates(const Bandwidth& bandwidth, std::uint32_t portgroup, const Check& check) {
  if (bandwidth.inbound) check_rate(*bandwidth.inbound, {Part::Inbound, portgroup}, check);
  if (bandwidth.outbound) check_rate(*bandwidth.outbound, {Part::Outbound, portgroup}, check);
}

void check_bandwidth(const Bandwidth& bandwidth, std::uint32_t portgroup, const Check& check) {
  check_rates(bandwidth, portgroup, check);
  if (bandwidth.class_id != 0)
    check.fail("NET-BW-006"_rule, Where{Part::Bandwidth, portgroup}.at("classID"),
               "'classID' is not allowed for a network");
  if (bandwidth.inbound) check_floor(*bandwidth.inbound, {Part::Inbound, portgroup}, check);
  if (bandwidth.outbound) check_floor(*bandwidth.outbound, {Part::Outbound, portgroup}, check);
}

void check_virtualport(const VirtualPort& port, std::uint32_t portgroup, const Check& check) {
  const Where parameters{Part::Parameters, portgroup};
  const auto bound = [&](Rule rule, const char* name, const std::optional<std::uint32_t>& value,
                         std::uint32_t most) {
    if (value && *value > most)
      check.fail(rule, parameters.at(name), name, " ", quoted(std::to_string(*value)),
                 " is more than ", std::to_string(most));
  };
  bound("NET-VPORT-004"_rule, "managerid", port.managerid, kMaxOctet);
  bound("NET-VPORT-005"_rule, "typeid", port.typeid_, kMaxTypeid);
  bound("NET-VPORT-004"_rule, "typeidversion", port.typeidversion, kMaxOctet);
  if (port.profileid.view().size() > kMaxProfileid)
    check.fail("NET-VPORT-008"_rule, parameters.at("profileid"),
               "profileid is longer than 39 bytes");
  for (const TypeRule& rule : kTypeRules) {
    if (rule.type != port.type) continue;
    for (const Parameter& parameter : kParameters)
      if (rule.refused & given(port) & parameter.bit)
        check.fail(rule.rule, parameters.at(parameter.name), "'", parameter.name,
                   "' does not belong to virtualport type '", rule.name, "'");
  }
}

}  // namespace virnet::internal
