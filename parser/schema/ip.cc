// The schema table: <ip> and <route>.
#include "model/rules/validate.h"
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"
#include "parser/strict/strict_element.h"

namespace virnet::internal {
namespace {

bool is_v4(const Ip& ip) { return !ip.address || ip.address->is_v4(); }

// ---- lease ----

void read_expiry(ReadContext& in, const AttributeRow& row, std::string_view value) {
  decode(in, row, value, in.scratch.lease_expiry);
}
void read_unit(ReadContext& in, const AttributeRow& row, std::string_view value) {
  decode(in, row, value, in.scratch.lease_unit);
}
// A lease without end has no unit.
void print_expiry(Output& out, const AttributeRow& row, const Lease& lease) {
  out.attribute_number(row.name, lease.expiry);
}
void print_unit(Output& out, const AttributeRow& row, const Lease& lease) {
  if (lease.expiry != 0) print_member<&Lease::unit>(out, row, lease);
}
constexpr AttributeRow kLeaseRows[] = {
    {.name = "expiry",
     .lookup = kL,
     .expected = "a number",
     .store = by<read_expiry>,
     .print = by<print_expiry>,
     .malformed = "NET-LEASE-001"_rule,
     .negative = "NET-LEASE-002"_rule,
     .numbers = first_then(NumberKind::W64, NumberKind::U64Base0),
     .form = kExpiryForm,
     .needed = kNeeded,
     .lint = lint_base},
    {.name = "unit",
     .lookup = kL,
     .expected = "'seconds', 'minutes' or 'hours'",
     .store = by<read_unit>,
     .print = by<print_unit>,
     .malformed = "NET-LEASE-003"_rule,
     .only_with = "expiry",
     .form = kEnumForm<LeaseUnit>},
};

template <auto Member>
OpenedAs<ClassOf<Member>> open_lease(ReadContext& in, ClassOf<Member>& parent) {
  in.scratch.lease_target = &(parent.*Member);
  in.scratch.lease_expiry.reset();
  in.scratch.lease_unit = LeaseUnit::Minutes;
  return {&parent};
}
// Where several count, the last one with an expiry does; the earlier ones must be right all the
// same.
void close_lease(ReadContext& in) {
  if (!in.scratch.lease_expiry) return;
  Ref<Lease>& lease = *in.scratch.lease_target;
  if (lease && is_too_short(*lease))
    in.fail("NET-LEASE-004"_rule, "the <lease> before this one is shorter than two minutes");
  lease = in.arena().keep(Lease{*in.scratch.lease_expiry, in.scratch.lease_unit});
}
constexpr auto kRangeLeaseType = element<DhcpRange, Lease>(
    {.part = Part::RangeLease, .attributes = kLeaseRows, .closed = by<close_lease>});
constexpr auto kHostLeaseType = element<DhcpHost, Lease>(
    {.part = Part::HostLease, .attributes = kLeaseRows, .closed = by<close_lease>});

constexpr Cardinalities kLastBefore11 = until_9_then(Cardinality::All, Cardinality::First);

// ---- range, host ----

constexpr AttributeRow kRangeRows[] = {
    {.name = "start",
     .lookup = kL,
     .expected = kAddress,
     .store = read<&DhcpRange::start>,
     .print = print<&DhcpRange::start>,
     .malformed = "NET-RANGE-002"_rule,
     .form = kAddressForm,
     .needed = kNeeded,
     .lint = lint_address},
    {.name = "end",
     .lookup = kL,
     .expected = kAddress,
     .store = read<&DhcpRange::end>,
     .print = print<&DhcpRange::end>,
     .malformed = "NET-RANGE-002"_rule,
     .form = kAddressForm,
     .needed = kNeeded,
     .lint = lint_address},
};
constexpr ChildRow kRangeChildren[] = {
    {.name = "lease",
     .type = &kRangeLeaseType,
     .ns = Namespace::L,
     .cardinality = kLastBefore11,
     .open = by<open_lease<&DhcpRange::lease>>,
     .each = each_optional<&DhcpRange::lease>},
};
constexpr auto kRangeType =
    element<DhcpRange>({.part = Part::Range, .attributes = kRangeRows, .children = kRangeChildren});

constexpr AttributeRow kHostRows[] = {
    {.name = "mac",
     .lookup = kL,
     .expected = "a MAC address",
     .store = read<&DhcpHost::mac>,
     .print = print<&DhcpHost::mac>,
     .form = kMacForm,
     .lint = lint_raw_mac},
    {.name = "id",
     .lookup = kL,
     .expected = "a DHCP unique identifier",
     .store = read<&DhcpHost::id>,
     .print = print<&DhcpHost::id>,
     .form = kDuidForm},
    {.name = "name",
     .lookup = kL,
     .expected = "a host name",
     .store = read<&DhcpHost::name>,
     .print = print<&DhcpHost::name>,
     .lint = lint_raw},
    {.name = "ip",
     .lookup = kL,
     .expected = kAddress,
     .store = read<&DhcpHost::ip>,
     .print = print<&DhcpHost::ip>,
     .malformed = "NET-HOST-007"_rule,
     .form = kAddressForm,
     .needed = kNeeded,
     .lint = lint_address},
};
constexpr ChildRow kHostChildren[] = {
    {.name = "lease",
     .type = &kHostLeaseType,
     .ns = Namespace::L,
     .cardinality = kLastBefore11,
     .open = by<open_lease<&DhcpHost::lease>>,
     .each = each_optional<&DhcpHost::lease>},
};
void check_host(StrictElement& host) {
  constexpr std::size_t kMac = row_of(kHostRows, "mac");
  constexpr std::size_t kId = row_of(kHostRows, "id");
  constexpr std::size_t kName = row_of(kHostRows, "name");
  if (host.has(kMac) && host.has(kId))
    host.refuse("STRICT-020"_rule, kId, "'id' beside 'mac', --validate takes only one of them");
  if (!host.has(kMac) && !host.has(kId) && !host.has(kName))
    host.refuse("STRICT-039"_rule, "no 'mac', 'id' or 'name' on <host>, --validate asks for one");
}
constexpr auto kHostType = element<DhcpHost>(
    {.part = Part::Host, .attributes = kHostRows, .children = kHostChildren, .strict = check_host});

// ---- bootp ----

// Only IPv4 has one.
OpenedAs<Ip> open_bootp(ReadContext& in, Ip& ip) {
  if (!is_v4(ip)) return {};
  in.scratch.bootp = {};
  return {&ip};
}
void read_bootp_file(ReadContext& in, const AttributeRow&, std::string_view value) {
  in.scratch.bootp.file = in.arena().text(value);
}
void read_bootp_server(ReadContext& in, const AttributeRow& row, std::string_view value) {
  decode(in, row, value, in.scratch.bootp.server);
}
// Before 11.3 the last one with a file counts.
void close_bootp(ReadContext& in, Ip& ip) {
  if (in.scratch.bootp.file || "NET-BOOTP-001"_rule.holds_in(in.dialect()))
    ip.bootp = in.arena().keep(in.scratch.bootp);
}
constexpr AttributeRow kBootpRows[] = {
    {.name = "file",
     .lookup = kL,
     .expected = "a file name",
     .store = by<read_bootp_file>,
     .print = print<&Bootp::file>,
     .form = kFileForm,
     .needed = kNeeded,
     .lint = lint_text},
    {.name = "server",
     .lookup = kL,
     .expected = kAddress,
     .store = by<read_bootp_server>,
     .print = print<&Bootp::server>,
     .malformed = "NET-BOOTP-002"_rule,
     .only_with = "file",
     .form = kServerForm,
     .lint = lint_address},
};
constexpr auto kBootpType =
    element<Ip, Bootp>({.part = Part::Bootp, .attributes = kBootpRows, .closed = by<close_bootp>});

// ---- dhcp, tftp ----

constexpr ChildRow kDhcpChildren[] = {
    {.name = "range",
     .type = &kRangeType,
     .ns = Namespace::L,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Ip::ranges>,
     .each = each_item<&Ip::ranges>,
     .counts = Counts::Inner},
    {.name = "host",
     .type = &kHostType,
     .ns = Namespace::L,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Ip::hosts>,
     .each = each_item<&Ip::hosts>,
     .counts = Counts::Inner},
    {.name = "bootp",
     .type = &kBootpType,
     .ns = Namespace::L,
     .cardinality = kLastBefore11,
     .open = by<open_bootp>,
     .each = each_optional<&Ip::bootp>,
     .alone = false,
     .lost = "a <bootp> without <range> and <host>"},
};
constexpr auto kDhcpType = element<Ip>({.part = Part::Dhcp, .children = kDhcpChildren});

constexpr AttributeRow kTftpRows[] = {
    {.name = "root",
     .lookup = kQ,
     .expected = "a directory",
     .store = read<&Ip::tftp_root>,
     .print = print<&Ip::tftp_root>,
     .needed = "STRICT-022"_rule,
     .lint = lint_text},
};
// With a root the model's own rule says so.
void close_tftp(ReadContext& in, Ip& ip) {
  if (!is_v4(ip) && !ip.tftp_root) in.fail("NET-TFTP-001"_rule, "<tftp> in an IPv6 <ip>");
}
constexpr auto kTftpType =
    element<Ip>({.part = Part::Tftp, .attributes = kTftpRows, .closed = by<close_tftp>});

// ---- ip ----

constexpr NumberKinds kPrefix = first_then(NumberKind::W64Low32, NumberKind::U32);
constexpr AttributeRow kIpRows[] = {
    {.name = "family",
     .lookup = kQ,
     .expected = "'ipv4' or 'ipv6'",
     .store = read<&Ip::family>,
     .print = print<&Ip::family>,
     .malformed = "NET-IP-008"_rule,
     .form = kFamilyForm},
    {.name = "address",
     .lookup = kQ,
     .expected = kAddress,
     .store = read<&Ip::address>,
     .print = print<&Ip::address>,
     .malformed = "NET-IP-002"_rule,
     .form = kAddressForm,
     .lint = lint_address},
    {.name = "netmask",
     .lookup = kQ,
     .expected = "an IPv4 netmask",
     .store = read<&Ip::netmask>,
     .print = print<&Ip::netmask>,
     .malformed = "NET-IP-003"_rule,
     .form = kIpv4Form,
     .lint = lint_address},
    {.name = "prefix",
     .lookup = kQThenL,
     .expected = "a number of bits",
     .store = read<&Ip::prefix>,
     .print = print<&Ip::prefix>,
     .malformed = "NET-IP-004"_rule,
     .empty = "NET-IP-005"_rule,
     .numbers = kPrefix,
     .form = kPrefixForm,
     .lint = lint_nonzero},
    {.name = "localPtr",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&Ip::local_ptr>,
     .print = print<&Ip::local_ptr>,
     .malformed = "NET-IP-006"_rule,
     .empty = "NET-IP-007"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr ChildRow kIpChildren[] = {
    {.name = "tftp",
     .type = &kTftpType,
     .open = open_same,
     .each = each_same,
     .lost = "a <tftp> without 'root'"},
    {.name = "dhcp",
     .type = &kDhcpType,
     .open = open_same,
     .each = each_same,
     .lost = "a <dhcp> without <range> and <host>"},
};

// ---- route ----

// 7.0 refuses 0 before it cuts the number to 32 bits, and does not print what is then 0.
void read_metric(ReadContext& in, const AttributeRow& row, Route& route, std::string_view value) {
  std::uint64_t metric = 0;
  if (!decode(in, row, value, metric)) return;
  if (metric == 0)
    route.metric = 0;
  else if (static_cast<std::uint32_t>(metric) != 0)
    route.metric = static_cast<std::uint32_t>(metric);
}
constexpr AttributeRow kRouteRows[] = {
    {.name = "family",
     .lookup = kQThenL,
     .expected = "'ipv4' or 'ipv6'",
     .store = read<&Route::family>,
     .print = print<&Route::family>,
     .malformed = "NET-ROUTE-004"_rule,
     .empty = "NET-ROUTE-005"_rule,
     .form = kFamilyForm},
    {.name = "address",
     .lookup = kQThenL,
     .expected = kAddress,
     .store = read<&Route::address>,
     .print = print<&Route::address>,
     .malformed = "NET-ROUTE-003"_rule,
     .form = kAddressForm,
     .needed = {"STRICT-039"_rule, kBy12_8, std::nullopt},
     .lint = lint_address},
    {.name = "netmask",
     .lookup = kQThenL,
     .expected = "an IPv4 netmask",
     .store = read<&Route::netmask>,
     .print = print<&Route::netmask>,
     .malformed = "NET-ROUTE-003"_rule,
     .form = kIpv4Form,
     .lint = lint_address},
    {.name = "prefix",
     .lookup = kQThenL,
     .expected = "a number of bits",
     .store = read<&Route::prefix>,
     .print = print<&Route::prefix>,
     .malformed = "NET-ROUTE-009"_rule,
     .empty = "NET-ROUTE-005"_rule,
     .numbers = kPrefix,
     .form = kPrefixForm,
     .lint = lint_number},
    {.name = "gateway",
     .lookup = kQThenL,
     .expected = kAddress,
     .store = read<&Route::gateway>,
     .print = print<&Route::gateway>,
     .malformed = "NET-ROUTE-003"_rule,
     .form = kAddressForm,
     .needed = kNeeded,
     .lint = lint_address},
    {.name = "metric",
     .lookup = kQThenL,
     .expected = "a number from 1",
     .store = by<read_metric>,
     .print = print_nonzero<&Route::metric>,
     .malformed = "NET-ROUTE-011"_rule,
     .empty = "NET-ROUTE-005"_rule,
     .numbers = first_then(NumberKind::W64, NumberKind::U32),
     .form = kMetricForm,
     .lint = lint_number},
};

template <const auto& Rows>
void check_prefix(StrictElement& element) {
  constexpr std::size_t kPrefixRow = row_of(Rows, "prefix");
  if (element.has(row_of(Rows, "netmask")) && element.has(kPrefixRow))
    element.refuse("STRICT-025"_rule, kPrefixRow,
                   "'prefix' beside 'netmask', --validate takes only one of them");
}

}  // namespace

constinit const Element<Ip> kIpType =
    element<Ip>({.part = Part::Ip,
                 .attributes = kIpRows,
                 .children = kIpChildren,
                 .closing = {Closing::Pair, kBy12_8, Closing::Short},
                 .strict = check_prefix<kIpRows>});
constinit const Element<Route> kRouteType = element<Route>(
    {.part = Part::Route, .attributes = kRouteRows, .strict = check_prefix<kRouteRows>});

}  // namespace virnet::internal
