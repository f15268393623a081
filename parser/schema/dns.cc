// The schema table: <dns>.
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

// ---- forwarder, txt, srv ----

// Since 12.8, and not looked at without addr.
void read_forwarder_port(ReadContext& in, const AttributeRow& row, Forwarder& forwarder,
                         std::string_view value) {
  std::uint32_t port = 0;
  if (!decode(in, row, value, port)) return;
  if (port == 0 || port > 65535)
    fail_value(in, row, value);
  else
    forwarder.port = port;
}

constexpr AttributeRow kForwarderRows[] = {
    {.name = "domain",
     .lookup = kL,
     .expected = "a DNS domain",
     .store = read<&Forwarder::domain>,
     .print = print<&Forwarder::domain>,
     .form = kDnsForm,
     .lint = lint_name},
    {.name = "addr",
     .lookup = kL,
     .expected = kAddress,
     .store = read<&Forwarder::addr>,
     .print = print<&Forwarder::addr>,
     .malformed = "NET-FWDR-001"_rule,
     .form = kAddressForm,
     .lint = lint_address},
    {.name = "port",
     .lookup = new_in(Release(12, 0)),
     .expected = "a port number from 1 to 65535",
     .store = by<read_forwarder_port>,
     .print = print<&Forwarder::port>,
     .malformed = "NET-FWDR-003"_rule,
     .numbers = always(NumberKind::Positive),
     .only_with = "addr",
     .form = kPortForm,
     .lint = lint_number},
};
constexpr auto kForwarderType =
    element<Forwarder>({.part = Part::Forwarder, .attributes = kForwarderRows});

constexpr AttributeRow kTxtRows[] = {
    {.name = "name",
     .lookup = kL,
     .expected = "a DNS name",
     .store = read<&DnsTxt::name>,
     .print = print<&DnsTxt::name>,
     .form = kDnsForm,
     .needed = kNeeded,
     .lint = lint_text},
    {.name = "value",
     .lookup = kL,
     .expected = "text",
     .store = read<&DnsTxt::value>,
     .print = print<&DnsTxt::value>,
     .needed = kNeeded,
     .lint = lint_text},
};
constexpr auto kTxtType = element<DnsTxt>({.part = Part::DnsTxt, .attributes = kTxtRows});

constexpr NumberKinds kSrvNumber = first_then(NumberKind::W64Max32, NumberKind::U32);
constexpr AttributeRow kSrvRows[] = {
    {.name = "service",
     .lookup = kL,
     .expected = "a service",
     .store = read<&DnsSrv::service>,
     .print = print<&DnsSrv::service>,
     .needed = kNeeded},
    {.name = "protocol",
     .lookup = kL,
     .expected = "a protocol",
     .store = read<&DnsSrv::protocol>,
     .print = print<&DnsSrv::protocol>,
     .form = kProtocolForm,
     .needed = kNeeded},
    {.name = "domain",
     .lookup = kL,
     .expected = "a DNS domain",
     .store = read<&DnsSrv::domain>,
     .print = print<&DnsSrv::domain>,
     .form = kDnsForm,
     .lint = lint_name},
    {.name = "target",
     .lookup = kL,
     .expected = "a DNS name",
     .store = read<&DnsSrv::target>,
     .print = print<&DnsSrv::target>,
     .lint = lint_name},
    {.name = "port",
     .lookup = kQ,
     .expected = "a number from 1 to 65535",
     .store = read<&DnsSrv::port>,
     .print = print_nonzero<&DnsSrv::port>,
     .malformed = "NET-SRV-006"_rule,
     .numbers = kSrvNumber,
     .form = kShortForm,
     .lint = lint_number},
    {.name = "priority",
     .lookup = kQ,
     .expected = "a number from 0 to 65535",
     .store = read<&DnsSrv::priority>,
     .print = print_nonzero<&DnsSrv::priority>,
     .malformed = "NET-SRV-007"_rule,
     .numbers = kSrvNumber,
     .form = kShortForm,
     .lint = lint_number},
    {.name = "weight",
     .lookup = kQ,
     .expected = "a number from 0 to 65535",
     .store = read<&DnsSrv::weight>,
     .print = print_nonzero<&DnsSrv::weight>,
     .malformed = "NET-SRV-007"_rule,
     .numbers = kSrvNumber,
     .form = kShortForm,
     .lint = lint_number},
};
constexpr auto kSrvType = element<DnsSrv>({.part = Part::DnsSrv, .attributes = kSrvRows});

// ---- host ----

void read_hostname(ReadContext& in, DnsHost& host, std::string_view value, bool nodes) {
  if (!value.empty()) {
    in.arena().add(host.hostnames, in.arena().text(value));
  } else if (nodes) {
    in.fail("NET-DHOST-004"_rule, "<hostname> without text");
  } else if ("NET-DHOST-005"_rule.holds_in(in.dialect())) {
    in.fail("NET-DHOST-005"_rule, "empty <hostname>");
  }
}
bool print_hostname(Output& out, const Text& hostname) {
  out.escaped(hostname.view());
  return true;
}
constexpr auto kHostnameType = element<DnsHost, Text>({.part = Part::Hostname,
                                                       .form = kDnsForm,
                                                       .text = by<read_hostname>,
                                                       .print_text = by<print_hostname>,
                                                       .lint = lint_content_name});

constexpr AttributeRow kHostRows[] = {
    {.name = "ip",
     .lookup = kL,
     .expected = kAddress,
     .store = read<&DnsHost::ip>,
     .print = print<&DnsHost::ip>,
     .malformed = "NET-DHOST-002"_rule,
     .form = kAddressForm,
     .needed = kNeeded,
     .lint = lint_address},
};
constexpr ChildRow kHostChildren[] = {
    {.name = "hostname",
     .type = &kHostnameType,
     .ns = Namespace::L,
     .cardinality = always(Cardinality::All),
     .open = open_same,
     .each = each_item<&DnsHost::hostnames>},
};
constexpr auto kHostType =
    element<DnsHost>({.part = Part::DnsHost, .attributes = kHostRows, .children = kHostChildren});

// ---- dns ----

constexpr AttributeRow kDnsRows[] = {
    {.name = "enable",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&Dns::enable>,
     .print = print<&Dns::enable>,
     .malformed = "NET-DNS-001"_rule,
     .empty = "NET-DNS-002"_rule,
     .form = kYesNoForm<kAnyOf>},
    {.name = "forwardPlainNames",
     .lookup = kQThenL,
     .expected = kYesNo,
     .store = read<&Dns::forward_plain_names>,
     .print = print<&Dns::forward_plain_names>,
     .malformed = "NET-DNS-003"_rule,
     .empty = "NET-DNS-004"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr ChildRow kDnsChildren[] = {
    {.name = "forwarder",
     .type = &kForwarderType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Dns::forwarders>,
     .each = each_item<&Dns::forwarders>,
     .counts = Counts::Outer},
    {.name = "txt",
     .type = &kTxtType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Dns::txts>,
     .each = each_item<&Dns::txts>,
     .counts = Counts::Outer},
    {.name = "srv",
     .type = &kSrvType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Dns::srvs>,
     .each = each_item<&Dns::srvs>,
     .counts = Counts::Outer},
    {.name = "host",
     .type = &kHostType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Dns::hosts>,
     .each = each_item<&Dns::hosts>,
     .counts = Counts::Outer},
};

}  // namespace

constinit const Element<Dns> kDnsType =
    element<Dns>({.part = Part::Dns, .attributes = kDnsRows, .children = kDnsChildren});

}  // namespace virnet::internal
