// The schema table: <ip> and <route>.
#include "model/rules/validate.h"
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

Ip& ip(void* object) { return *static_cast<Ip*>(object); }

bool is_v4(const Ip& ip) { return !ip.address || ip.address->is_v4(); }

// ---- lease ----

void read_expiry(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  decode(in, row, value, in.scratch.lease_expiry);
}
void read_unit(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  decode(in, row, value, in.scratch.lease_unit);
}
// A lease without end has no unit.
void print_expiry(Output& out, const AttributeRow& row, const void* object) {
  out.attribute_number(row.name, static_cast<const Lease*>(object)->expiry);
}
void print_unit(Output& out, const AttributeRow& row, const void* object) {
  if (static_cast<const Lease*>(object)->expiry != 0) print<&Lease::unit>(out, row, object);
}
constexpr AttributeRow kLeaseRows[] = {
    {.name = "expiry",
     .lookup = kL,
     .expected = "a number",
     .store = read_expiry,
     .print = print_expiry,
     .malformed = "NET-LEASE-001"_rule,
     .negative = "NET-LEASE-002"_rule,
     .numbers = first_then(NumberKind::W64, NumberKind::U64Base0),
     .form = kExpiryForm,
     .needed = kNeeded,
     .lint = lint_base},
    {.name = "unit",
     .lookup = kL,
     .expected = "'seconds', 'minutes' or 'hours'",
     .store = read_unit,
     .print = print_unit,
     .malformed = "NET-LEASE-003"_rule,
     .only_with = "expiry",
     .form = kEnumForm<LeaseUnit>},
};

template <auto Member>
Opened open_lease(ReadContext& in, void* parent) {
  in.scratch.lease_target = &member<Member>(parent);
  in.scratch.lease_expiry.reset();
  in.scratch.lease_unit = LeaseUnit::Minutes;
  return {parent};
}
template <auto Member>
void each_lease(const void* parent, Visitor& visitor) {
  if (const auto& lease = member<Member>(parent)) visitor.visit(&*lease);
}
// Where several count, the last one with an expiry does; the earlier ones must be right all the
// same.
void close_lease(ReadContext& in, void*) {
  if (!in.scratch.lease_expiry) return;
  Ref<Lease>& lease = *in.scratch.lease_target;
  if (lease && is_too_short(*lease))
    in.fail("NET-LEASE-004"_rule, "the <lease> before this one is shorter than two minutes");
  lease = in.arena().keep(Lease{*in.scratch.lease_expiry, in.scratch.lease_unit});
}
constexpr ElementType kRangeLeaseType = {
    .part = Part::RangeLease, .attributes = kLeaseRows, .closed = close_lease};
constexpr ElementType kHostLeaseType = {
    .part = Part::HostLease, .attributes = kLeaseRows, .closed = close_lease};

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
     .open = open_lease<&DhcpRange::lease>,
     .each = each_lease<&DhcpRange::lease>},
};
constexpr ElementType kRangeType = {
    .part = Part::Range, .attributes = kRangeRows, .children = kRangeChildren};

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
     .open = open_lease<&DhcpHost::lease>,
     .each = each_lease<&DhcpHost::lease>},
};
constexpr ElementType kHostType = {
    .part = Part::Host, .attributes = kHostRows, .children = kHostChildren};

// ---- bootp ----

// Only IPv4 has one.
Opened open_bootp(ReadContext& in, void* parent) {
  if (!is_v4(ip(parent))) return {};
  in.scratch.bootp = {};
  return {parent};
}
void read_bootp_file(ReadContext& in, const AttributeRow&, void*, std::string_view value) {
  in.scratch.bootp.file = in.arena().text(value);
}
void read_bootp_server(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  decode(in, row, value, in.scratch.bootp.server);
}
// Before 11.3 the last one with a file counts.
void close_bootp(ReadContext& in, void* object) {
  if (in.scratch.bootp.file || "NET-BOOTP-001"_rule.holds_in(in.dialect()))
    ip(object).bootp = in.arena().keep(in.scratch.bootp);
}
constexpr AttributeRow kBootpRows[] = {
    {.name = "file",
     .lookup = kL,
     .expected = "a file name",
     .store = read_bootp_file,
     .print = print<&Bootp::file>,
     .form = kFileForm,
     .needed = kNeeded,
     .lint = lint_text},
    {.name = "server",
     .lookup = kL,
     .expected = kAddress,
     .store = read_bootp_server,
     .print = print<&Bootp::server>,
     .malformed = "NET-BOOTP-002"_rule,
     .only_with = "file",
     .form = kServerForm,
     .lint = lint_address},
};
constexpr ElementType kBootpType = {
    .part = Part::Bootp, .attributes = kBootpRows, .closed = close_bootp};

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
     .open = open_bootp,
     .each =
         [](const void* parent, Visitor& visitor) {
           if (const auto& bootp = static_cast<const Ip*>(parent)->bootp) visitor.visit(&*bootp);
         }},
};
constexpr ElementType kDhcpType = {.part = Part::Dhcp,
                                   .children = kDhcpChildren,
                                   .printed = [](const Output&, const void* object) {
                                     const Ip& parent = *static_cast<const Ip*>(object);
                                     return !parent.ranges.empty() || !parent.hosts.empty();
                                   }};

constexpr AttributeRow kTftpRows[] = {
    {.name = "root",
     .lookup = kQ,
     .expected = "a directory",
     .store = read<&Ip::tftp_root>,
     .print = print<&Ip::tftp_root>,
     .needed = "STRICT-022"_rule,
     .lint = lint_text},
};
constexpr ElementType kTftpType = {
    .part = Part::Tftp,
    .attributes = kTftpRows,
    .closed =
        [](ReadContext& in, void* object) {
          // With a root the model's own rule says so.
          if (!is_v4(ip(object)) && !ip(object).tftp_root)
            in.fail("NET-TFTP-001"_rule, "<tftp> in an IPv6 <ip>");
        },
    .printed =
        [](const Output&, const void* object) {
          return static_cast<bool>(static_cast<const Ip*>(object)->tftp_root);
        }};

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
    {.name = "tftp", .type = &kTftpType, .open = open_same, .each = each_same},
    {.name = "dhcp", .type = &kDhcpType, .open = open_same, .each = each_same},
};

// ---- route ----

// 7.0 refuses 0 before it cuts the number to 32 bits, and does not print what is then 0.
void read_metric(ReadContext& in, const AttributeRow& row, void* object, std::string_view value) {
  std::uint64_t metric = 0;
  if (!decode(in, row, value, metric)) return;
  auto& field = static_cast<Route*>(object)->metric;
  if (metric == 0)
    field = 0;
  else if (static_cast<std::uint32_t>(metric) != 0)
    field = static_cast<std::uint32_t>(metric);
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
     .store = read_metric,
     .print = print_nonzero<&Route::metric>,
     .malformed = "NET-ROUTE-011"_rule,
     .empty = "NET-ROUTE-005"_rule,
     .numbers = first_then(NumberKind::W64, NumberKind::U32),
     .form = kMetricForm,
     .lint = lint_number},
};

}  // namespace

const ElementType kIpType = {.part = Part::Ip,
                             .attributes = kIpRows,
                             .children = kIpChildren,
                             .closing = {Closing::Pair, kBy12_8, Closing::Short}};
const ElementType kRouteType = {.part = Part::Route, .attributes = kRouteRows};

}  // namespace virnet::internal
