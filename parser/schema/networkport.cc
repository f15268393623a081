// The schema table: <networkport>.
#include <algorithm>
#include <utility>

#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"
#include "parser/strict/strict_element.h"

namespace virnet::internal {
namespace {

// ---- uuid, owner, group ----

template <auto Member, Rule Malformed>
void read_uuid(ReadContext& in, ClassOf<Member>& object, std::string_view value, bool) {
  if (value.empty()) return;
  object.*Member = Uuid::parse(value);
  if (!(object.*Member))
    in.fail(Malformed, std::string("malformed uuid ")
                           .append(quoted(value))
                           .append(", expected 32 hexadecimal digits"));
}

constexpr auto kPortUuidType =
    element<NetworkPortSpec>({.part = Part::PortUuid,
                              .form = kUuidForm,
                              .text = by<read_uuid<&NetworkPortSpec::uuid, "PORT-UUID-002"_rule>>,
                              .print_text = print_text_of<&NetworkPortSpec::uuid>,
                              .lint = lint_uuid});
constexpr auto kOwnerNameType = element<Owner>({.part = Part::OwnerName,
                                                .text = read_text<&Owner::name>,
                                                .print_text = print_text_of<&Owner::name>,
                                                .lint = lint_content_name});
constexpr auto kOwnerUuidType =
    element<Owner>({.part = Part::OwnerUuid,
                    .form = kUuidForm,
                    .text = by<read_uuid<&Owner::uuid, "PORT-OWNER-003"_rule>>,
                    .print_text = print_text_of<&Owner::uuid>,
                    .lint = lint_uuid});

// The first of all owners counts.
template <auto Seen>
OpenedAs<Owner> open_first(ReadContext& in, Owner& owner) {
  if (std::exchange(in.scratch.*Seen, true)) return {};
  return {&owner};
}
constexpr ChildRow kOwnerChildren[] = {
    {.name = "name",
     .type = &kOwnerNameType,
     .open = by<open_first<&Scratch::owner_name>>,
     .each = each_same},
    {.name = "uuid",
     .type = &kOwnerUuidType,
     .open = by<open_first<&Scratch::owner_uuid>>,
     .each = each_same},
};
constexpr auto kOwnerType = element<Owner>({.part = Part::Owner, .children = kOwnerChildren});

constexpr auto kGroupType =
    element<NetworkPortSpec>({.part = Part::Group,
                              .form = kDeviceForm<"STRICT-PORT-003"_rule>,
                              .text = read_nonempty_text<&NetworkPortSpec::group>,
                              .print_text = print_text_of<&NetworkPortSpec::group>,
                              .lint = lint_content});

// ---- mac, port, rxfilters ----

constexpr AttributeRow kPortMacRows[] = {
    {.name = "address",
     .lookup = kQ,
     .expected = "six groups of hexadecimal digits like 52:54:00:12:34:56",
     .store = read<&NetworkPortSpec::mac>,
     .print = print<&NetworkPortSpec::mac>,
     .malformed = "PORT-MAC-002"_rule,
     .form = kMacForm,
     .needed = kNeeded,
     .lint = lint_mac},
};
constexpr auto kPortMacType =
    element<NetworkPortSpec>({.part = Part::PortMac, .attributes = kPortMacRows});

constexpr AttributeRow kIsolationRows[] = {
    {.name = "isolated",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&NetworkPortSpec::isolated>,
     .print = print<&NetworkPortSpec::isolated>,
     .malformed = "PORT-PORT-001"_rule,
     .empty = "PORT-PORT-002"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr auto kIsolationType =
    element<NetworkPortSpec>({.part = Part::PortIsolation, .attributes = kIsolationRows});

constexpr AttributeRow kRxFiltersRows[] = {
    {.name = "trustGuest",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&NetworkPortSpec::trust_guest_rx_filters>,
     .print = print<&NetworkPortSpec::trust_guest_rx_filters>,
     .malformed = "PORT-RX-001"_rule,
     .empty = "PORT-RX-002"_rule,
     .form = kYesNoForm<kAnyOf>,
     .needed = "STRICT-PORT-004"_rule},
};
constexpr auto kRxFiltersType =
    element<NetworkPortSpec>({.part = Part::RxFilters, .attributes = kRxFiltersRows});

// ---- plug ----

bool is_on_bridge(PlugType type) { return type == PlugType::Network || type == PlugType::Bridge; }
bool is_direct(PlugType type) { return type == PlugType::Direct; }
bool is_hostdev(PlugType type) { return type == PlugType::HostdevPci; }

// Which values count depends on the type, which 7.0 may find in a later <plug> than they are.
void keep_plug_value(ReadContext& in, const AttributeRow& row, std::string_view value) {
  for (LateValue& late : in.scratch.plug) {
    if (late.row) continue;
    late = in.keep(row, value);
    return;
  }
}
template <auto Member, auto Has>
void print_of(Output& out, const AttributeRow& row, const Plug& plug) {
  if (!Has(plug.type)) return;
  if constexpr (std::is_same_v<TypeOf<Member>, Text>)
    out.attribute_escaped(row.name, (plug.*Member).view());
  else
    print_member<Member>(out, row, plug);
}
// 7.0 asks whether it was given, not what it said.
void print_managed(Output& out, const AttributeRow& row, const Plug& plug) {
  if (!is_hostdev(plug.type)) return;
  if (!out.dialect().has(kBy9_0))
    out.attribute(row.name, plug.managed == Tristate::Unset ? "no" : "yes");
  else
    print_member<&Plug::managed>(out, row, plug);
}
void read_managed(ReadContext& in, const AttributeRow& row, Plug& plug, std::string_view value) {
  if (value != "default" || !row.empty->holds_in(in.dialect())) {
    if (value != "default") read_member<&Plug::managed>(in, row, plug, value);
    return;
  }
  in.fail(*row.empty, "'managed' is 'default', expected 'yes' or 'no'");
}

constexpr AttributeRow kPlugRows[] = {
    {.name = "type",
     .lookup = kQThenL,
     .expected = "'network', 'bridge', 'direct' or 'hostdev-pci'",
     .store = by<keep_plug_value>,
     .print = print<&Plug::type>,
     .malformed = "PORT-PLUG-001"_rule,
     .empty = "PORT-PLUG-002"_rule,
     .form = kPlugForm,
     .needed = kNeeded},
    {.name = "bridge",
     .lookup = kQThenL,
     .expected = "a device name",
     .store = by<keep_plug_value>,
     .print = by<print_of<&Plug::bridge, is_on_bridge>>,
     .form = kDeviceForm<"STRICT-PORT-003"_rule>,
     .lint = lint_device},
    {.name = "macTableManager",
     .lookup = kQThenL,
     .expected = "'kernel' or 'libvirt'",
     .store = by<keep_plug_value>,
     .print = by<print_of<&Plug::mac_table_manager, is_on_bridge>>,
     .malformed = "PORT-PLUG-005"_rule,
     .empty = "PORT-PLUG-006"_rule,
     .form = kEnumForm<MacTableManager>},
    {.name = "dev",
     .lookup = kQThenL,
     .expected = "a device name",
     .store = by<keep_plug_value>,
     .print = by<print_of<&Plug::dev, is_direct>>,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .lint = lint_device},
    {.name = "mode",
     .lookup = kQThenL,
     .expected = "'vepa', 'private', 'bridge' or 'passthrough'",
     .store = by<keep_plug_value>,
     .print = by<print_of<&Plug::mode, is_direct>>,
     .malformed = "PORT-PLUG-009"_rule,
     .empty = "PORT-PLUG-010"_rule,
     .form = kEnumForm<DirectMode>},
    {.name = "managed",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = by<keep_plug_value>,
     .print = by<print_managed>,
     .malformed = "PORT-PLUG-013"_rule,
     .empty = "PORT-PLUG-014"_rule,
     .form = kYesNoForm<kAnyOf>},
};

static_assert(std::size(kPlugRows) <= std::tuple_size_v<decltype(Scratch::plug)>);

constexpr std::size_t kPlugTypeRow = row_of(kPlugRows, "type");

// Where a value goes that counts, and for which types of plug it does.
struct PlugValue {
  std::size_t row;
  bool (*is_for)(PlugType);
  Store store;
};
constexpr PlugValue kPlugValues[] = {
    {row_of(kPlugRows, "bridge"), is_on_bridge, read<&Plug::bridge>},
    {row_of(kPlugRows, "macTableManager"), is_on_bridge, read<&Plug::mac_table_manager>},
    {row_of(kPlugRows, "dev"), is_direct, read<&Plug::dev>},
    {row_of(kPlugRows, "mode"), is_direct, read<&Plug::mode>},
    {row_of(kPlugRows, "managed"), is_hostdev, by<read_managed>},
};
static_assert(std::size(kPlugValues) + 1 == std::size(kPlugRows),
              "each row but 'type' has a value");
static_assert(std::ranges::all_of(kPlugValues, [](const PlugValue& value) {
  return value.store.object == kClass<Plug>;
}));

void store_plug_values(ReadContext& in, Plug& plug) {
  const auto find = [&](std::size_t row) -> const LateValue* {
    for (const LateValue& late : in.scratch.plug)
      if (late.row && late.row->name == kPlugRows[row].name) return &late;
    return nullptr;
  };
  if (const LateValue* type = find(kPlugTypeRow)) in.store_late(*type, read<&Plug::type>, &plug);
  for (const PlugValue& value : kPlugValues) {
    const LateValue* late = find(value.row);
    if (!late) continue;
    if (value.is_for(plug.type))
      in.store_late(*late, value.store, &plug);
    else
      in.ignore_late(*late, "in a <plug> of this type");
  }
}

void close_port(ReadContext& in, NetworkPortSpec& spec) {
  drop_empty(spec.bandwidth);
  store_plug_values(in, spec.plug);
  if (is_hostdev(spec.plug.type)) return;
  in.withdraw(Part::Driver);
  in.withdraw(Part::PlugAddress);
  spec.plug.driver = {};
  spec.plug.address.reset();
}

// Of all plugs the first <driver> and <address> count.
OpenedAs<Driver> open_plug_driver(ReadContext& in, Plug& plug) {
  const bool merges = !in.dialect().has(kBy11_3);
  if (std::exchange(in.scratch.plug_driver, true) && !merges) return {};
  return {&plug.driver};
}
OpenedAs<PciAddress> open_plug_address(ReadContext&, Plug& plug) {
  if (plug.address) return {};
  return {&plug.address.emplace()};
}
constexpr ChildRow kPlugChildren[] = {
    {.name = "driver",
     .type = &kDriverType,
     .cardinality = until_9_then(Cardinality::Merged, Cardinality::First),
     .open = by<open_plug_driver>,
     .each = each_part<&Plug::driver>,
     .lost = "a <driver> that is empty, or in a <plug> of this type"},
    {.name = "address",
     .type = &kPlugAddressType,
     .open = by<open_plug_address>,
     .each = each_optional<&Plug::address>,
     .lost = "an <address> in a <plug> of this type"},
};
// Each type has attributes of its own.
void check_plug(StrictElement& plug) {
  if (!plug.has(kPlugTypeRow)) return;
  const std::string_view name = without_blanks_around(plug.value(kPlugTypeRow));
  const auto found = std::ranges::find(kNames<PlugType>, name);
  const auto type = static_cast<PlugType>(found - kNames<PlugType>.begin());
  if (found == kNames<PlugType>.end() || type == PlugType::None) return;
  for (const PlugValue& value : kPlugValues)
    if (plug.has(value.row) && !value.is_for(type))
      plug.refuse("STRICT-002"_rule, value.row,
                  quoted(kPlugRows[value.row].name)
                      .append(" is no attribute of a <plug> of type ")
                      .append(quoted(name))
                      .append(": --validate refuses it"));
  if (is_direct(type) && !plug.has(row_of(kPlugRows, "mode")))
    plug.refuse("STRICT-PORT-002"_rule,
                "no 'mode' on a <plug> of type 'direct', --validate asks for it");
}

bool has_no_type(const Plug& plug) { return plug.type == PlugType::None; }

constexpr auto kPlugType = element<Plug>({.part = Part::Plug,
                                          .attributes = kPlugRows,
                                          .children = kPlugChildren,
                                          .left_out = by<has_no_type>,
                                          .strict = check_plug});

// ---- networkport ----

constexpr Cardinalities kMergedIn7 = {Cardinality::Merged, kBy9_0, Cardinality::First};
constexpr Cardinalities kMergedIn7ThenContinued = {Cardinality::Merged, kBy9_0,
                                                   Cardinality::Continued};
constexpr ChildRow kNetworkPortChildren[] = {
    {.name = "uuid", .type = &kPortUuidType, .open = open_same, .each = each_same},
    {.name = "owner",
     .type = &kOwnerType,
     .cardinality = always(Cardinality::All),
     .open = open_part<&NetworkPortSpec::owner>,
     .each = each_part<&NetworkPortSpec::owner>,
     .schema_repeated = "STRICT-003"_rule},
    {.name = "group",
     .type = &kGroupType,
     .open = open_same,
     .each = each_same,
     .lost = "an empty <group>"},
    {.name = "mac",
     .type = &kPortMacType,
     .cardinality = always(Cardinality::Merged),
     .open = open_same,
     .each = each_same},
    {.name = "virtualport",
     .type = &kVirtualPortType,
     .open = open_optional<&NetworkPortSpec::virtualport>,
     .each = each_optional<&NetworkPortSpec::virtualport>,
     .lost = "a <virtualport> without anything in it"},
    {.name = "bandwidth",
     .type = &kPortBandwidthType,
     .open = open_optional<&NetworkPortSpec::bandwidth>,
     .each = each_optional<&NetworkPortSpec::bandwidth>,
     .lost = "a <bandwidth> without <inbound> and <outbound>"},
    {.name = "vlan",
     .type = &kVlanType,
     .open = open_part<&NetworkPortSpec::vlan>,
     .each = each_part<&NetworkPortSpec::vlan>},
    {.name = "port",
     .type = &kIsolationType,
     .cardinality = kMergedIn7,
     .open = open_same,
     .each = each_same,
     .lost = "a <port> without 'isolated'"},
    {.name = "rxfilters",
     .type = &kRxFiltersType,
     .cardinality = kMergedIn7,
     .open = open_same,
     .each = each_same,
     .lost = "an <rxfilters> without 'trustGuest'"},
    {.name = "plug",
     .type = &kPlugType,
     .cardinality = kMergedIn7ThenContinued,
     .open = open_part<&NetworkPortSpec::plug>,
     .each = each_part<&NetworkPortSpec::plug>,
     .lost = "a <plug> without a type"},
};
constexpr auto kNetworkPortType = element<NetworkPortSpec>({.part = Part::NetworkPort,
                                                            .children = kNetworkPortChildren,
                                                            .closing = Closing::Pair,
                                                            .closed = by<close_port>});

}  // namespace

constinit const ChildRow kNetworkPortRow = {
    .name = "networkport", .type = &kNetworkPortType, .ns = Namespace::L};

}  // namespace virnet::internal
