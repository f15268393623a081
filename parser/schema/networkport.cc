// The schema table: <networkport>.
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

NetworkPortSpec& port(void* object) { return *static_cast<NetworkPortSpec*>(object); }
const NetworkPortSpec& port(const void* object) {
  return *static_cast<const NetworkPortSpec*>(object);
}

// ---- uuid, owner, group ----

void read_uuid_to(ReadContext& in, Rule malformed, std::string_view value,
                  std::optional<Uuid>& uuid) {
  if (value.empty()) return;
  uuid = Uuid::parse(value);
  if (!uuid)
    in.fail(malformed, std::string("malformed uuid ")
                           .append(quoted(value))
                           .append(", expected 32 hexadecimal digits"));
}
template <auto Member>
void print_uuid(Output& out, const void* object) {
  char text[36];
  out.raw(std::string_view(text, member<Member>(object)->print(text)));
}

constexpr ElementType kPortUuidType = {
    .part = Part::PortUuid,
    .form = kUuidForm,
    .text = [](ReadContext& in, void* object, std::string_view value,
               bool) { read_uuid_to(in, "PORT-UUID-002"_rule, value, port(object).uuid); },
    .print_text = print_uuid<&NetworkPortSpec::uuid>,
    .lint = lint_uuid};
constexpr ElementType kOwnerNameType = {
    .part = Part::OwnerName,
    .text = [](ReadContext& in, void* object, std::string_view value,
               bool) { static_cast<Owner*>(object)->name = in.arena().text(value); },
    .print_text = [](Output& out,
                     const void* object) { out.escaped(member<&Owner::name>(object).view()); },
    .lint = lint_content_name};
constexpr ElementType kOwnerUuidType = {
    .part = Part::OwnerUuid,
    .form = kUuidForm,
    .text =
        [](ReadContext& in, void* object, std::string_view value, bool) {
          read_uuid_to(in, "PORT-OWNER-003"_rule, value, static_cast<Owner*>(object)->uuid);
        },
    .print_text = print_uuid<&Owner::uuid>,
    .lint = lint_uuid};

// The first of all owners counts.
template <auto Seen>
Opened open_first(ReadContext& in, void* parent) {
  if (std::exchange(in.scratch.*Seen, true)) return {};
  return {parent};
}
constexpr ChildRow kOwnerChildren[] = {
    {.name = "name",
     .type = &kOwnerNameType,
     .open = open_first<&Scratch::owner_name>,
     .each = each_same},
    {.name = "uuid",
     .type = &kOwnerUuidType,
     .open = open_first<&Scratch::owner_uuid>,
     .each = each_same},
};
constexpr ElementType kOwnerType = {.part = Part::Owner, .children = kOwnerChildren};

constexpr ElementType kGroupType = {
    .part = Part::Group,
    .form = kDeviceForm<"STRICT-PORT-003"_rule>,
    .text =
        [](ReadContext& in, void* object, std::string_view value, bool) {
          if (!value.empty()) port(object).group = in.arena().text(value);
        },
    .printed = [](const Output&,
                  const void* object) { return static_cast<bool>(port(object).group); },
    .print_text = [](Output& out, const void* object) { out.escaped(port(object).group.view()); },
    .lint = lint_content};

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
constexpr ElementType kPortMacType = {.part = Part::PortMac, .attributes = kPortMacRows};

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
constexpr ElementType kIsolationType = {.part = Part::PortIsolation,
                                        .attributes = kIsolationRows,
                                        .printed = [](const Output&, const void* object) {
                                          return port(object).isolated != Tristate::Unset;
                                        }};

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
constexpr ElementType kRxFiltersType = {.part = Part::RxFilters,
                                        .attributes = kRxFiltersRows,
                                        .printed = [](const Output&, const void* object) {
                                          return port(object).trust_guest_rx_filters !=
                                                 Tristate::Unset;
                                        }};

// ---- plug ----

const Plug& plug(const void* object) { return *static_cast<const Plug*>(object); }
bool is_on_bridge(PlugType type) { return type == PlugType::Network || type == PlugType::Bridge; }
bool is_direct(PlugType type) { return type == PlugType::Direct; }
bool is_hostdev(PlugType type) { return type == PlugType::HostdevPci; }

// Which values count depends on the type, which 7.0 may find in a later <plug> than they are.
void keep_plug_value(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  for (LateValue& late : in.scratch.plug) {
    if (late.row) continue;
    late = in.keep(row, value);
    return;
  }
}
template <auto Member, auto Has>
void print_of(Output& out, const AttributeRow& row, const void* object) {
  if (!Has(plug(object).type)) return;
  if constexpr (std::is_same_v<TypeOf<Member>, Text>)
    out.attribute_escaped(row.name, member<Member>(object).view());
  else
    print<Member>(out, row, object);
}
void print_type(Output& out, const AttributeRow& row, const void* object) {
  out.attribute(row.name, name_of(plug(object).type));
}
// 7.0 asks whether it was given, not what it said.
void print_managed(Output& out, const AttributeRow& row, const void* object) {
  if (!is_hostdev(plug(object).type)) return;
  if (!out.dialect().has(kBy9_0))
    out.attribute(row.name, plug(object).managed == Tristate::Unset ? "no" : "yes");
  else
    print<&Plug::managed>(out, row, object);
}
void read_managed(ReadContext& in, const AttributeRow& row, void* object, std::string_view value) {
  if (value != "default" || !row.empty->holds_in(in.dialect())) {
    if (value != "default") read<&Plug::managed>(in, row, object, value);
    return;
  }
  in.fail(*row.empty, "'managed' is 'default', expected 'yes' or 'no'");
}

constexpr AttributeRow kPlugRows[] = {
    {.name = "type",
     .lookup = kQThenL,
     .expected = "'network', 'bridge', 'direct' or 'hostdev-pci'",
     .store = keep_plug_value,
     .print = print_type,
     .malformed = "PORT-PLUG-001"_rule,
     .empty = "PORT-PLUG-002"_rule,
     .form = kPlugForm,
     .needed = kNeeded},
    {.name = "bridge",
     .lookup = kQThenL,
     .expected = "a device name",
     .store = keep_plug_value,
     .print = print_of<&Plug::bridge, is_on_bridge>,
     .form = kDeviceForm<"STRICT-PORT-003"_rule>,
     .lint = lint_device},
    {.name = "macTableManager",
     .lookup = kQThenL,
     .expected = "'kernel' or 'libvirt'",
     .store = keep_plug_value,
     .print = print_of<&Plug::mac_table_manager, is_on_bridge>,
     .malformed = "PORT-PLUG-005"_rule,
     .empty = "PORT-PLUG-006"_rule,
     .form = kEnumForm<MacTableManager>},
    {.name = "dev",
     .lookup = kQThenL,
     .expected = "a device name",
     .store = keep_plug_value,
     .print = print_of<&Plug::dev, is_direct>,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .lint = lint_device},
    {.name = "mode",
     .lookup = kQThenL,
     .expected = "'vepa', 'private', 'bridge' or 'passthrough'",
     .store = keep_plug_value,
     .print = print_of<&Plug::mode, is_direct>,
     .malformed = "PORT-PLUG-009"_rule,
     .empty = "PORT-PLUG-010"_rule,
     .form = kEnumForm<DirectMode>},
    {.name = "managed",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = keep_plug_value,
     .print = print_managed,
     .malformed = "PORT-PLUG-013"_rule,
     .empty = "PORT-PLUG-014"_rule,
     .form = kYesNoForm<kAnyOf>},
};

struct PlugValue {
  std::string_view name;
  bool (*has)(PlugType);
  Store* store;
};
constexpr PlugValue kPlugValues[] = {
    {"bridge", is_on_bridge, read<&Plug::bridge>},
    {"macTableManager", is_on_bridge, read<&Plug::mac_table_manager>},
    {"dev", is_direct, read<&Plug::dev>},
    {"mode", is_direct, read<&Plug::mode>},
    {"managed", is_hostdev, read_managed},
};

void store_plug_values(ReadContext& in, Plug& plug) {
  const auto find = [&](std::string_view name) -> const LateValue* {
    for (const LateValue& late : in.scratch.plug)
      if (late.row && late.row->name == name) return &late;
    return nullptr;
  };
  if (const LateValue* type = find("type")) in.store_late(*type, read<&Plug::type>, &plug);
  for (const PlugValue& value : kPlugValues) {
    const LateValue* late = find(value.name);
    if (!late) continue;
    if (value.has(plug.type))
      in.store_late(*late, value.store, &plug);
    else
      in.ignore_late(*late, "in a <plug> of this type");
  }
}

void close_port(ReadContext& in, void* object) {
  NetworkPortSpec& spec = port(object);
  drop_empty(spec.bandwidth);
  store_plug_values(in, spec.plug);
  if (is_hostdev(spec.plug.type)) return;
  in.withdraw(Part::Driver);
  in.withdraw(Part::PlugAddress);
  spec.plug.driver = {};
  spec.plug.address.reset();
}

// Of all plugs the first <driver> and <address> count.
Opened open_plug_driver(ReadContext& in, void* parent) {
  const bool merges = !in.dialect().has(kBy11_3);
  if (std::exchange(in.scratch.plug_driver, true) && !merges) return {};
  return open_part<&Plug::driver>(in, parent);
}
Opened open_plug_address(ReadContext& in, void* parent) {
  if (static_cast<Plug*>(parent)->address) return {};
  return open_optional<&Plug::address>(in, parent);
}
constexpr ChildRow kPlugChildren[] = {
    {.name = "driver",
     .type = &kDriverType,
     .cardinality = until_9_then(Cardinality::Merged, Cardinality::First),
     .open = open_plug_driver,
     .each = each_part<&Plug::driver>},
    {.name = "address",
     .type = &kPlugAddressType,
     .open = open_plug_address,
     .each = each_optional<&Plug::address>},
};
constexpr ElementType kPlugType = {.part = Part::Plug,
                                   .attributes = kPlugRows,
                                   .children = kPlugChildren,
                                   .printed = [](const Output&, const void* object) {
                                     return plug(object).type != PlugType::None;
                                   }};

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
    {.name = "group", .type = &kGroupType, .open = open_same, .each = each_same},
    {.name = "mac",
     .type = &kPortMacType,
     .cardinality = always(Cardinality::Merged),
     .open = open_same,
     .each = each_same},
    {.name = "virtualport",
     .type = &kVirtualPortType,
     .open = open_optional<&NetworkPortSpec::virtualport>,
     .each = each_optional<&NetworkPortSpec::virtualport>},
    {.name = "bandwidth",
     .type = &kPortBandwidthType,
     .open = open_optional<&NetworkPortSpec::bandwidth>,
     .each = each_optional<&NetworkPortSpec::bandwidth>},
    {.name = "vlan",
     .type = &kVlanType,
     .open = open_part<&NetworkPortSpec::vlan>,
     .each = each_part<&NetworkPortSpec::vlan>},
    {.name = "port",
     .type = &kIsolationType,
     .cardinality = kMergedIn7,
     .open = open_same,
     .each = each_same},
    {.name = "rxfilters",
     .type = &kRxFiltersType,
     .cardinality = kMergedIn7,
     .open = open_same,
     .each = each_same},
    {.name = "plug",
     .type = &kPlugType,
     .cardinality = kMergedIn7ThenContinued,
     .open = open_part<&NetworkPortSpec::plug>,
     .each = each_part<&NetworkPortSpec::plug>},
};
constexpr ElementType kNetworkPortType = {.part = Part::NetworkPort,
                                          .children = kNetworkPortChildren,
                                          .closing = Closing::Pair,
                                          .closed = close_port};

}  // namespace

const ChildRow& networkport_row() {
  static constexpr ChildRow row{
      .name = "networkport", .type = &kNetworkPortType, .ns = Namespace::L};
  return row;
}

}  // namespace virnet::internal
