// The schema table: <network> and its plain children.
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

// ---- name, uuid, title, description, metadata ----

void read_uuid(ReadContext& in, NetworkSpec& network, std::string_view value, bool) {
  if (value.empty()) return;
  network.uuid = Uuid::parse(value);
  if (!network.uuid)
    in.fail(
        "NET-UUID-001"_rule,
        std::string("malformed uuid '").append(value).append("', expected 32 hexadecimal digits"));
}
bool print_metadata(Output& out, const NetworkSpec& network) {
  out.raw(network.metadata.view());
  return static_cast<bool>(network.metadata);
}

constexpr auto kNameType = element<NetworkSpec>({.part = Part::Name,
                                                 .text = read_text<&NetworkSpec::name>,
                                                 .print_text = print_text_of<&NetworkSpec::name>,
                                                 .lint = lint_content_name});
constexpr auto kUuidType = element<NetworkSpec>({.part = Part::Uuid,
                                                 .form = kUuidForm,
                                                 .text = by<read_uuid>,
                                                 .print_text = print_text_of<&NetworkSpec::uuid>,
                                                 .lint = lint_uuid});
constexpr auto kTitleType = element<NetworkSpec>({.part = Part::Title,
                                                  .form = kTitleForm,
                                                  .text = read_nonempty_text<&NetworkSpec::title>,
                                                  .print_text = print_text_of<&NetworkSpec::title>,
                                                  .lint = lint_content});
constexpr auto kDescriptionType =
    element<NetworkSpec>({.part = Part::Description,
                          .text = read_nonempty_text<&NetworkSpec::description>,
                          .print_text = print_text_of<&NetworkSpec::description>,
                          .lint = lint_content});
constexpr auto kMetadataType =
    element<NetworkSpec>({.part = Part::Metadata, .print_whole = by<print_metadata>});

// ---- bridge ----

void read_stp(ReadContext&, const AttributeRow&, Bridge& bridge, std::string_view value) {
  bridge.stp = value == "off" ? Stp::Off : Stp::On;
}
void print_stp(Output& out, const AttributeRow& row, const Bridge& bridge,
               const NetworkSpec& network) {
  if (is_l3(network.forward.mode)) out.attribute(row.name, bridge.stp == Stp::Off ? "off" : "on");
}
void print_delay(Output& out, const AttributeRow& row, const Bridge& bridge,
                 const NetworkSpec& network) {
  if (is_l3(network.forward.mode))
    out.attribute_number(row.name, static_cast<std::int64_t>(bridge.delay));
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
     .alone = false,
     .form = kZoneForm,
     .lint = lint_name},
    {.name = "stp",
     .lookup = kQ,
     .expected = "'on' or 'off'",
     .store = by<read_stp>,
     .print = by<print_stp>,
     .form = kOnOffForm<"STRICT-012"_rule>,
     .lint = lint_stp},
    {.name = "delay",
     .lookup = kQ,
     .expected = "a number of seconds",
     .store = read<&Bridge::delay>,
     .print = by<print_delay>,
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
constexpr auto kBridgeType =
    element<Bridge, Bridge, NetworkSpec>({.part = Part::Bridge, .attributes = kBridgeRows});

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
constexpr auto kMtuType = element<NetworkSpec>({.part = Part::Mtu, .attributes = kMtuRows});

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
constexpr auto kMacType = element<NetworkSpec>({.part = Part::Mac, .attributes = kMacRows});

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
     .alone = false,
     .malformed = "NET-DOMAIN-001"_rule,
     .empty = "NET-DOMAIN-002"_rule,
     .form = kYesNoForm<kAnyOf>},
    {.name = "register",
     .lookup = new_in(Release(10, 1)),
     .expected = kYesNo,
     .store = read<&Domain::register_>,
     .print = print<&Domain::register_>,
     .alone = false,
     .malformed = "NET-DOMAIN-003"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr auto kDomainType = element<Domain>({.part = Part::Domain, .attributes = kDomainRows});

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
constexpr auto kPortType = element<NetworkSpec>({.part = Part::Port, .attributes = kPortRows});

// ---- dnsmasq options ----

void read_option(ReadContext& in, const AttributeRow&, NetworkSpec& network,
                 std::string_view value) {
  in.arena().add(network.dnsmasq_options, in.arena().text(value));
}
void print_option(Output& out, const AttributeRow& row, const Text& option) {
  out.attribute_escaped(row.name, option.view());
}
constexpr AttributeRow kOptionRows[] = {
    {.name = "value",
     .lookup = kL,
     .expected = "a line of dnsmasq's configuration",
     .store = by<read_option>,
     .print = by<print_option>,
     .required = "NET-NS-001"_rule,
     .needed = kNeeded,
     .lint = lint_text},
};
constexpr auto kOptionType =
    element<NetworkSpec, Text>({.part = Part::Option, .attributes = kOptionRows});
constexpr ChildRow kOptionsChildren[] = {
    {.name = "option",
     .type = &kOptionType,
     .ns = Namespace::Dnsmasq,
     .cardinality = always(Cardinality::All),
     .open = open_same,
     .each = each_item<&NetworkSpec::dnsmasq_options>,
     .printed_name = "dnsmasq:option"},
};
constexpr auto kOptionsType =
    element<NetworkSpec>({.part = Part::Options, .children = kOptionsChildren});

// ---- network ----

void read_ipv6(ReadContext& in, const AttributeRow& row, NetworkSpec& network,
               std::string_view value) {
  Tristate ipv6 = Tristate::Unset;
  decode(in, row, value, ipv6);
  network.ipv6 = ipv6 == Tristate::Yes;
}
constexpr AttributeRow kNetworkRows[] = {
    {.name = "ipv6",
     .lookup = kQ,
     .expected = kYesNo,
     .store = by<read_ipv6>,
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
    {.name = "uuid",
     .type = &kUuidType,
     .open = open_same,
     .each = each_same,
     .lost = "an empty <uuid>"},
    {.name = "title",
     .type = &kTitleType,
     .open = open_same,
     .each = each_same,
     .lost = "an empty <title>",
     .since = Release(9, 7)},
    {.name = "description",
     .type = &kDescriptionType,
     .open = open_same,
     .each = each_same,
     .lost = "an empty <description>",
     .since = Release(9, 7)},
    {.name = "metadata", .type = &kMetadataType, .open = open_same, .each = each_same},
    {.name = "forward",
     .type = &kForwardType,
     .open = by<open_forward>,
     .each = each_part<&NetworkSpec::forward>,
     .lost = "a <forward> of mode 'none' with all that is in it, an isolated network has none"},
    {.name = "bridge",
     .type = &kBridgeType,
     .open = open_part<&NetworkSpec::bridge>,
     .each = each_part<&NetworkSpec::bridge>},
    {.name = "mtu",
     .type = &kMtuType,
     .cardinality = always(Cardinality::Merged),
     .open = open_same,
     .each = each_same,
     .lost = "an <mtu> of 0 or without 'size'"},
    {.name = "mac",
     .type = &kMacType,
     .open = open_same,
     .each = each_same,
     .lost = "a <mac> without 'address'"},
    {.name = "domain",
     .type = &kDomainType,
     .open = open_part<&NetworkSpec::domain>,
     .each = each_part<&NetworkSpec::domain>,
     .lost = "a <domain> without 'name'"},
    {.name = "dns",
     .type = &kDnsType,
     .open = open_part<&NetworkSpec::dns>,
     .each = each_part<&NetworkSpec::dns>,
     .lost = "a <dns> without anything in it"},
    {.name = "vlan",
     .type = &kVlanType,
     .open = open_part<&NetworkSpec::vlan>,
     .each = each_part<&NetworkSpec::vlan>},
    {.name = "bandwidth",
     .type = &kBandwidthType,
     .open = open_optional<&NetworkSpec::bandwidth>,
     .each = each_optional<&NetworkSpec::bandwidth>,
     .lost = "a <bandwidth> without <inbound> and <outbound>"},
    {.name = "port",
     .type = &kPortType,
     .cardinality = kPortCardinality,
     .open = open_same,
     .each = each_same,
     .lost = "a <port> without 'isolated'"},
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
     .each = each_optional<&NetworkSpec::virtualport>,
     .lost = "a <virtualport> without anything in it"},
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
     .schema_repeated = "STRICT-028"_rule,
     .printed_name = "dnsmasq:options"},
};

void print_namespaces(Output& out, const NetworkSpec& network) {
  if (!network.dnsmasq_options.empty()) out.attribute("xmlns:dnsmasq", kDnsmasqUri);
}
void close_network(ReadContext&, NetworkSpec& network) { drop_empty(network.bandwidth); }

constexpr auto kNetworkType = element<NetworkSpec>({.part = Part::Network,
                                                    .attributes = kNetworkRows,
                                                    .children = kNetworkChildren,
                                                    .closing = Closing::Pair,
                                                    .closed = by<close_network>,
                                                    .print_extra = by<print_namespaces>});

}  // namespace

constinit const ChildRow kNetworkRow = {
    .name = "network", .type = &kNetworkType, .ns = Namespace::L};

}  // namespace virnet::internal
