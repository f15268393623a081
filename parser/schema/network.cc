// The schema table: <network> and its plain children.
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

// ---- name, uuid, title, description, metadata ----

void read_name(ReadContext& in, void* object, std::string_view value, bool) {
  static_cast<NetworkSpec*>(object)->name = in.arena().text(value);
}
void read_uuid(ReadContext& in, void* object, std::string_view value, bool) {
  if (value.empty()) return;
  static_cast<NetworkSpec*>(object)->uuid = Uuid::parse(value);
  if (!static_cast<NetworkSpec*>(object)->uuid)
    in.fail(
        "NET-UUID-001"_rule,
        std::string("malformed uuid '").append(value).append("', expected 32 hexadecimal digits"));
}
void read_title(ReadContext& in, void* object, std::string_view value, bool) {
  if (!value.empty()) static_cast<NetworkSpec*>(object)->title = in.arena().text(value);
}
void read_description(ReadContext& in, void* object, std::string_view value, bool) {
  if (!value.empty()) static_cast<NetworkSpec*>(object)->description = in.arena().text(value);
}

const NetworkSpec& network(const void* object) { return *static_cast<const NetworkSpec*>(object); }

template <auto Member>
bool has_text(const Output&, const void* object) {
  return static_cast<bool>(member<Member>(object));
}
template <auto Member>
void print_text_of(Output& out, const void* object) {
  out.escaped(member<Member>(object).view());
}
void print_uuid(Output& out, const void* object) {
  char text[36];
  out.raw(std::string_view(text, network(object).uuid->print(text)));
}

constexpr ElementType kNameType = {.part = Part::Name,
                                   .text = read_name,
                                   .print_text = print_text_of<&NetworkSpec::name>,
                                   .lint = lint_content_name};
constexpr ElementType kUuidType = {.part = Part::Uuid,
                                   .form = kUuidForm,
                                   .text = read_uuid,
                                   .printed = has_text<&NetworkSpec::uuid>,
                                   .print_text = print_uuid,
                                   .lint = lint_uuid};
constexpr ElementType kTitleType = {.part = Part::Title,
                                    .form = kTitleForm,
                                    .text = read_title,
                                    .printed = has_text<&NetworkSpec::title>,
                                    .print_text = print_text_of<&NetworkSpec::title>,
                                    .lint = lint_content};
constexpr ElementType kDescriptionType = {.part = Part::Description,
                                          .text = read_description,
                                          .printed = has_text<&NetworkSpec::description>,
                                          .print_text = print_text_of<&NetworkSpec::description>,
                                          .lint = lint_content};
constexpr ElementType kMetadataType = {.part = Part::Metadata,
                                       .printed = has_text<&NetworkSpec::metadata>};

// ---- bridge ----

void read_stp(ReadContext&, const AttributeRow&, void* object, std::string_view value) {
  static_cast<Bridge*>(object)->stp = value == "off" ? Stp::Off : Stp::On;
}
void print_stp(Output& out, const AttributeRow& row, const void* object) {
  if (!is_l3(network(out.root()).forward.mode)) return;
  out.attribute(row.name, static_cast<const Bridge*>(object)->stp == Stp::Off ? "off" : "on");
}
void print_delay(Output& out, const AttributeRow& row, const void* object) {
  if (!is_l3(network(out.root()).forward.mode)) return;
  out.attribute_number(row.name,
                       static_cast<std::int64_t>(static_cast<const Bridge*>(object)->delay));
}
bool bridge_printed(const Output& out, const void* object) {
  const auto& bridge = *static_cast<const Bridge*>(object);
  return is_l3(network(out.root()).forward.mode) || !bridge.name.empty() ||
         bridge.mac_table_manager != MacTableManager::Unset;
}

constexpr AttributeRow kBridgeRows[] = {
    {.name = "name",
     .lookup = kQ,
     .expected = "a device name",
     .store = read<&Bridge::name>,
     .print = print_nonempty<&Bridge::name>,
     .form = kDeviceForm<"STRICT-011"_rule>,
     .lint = lint_device},
    {.name = "zone",
     .lookup = kQ,
     .expected = "a firewall zone",
     .store = read<&Bridge::zone>,
     .print = print_nonempty<&Bridge::zone>,
     .form = kZoneForm,
     .lint = lint_name},
    {.name = "stp",
     .lookup = kQ,
     .expected = "'on' or 'off'",
     .store = read_stp,
     .print = print_stp,
     .form = kOnOffForm<"STRICT-012"_rule>,
     .lint = lint_stp},
    {.name = "delay",
     .lookup = kQ,
     .expected = "a number of seconds",
     .store = read<&Bridge::delay>,
     .print = print_delay,
     .malformed = "NET-BRIDGE-001"_rule,
     .numbers = always(NumberKind::U64),
     .form = kDelayForm,
     .lint = lint_delay},
    {.name = "macTableManager",
     .lookup = kQ,
     .expected = "'kernel' or 'libvirt'",
     .store = read<&Bridge::mac_table_manager>,
     .print = print<&Bridge::mac_table_manager>,
     .malformed = "NET-BRIDGE-002"_rule,
     .form = kEnumForm<MacTableManager>},
};
constexpr ElementType kBridgeType = {
    .part = Part::Bridge, .attributes = kBridgeRows, .printed = bridge_printed};

// ---- mtu, mac, domain, port ----

constexpr AttributeRow kMtuRows[] = {
    {.name = "size",
     .lookup = kQ,
     .expected = "a number of bytes",
     .store = read<&NetworkSpec::mtu>,
     .print = print<&NetworkSpec::mtu>,
     .malformed = "NET-MTU-001"_rule,
     .numbers = always(NumberKind::W32),
     .form = kMtuForm,
     .needed = "STRICT-014"_rule,
     .lint = lint_mtu},
};
constexpr ElementType kMtuType = {
    .part = Part::Mtu, .attributes = kMtuRows, .printed = [](const Output&, const void* object) {
      return network(object).mtu != 0;
    }};

constexpr AttributeRow kMacRows[] = {
    {.name = "address",
     .lookup = kQ,
     .expected = "six groups of hexadecimal digits like 52:54:00:12:34:56",
     .store = read<&NetworkSpec::mac>,
     .print = print<&NetworkSpec::mac>,
     .malformed = "NET-MAC-001"_rule,
     .form = kMacForm,
     .needed = kNeeded,
     .lint = lint_mac},
};
constexpr ElementType kMacType = {
    .part = Part::Mac, .attributes = kMacRows, .printed = has_text<&NetworkSpec::mac>};

constexpr AttributeRow kDomainRows[] = {
    {.name = "name",
     .lookup = kQThenL,
     .expected = "a DNS domain",
     .store = read<&Domain::name>,
     .print = print<&Domain::name>,
     .form = kDnsForm,
     .needed = "STRICT-019"_rule,
     .lint = lint_raw_name},
    {.name = "localOnly",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&Domain::local_only>,
     .print = print<&Domain::local_only>,
     .malformed = "NET-DOMAIN-001"_rule,
     .empty = "NET-DOMAIN-002"_rule,
     .form = kYesNoForm<kAnyOf>},
    {.name = "register",
     .lookup = new_in(Release(10, 1)),
     .expected = kYesNo,
     .store = read<&Domain::register_>,
     .print = print<&Domain::register_>,
     .malformed = "NET-DOMAIN-003"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr ElementType kDomainType = {
    .part = Part::Domain, .attributes = kDomainRows, .printed = has_text<&Domain::name>};

constexpr AttributeRow kPortRows[] = {
    {.name = "isolated",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&NetworkSpec::port_isolated>,
     .print = print<&NetworkSpec::port_isolated>,
     .malformed = "NET-PORT-001"_rule,
     .empty = "NET-PORT-002"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr ElementType kPortType = {
    .part = Part::Port, .attributes = kPortRows, .printed = [](const Output&, const void* object) {
      return network(object).port_isolated != Tristate::Unset;
    }};

// ---- dnsmasq options ----

constexpr AttributeRow kOptionRows[] = {
    {.name = "value",
     .lookup = kL,
     .expected = "a line of dnsmasq's configuration",
     .store =
         [](ReadContext& in, const AttributeRow&, void* object, std::string_view value) {
           in.arena().add(static_cast<NetworkSpec*>(object)->dnsmasq_options,
                          in.arena().text(value));
         },
     .print =
         [](Output& out, const AttributeRow& row, const void* object) {
           out.attribute_escaped(row.name, static_cast<const Text*>(object)->view());
         },
     .required = "NET-NS-001"_rule,
     .needed = kNeeded,
     .lint = lint_text},
};
constexpr ElementType kOptionType = {.part = Part::Option, .attributes = kOptionRows};
constexpr ChildRow kOptionsChildren[] = {
    {.name = "option",
     .type = &kOptionType,
     .ns = Namespace::Dnsmasq,
     .cardinality = always(Cardinality::All),
     .open = open_same,
     .each = each_item<&NetworkSpec::dnsmasq_options>},
};
constexpr ElementType kOptionsType = {.part = Part::Options,
                                      .children = kOptionsChildren,
                                      .printed = [](const Output&, const void* object) {
                                        return !network(object).dnsmasq_options.empty();
                                      }};

// ---- network ----

constexpr AttributeRow kNetworkRows[] = {
    {.name = "ipv6",
     .lookup = kQ,
     .expected = kYesNo,
     .store =
         [](ReadContext& in, const AttributeRow& row, void* object, std::string_view value) {
           Tristate ipv6 = Tristate::Unset;
           decode(in, row, value, ipv6);
           static_cast<NetworkSpec*>(object)->ipv6 = ipv6 == Tristate::Yes;
         },
     .print = print<&NetworkSpec::ipv6>,
     .malformed = "NET-ROOT-002"_rule,
     .form = kYesNoForm<kAnyOf>},
    {.name = "trustGuestRxFilters",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&NetworkSpec::trust_guest_rx_filters>,
     .print = print<&NetworkSpec::trust_guest_rx_filters>,
     .malformed = "NET-ROOT-003"_rule,
     .empty = "NET-ROOT-004"_rule,
     .form = kYesNoForm<kAnyOf>},
    // In the dump of an active network; not read.
    {.name = "connections",
     .lookup = kL,
     .expected = "a number",
     .form = kConnectionsForm,
     .lint = lint_dropped},
};

// Only 7.0 looks for the attribute in every <port>.
constexpr Cardinalities kPortCardinality = {Cardinality::Merged, kBy9_0, Cardinality::First};

constexpr ChildRow kNetworkChildren[] = {
    {.name = "name", .type = &kNameType, .open = open_same, .each = each_same},
    {.name = "uuid", .type = &kUuidType, .open = open_same, .each = each_same},
    {.name = "title",
     .type = &kTitleType,
     .open = open_same,
     .each = each_same,
     .since = Release(9, 7)},
    {.name = "description",
     .type = &kDescriptionType,
     .open = open_same,
     .each = each_same,
     .since = Release(9, 7)},
    {.name = "metadata", .type = &kMetadataType, .open = open_same, .each = each_same},
    {.name = "forward",
     .type = &kForwardType,
     .open = open_forward,
     .each = each_part<&NetworkSpec::forward>},
    {.name = "bridge",
     .type = &kBridgeType,
     .open = open_part<&NetworkSpec::bridge>,
     .each = each_part<&NetworkSpec::bridge>},
    {.name = "mtu",
     .type = &kMtuType,
     .cardinality = always(Cardinality::Merged),
     .open = open_same,
     .each = each_same},
    {.name = "mac", .type = &kMacType, .open = open_same, .each = each_same},
    {.name = "domain",
     .type = &kDomainType,
     .open = open_part<&NetworkSpec::domain>,
     .each = each_part<&NetworkSpec::domain>},
    {.name = "dns",
     .type = &kDnsType,
     .open = open_part<&NetworkSpec::dns>,
     .each = each_part<&NetworkSpec::dns>},
    {.name = "vlan",
     .type = &kVlanType,
     .open = open_part<&NetworkSpec::vlan>,
     .each = each_part<&NetworkSpec::vlan>},
    {.name = "bandwidth",
     .type = &kBandwidthType,
     .open = open_optional<&NetworkSpec::bandwidth>,
     .each = each_optional<&NetworkSpec::bandwidth>},
    {.name = "port",
     .type = &kPortType,
     .cardinality = kPortCardinality,
     .open = open_same,
     .each = each_same},
    {.name = "ip",
     .type = &kIpType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&NetworkSpec::ips>,
     .each = each_item<&NetworkSpec::ips>,
     .counts = Counts::Outer},
    {.name = "route",
     .type = &kRouteType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&NetworkSpec::routes>,
     .each = each_item<&NetworkSpec::routes>,
     .counts = Counts::Outer},
    {.name = "virtualport",
     .type = &kVirtualPortType,
     .open = open_optional<&NetworkSpec::virtualport>,
     .each = each_optional<&NetworkSpec::virtualport>},
    {.name = "portgroup",
     .type = &kPortgroupType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&NetworkSpec::portgroups>,
     .each = each_item<&NetworkSpec::portgroups>,
     .counts = Counts::Outer},
    {.name = "options",
     .type = &kOptionsType,
     .ns = Namespace::Dnsmasq,
     .cardinality = always(Cardinality::All),
     .open = open_same,
     .each = each_same,
     .schema_repeated = "STRICT-028"_rule},
};

void print_namespaces(Output& out, const void* object) {
  if (!network(object).dnsmasq_options.empty()) out.attribute("xmlns:dnsmasq", kDnsmasqUri);
}

constexpr ElementType kNetworkType = {
    .part = Part::Network,
    .attributes = kNetworkRows,
    .children = kNetworkChildren,
    .closing = Closing::Pair,
    .closed = [](ReadContext&,
                 void* object) { drop_empty(static_cast<NetworkSpec*>(object)->bandwidth); },
    .print_extra = print_namespaces};

}  // namespace

const ChildRow& network_row() {
  static constexpr ChildRow row{.name = "network", .type = &kNetworkType, .ns = Namespace::L};
  return row;
}

}  // namespace virnet::internal
