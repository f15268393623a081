// The schema table: <vlan>, <bandwidth>, <virtualport>, of a network, a portgroup or a port, and
// <portgroup>.
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"
#include "parser/strict/strict_element.h"

namespace virnet::internal {
namespace {

// ---- vlan ----

void read_native_mode(ReadContext& in, const AttributeRow& row, std::string_view value) {
  decode(in, row, value, in.scratch.native_mode);
}
void print_native_mode(Output& out, const AttributeRow& row, const VlanTag& tag, const Vlan& vlan) {
  if (vlan.native_mode != NativeMode::Unset && tag.id == vlan.native_id)
    out.attribute(row.name, name_of(vlan.native_mode));
}
constexpr AttributeRow kTagRows[] = {
    {.name = "id",
     .lookup = kQThenL,
     .expected = "a number from 0 to 4095",
     .store = read<&VlanTag::id>,
     .print = print<&VlanTag::id>,
     .malformed = "NET-VLAN-002"_rule,
     .numbers = first_then(NumberKind::W64Max32, NumberKind::U32),
     .form = kTagForm,
     .needed = kNeeded,
     .lint = lint_number},
    {.name = "nativeMode",
     .lookup = kQThenL,
     .expected = "'tagged' or 'untagged'",
     .store = by<read_native_mode>,
     .print = by<print_native_mode>,
     .malformed = "NET-VLAN-004"_rule,
     .empty = "NET-VLAN-005"_rule,
     .form = kEnumForm<NativeMode>},
};
// The tag is the last one of its vlan.
void close_tag(ReadContext& in, VlanTag& tag) {
  if (in.scratch.native_mode == NativeMode::Unset) return;
  Vlan& vlan = *in.scratch.vlan;
  if (vlan.native_mode != NativeMode::Unset) {
    in.fail("NET-VLAN-006"_rule, "'nativeMode' on more than one tag");
    return;
  }
  vlan.native_mode = in.scratch.native_mode;
  vlan.native_id = tag.id.value_or(0);
}
OpenedAs<VlanTag> open_tag(ReadContext& in, Vlan& vlan) {
  in.scratch.vlan = &vlan;
  in.scratch.native_mode = NativeMode::Unset;
  return open_item_member<&Vlan::tags>(in, vlan);
}
constexpr auto kTagType = element<VlanTag, VlanTag, Vlan>(
    {.part = Part::VlanTag, .attributes = kTagRows, .closed = by<close_tag>});

void read_trunk(ReadContext& in, const AttributeRow& row, Vlan& vlan, std::string_view value) {
  if (equals_ignoring_case(value, "yes"))
    vlan.trunk = Tristate::Yes;
  else if (equals_ignoring_case(value, "no"))
    vlan.trunk = Tristate::No;
  else
    fail_value(in, row, value);
}
void print_trunk(Output& out, const AttributeRow& row, const Vlan& vlan) {
  if (vlan.tags.size() > 1 || vlan.trunk == Tristate::Yes) out.attribute(row.name, "yes");
}
void close_vlan(ReadContext& in, Vlan& vlan) {
  if (vlan.tags.empty()) in.fail("NET-VLAN-001"_rule, "<vlan> has no <tag>");
}
constexpr AttributeRow kVlanRows[] = {
    {.name = "trunk",
     .lookup = kQ,
     .expected = kYesNo,
     .store = by<read_trunk>,
     .print = by<print_trunk>,
     .alone = false,
     .malformed = "NET-VLAN-009"_rule,
     .form = kTrunkForm,
     .lint = lint_trunk},
};
constexpr ChildRow kVlanChildren[] = {
    {.name = "tag",
     .type = &kTagType,
     .cardinality = always(Cardinality::All),
     .open = by<open_tag>,
     .each = each_item<&Vlan::tags>,
     .counts = Counts::Inner},
};

// ---- bandwidth ----

constexpr std::string_view kRate = "a number of KiB";
constexpr AttributeRow kRateRows[] = {
    {.name = "average",
     .lookup = kL,
     .expected = kRate,
     .store = read<&Rate::average>,
     .print = print_nonzero<&Rate::average>,
     .malformed = "NET-BW-001"_rule,
     .numbers = always(NumberKind::U64),
     .form = kRateForm,
     .lint = lint_nonzero},
    {.name = "peak",
     .lookup = kL,
     .expected = kRate,
     .store = read<&Rate::peak>,
     .print = print_nonzero<&Rate::peak>,
     .alone = false,
     .malformed = "NET-BW-001"_rule,
     .numbers = always(NumberKind::U64),
     .form = kRateForm,
     .lint = lint_nonzero},
    {.name = "floor",
     .lookup = kL,
     .expected = kRate,
     .store = read<&Rate::floor>,
     .print = print_nonzero<&Rate::floor>,
     .malformed = "NET-BW-001"_rule,
     .numbers = always(NumberKind::U64),
     .form = kRateForm},
    {.name = "burst",
     .lookup = kL,
     .expected = kRate,
     .store = read<&Rate::burst>,
     .print = print_nonzero<&Rate::burst>,
     .alone = false,
     .malformed = "NET-BW-001"_rule,
     .numbers = always(NumberKind::U64),
     .form = kBurstForm,
     .lint = lint_nonzero},
};
constexpr auto kInboundType = element<Rate>({.part = Part::Inbound, .attributes = kRateRows});
constexpr auto kOutboundType = element<Rate>({.part = Part::Outbound, .attributes = kRateRows});

void refuse_class(ReadContext& in, const AttributeRow&, std::string_view) {
  in.fail("NET-BW-006"_rule, "'classID' is not allowed for a network");
}
constexpr AttributeRow kBandwidthRows[] = {
    {.name = "classID",
     .lookup = kL,
     .expected = "no class for a network",
     .store = by<refuse_class>,
     .form = kClassForm<"STRICT-040"_rule>},
};
// In a port; before 11.3 a minus sign wraps around.
constexpr AttributeRow kPortBandwidthRows[] = {
    {.name = "classID",
     .lookup = kL,
     .expected = "a number",
     .store = read<&Bandwidth::class_id>,
     .print = print<&Bandwidth::class_id>,
     .alone = false,
     .malformed = "PORT-BW-004"_rule,
     .negative = "PORT-BW-005"_rule,
     .numbers = {NumberKind::W32, kBy11_3, NumberKind::U32},
     .form = kClassForm<"STRICT-PORT-007"_rule>,
     .lint = lint_number},
};
// libvirt asks whether there is a direction, not whether anything of it is printed.
bool has_direction(const Bandwidth& bandwidth) { return bandwidth.inbound || bandwidth.outbound; }
constexpr Cardinalities kOneBefore11 = until_9_then(Cardinality::One, Cardinality::First);
constexpr ChildRow kBandwidthChildren[] = {
    {.name = "inbound",
     .type = &kInboundType,
     .ns = Namespace::L,
     .cardinality = kOneBefore11,
     .open = open_optional<&Bandwidth::inbound>,
     .each = each_optional<&Bandwidth::inbound>,
     .repeated = "NET-BW-007"_rule},
    {.name = "outbound",
     .type = &kOutboundType,
     .ns = Namespace::L,
     .cardinality = kOneBefore11,
     .open = open_optional<&Bandwidth::outbound>,
     .each = each_optional<&Bandwidth::outbound>,
     .repeated = "NET-BW-007"_rule},
};

// ---- virtualport ----

// A parameter that is not of the type is read, but not printed.
template <auto Member>
void print_parameter_member(Output& out, const AttributeRow& row, const VirtualPort& port) {
  if (port.type == VirtualPortType::Unset || (row.port_types & port_type_bit(port.type)) != 0)
    print_member<Member>(out, row, port);
}
template <auto Member>
constexpr Print print_parameter = by<print_parameter_member<Member>>;

constexpr auto kQbg = VirtualPortType::Qbg;
constexpr auto kQbh = VirtualPortType::Qbh;
constexpr auto kOvs = VirtualPortType::OpenVSwitch;
constexpr auto kMidonet = VirtualPortType::Midonet;

constexpr NumberKinds kPortId = {NumberKind::W32Base0, kBy12_8, NumberKind::U32};
// Before 12.8 other bases and negative numbers were read.
template <auto Member>
void read_port_id_member(ReadContext& in, const AttributeRow& row, VirtualPort& port,
                         std::string_view value) {
  const bool was_read = parse_number(value, NumberKind::W32Base0, in.dialect()).has_value();
  if ("NET-VPORT-006"_rule.holds_in(in.dialect()) && was_read &&
      !parse_number(value, NumberKind::U32, in.dialect()))
    in.fail("NET-VPORT-006"_rule, std::string(row.name).append(" is '").append(value).append(
                                      "', libvirt 12.8 reads only decimal numbers"));
  else
    read_member<Member>(in, row, port, value);
}
template <auto Member>
constexpr Store read_port_id = by<read_port_id_member<Member>>;

// An empty profileid is as good as none.
void read_profileid(ReadContext& in, const AttributeRow&, VirtualPort& port,
                    std::string_view value) {
  if (!value.empty()) port.profileid = in.arena().text(value);
}
constexpr AttributeRow kParametersRows[] = {
    {.name = "managerid",
     .lookup = kL,
     .expected = "a number from 0 to 255",
     .store = read_port_id<&VirtualPort::managerid>,
     .print = print_parameter<&VirtualPort::managerid>,
     .malformed = "NET-VPORT-003"_rule,
     .numbers = kPortId,
     .form = kPortByteForm,
     .port_types = port_types(kQbg),
     .lint = lint_base},
    {.name = "typeid",
     .lookup = kL,
     .expected = "a number from 0 to 16777215",
     .store = read_port_id<&VirtualPort::typeid_>,
     .print = print_parameter<&VirtualPort::typeid_>,
     .malformed = "NET-VPORT-003"_rule,
     .numbers = kPortId,
     .form = kPortTypeForm,
     .port_types = port_types(kQbg),
     .lint = lint_base},
    {.name = "typeidversion",
     .lookup = kL,
     .expected = "a number from 0 to 255",
     .store = read_port_id<&VirtualPort::typeidversion>,
     .print = print_parameter<&VirtualPort::typeidversion>,
     .malformed = "NET-VPORT-003"_rule,
     .numbers = kPortId,
     .form = kPortByteForm,
     .port_types = port_types(kQbg),
     .lint = lint_base},
    {.name = "instanceid",
     .lookup = kL,
     .expected = "a UUID",
     .store = read<&VirtualPort::instanceid>,
     .print = print_parameter<&VirtualPort::instanceid>,
     .malformed = "NET-VPORT-007"_rule,
     .form = kUuidForm,
     .port_types = port_types(kQbg),
     .lint = lint_uuid},
    {.name = "interfaceid",
     .lookup = kL,
     .expected = "a UUID",
     .store = read<&VirtualPort::interfaceid>,
     .print = print_parameter<&VirtualPort::interfaceid>,
     .malformed = "NET-VPORT-007"_rule,
     .form = kUuidForm,
     .port_types = port_types(kOvs, kMidonet),
     .lint = lint_uuid},
    {.name = "profileid",
     .lookup = kL,
     .expected = "a profile",
     .store = by<read_profileid>,
     .print = print_parameter<&VirtualPort::profileid>,
     .form = kProfileForm,
     .port_types = port_types(kQbh, kOvs),
     .lint = lint_raw},
};
// libvirt asks whether there is any parameter, not whether the type has it.
bool has_parameters(const VirtualPort& port) {
  VirtualPort only_type;
  only_type.type = port.type;
  return port != only_type;
}
void check_parameters(StrictElement& parameters) {
  for (std::size_t row = 0; row < std::size(kParametersRows); ++row)
    if (parameters.has(row) && (kParametersRows[row].port_types & parameters.port_types()) == 0)
      parameters.refuse("STRICT-036"_rule, row,
                        quoted(kParametersRows[row].name)
                            .append(" is no parameter of this type of virtualport: --validate "
                                    "refuses it"));
  if (parameters.port_types() == port_type_bit(kMidonet) &&
      !parameters.has(row_of(kParametersRows, "interfaceid")))
    parameters.refuse("STRICT-029"_rule, "a virtualport of type 'midonet' needs 'interfaceid'");
}
constexpr auto kParametersType = element<VirtualPort>({.part = Part::Parameters,
                                                       .attributes = kParametersRows,
                                                       .even_empty = by<has_parameters>,
                                                       .strict = check_parameters});

constexpr AttributeRow kVirtualPortRows[] = {
    {.name = "type",
     .lookup = kL,
     .expected = "'802.1Qbg', '802.1Qbh', 'openvswitch' or 'midonet'",
     .store = read<&VirtualPort::type>,
     .print = print<&VirtualPort::type>,
     .malformed = "NET-VPORT-001"_rule,
     .form = kEnumForm<VirtualPortType>},
};
void check_port_type(StrictElement& port) {
  constexpr std::size_t kType = row_of(kVirtualPortRows, "type");
  if (!port.has(kType)) return;
  const std::string_view type = without_blanks_around(port.value(kType));
  for (std::size_t i = 1; i < kNames<VirtualPortType>.size(); ++i)
    if (kNames<VirtualPortType>[i] == type)
      port.allow_port_types(port_type_bit(static_cast<VirtualPortType>(i)));
}
constexpr ChildRow kVirtualPortChildren[] = {
    {.name = "parameters",
     .type = &kParametersType,
     .ns = Namespace::L,
     .open = open_same,
     .each = each_same},
};

// ---- portgroup ----

constexpr AttributeRow kPortgroupRows[] = {
    {.name = "name",
     .lookup = kQ,
     .expected = "a name",
     .store = read<&Portgroup::name>,
     .print = print<&Portgroup::name>,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .needed = kNeeded,
     .lint = lint_raw_name},
    {.name = "default",
     .lookup = kQ,
     .expected = kYesNo,
     .store = read_ci_yes<&Portgroup::is_default>,
     .print = print<&Portgroup::is_default>,
     .form = kYesNoForm<"STRICT-013"_rule>,
     .lint = lint_ci_yes},
    {.name = "trustGuestRxFilters",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&Portgroup::trust_guest_rx_filters>,
     .print = print<&Portgroup::trust_guest_rx_filters>,
     .malformed = "NET-PG-002"_rule,
     .empty = "NET-PG-003"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr ChildRow kPortgroupChildren[] = {
    {.name = "vlan",
     .type = &kVlanType,
     .open = open_part<&Portgroup::vlan>,
     .each = each_part<&Portgroup::vlan>},
    {.name = "virtualport",
     .type = &kVirtualPortType,
     .open = open_kept<&Portgroup::virtualport>,
     .each = each_optional<&Portgroup::virtualport>,
     .lost = "a <virtualport> without anything in it"},
    {.name = "bandwidth",
     .type = &kBandwidthType,
     .open = open_kept<&Portgroup::bandwidth>,
     .each = each_optional<&Portgroup::bandwidth>,
     .lost = "a <bandwidth> without <inbound> and <outbound>"},
};

void close_portgroup(ReadContext&, Portgroup& group) { drop_empty(group.bandwidth); }

}  // namespace

constinit const Element<Vlan> kVlanType = element<Vlan>({.part = Part::Vlan,
                                                         .attributes = kVlanRows,
                                                         .children = kVlanChildren,
                                                         .closed = by<close_vlan>});
constinit const Element<Bandwidth> kBandwidthType =
    element<Bandwidth>({.part = Part::Bandwidth,
                        .attributes = kBandwidthRows,
                        .children = kBandwidthChildren,
                        .closing = Closing::Pair,
                        .even_empty = by<has_direction>});
constinit const Element<Bandwidth> kPortBandwidthType =
    element<Bandwidth>({.part = Part::PortBandwidth,
                        .attributes = kPortBandwidthRows,
                        .children = kBandwidthChildren,
                        .closing = Closing::Pair,
                        .even_empty = by<has_direction>});
constinit const Element<VirtualPort> kVirtualPortType =
    element<VirtualPort>({.part = Part::VirtualPort,
                          .attributes = kVirtualPortRows,
                          .children = kVirtualPortChildren,
                          .strict = check_port_type});
constinit const Element<Portgroup> kPortgroupType =
    element<Portgroup>({.part = Part::Portgroup,
                        .attributes = kPortgroupRows,
                        .children = kPortgroupChildren,
                        .closing = Closing::Pair,
                        .closed = by<close_portgroup>});

}  // namespace virnet::internal
