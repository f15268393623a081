// The schema table: <forward>.
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

// ---- nat ----

template <auto Slot>
void read_nat_address(ReadContext& in, const AttributeRow& row, std::string_view value) {
  if (const auto address = IpAddress::parse_v4(value))
    in.scratch.*Slot = address;
  else
    fail_value(in, row, value);
}
template <auto Slot>
void read_nat_port(ReadContext& in, const AttributeRow& row, std::string_view value) {
  decode(in, row, value, in.scratch.*Slot);
}
template <auto Member>
void print_bound(Output& out, const AttributeRow& row, const AddressRange& range) {
  out.attribute_printed<IpAddress::kMaxText>(row.name, range.*Member);
}
// From 0 to 0 is no range.
void print_first_port(Output& out, const AttributeRow& row, const PortRange& range) {
  if (range != PortRange{}) out.attribute_number(row.name, range.start);
}

constexpr AttributeRow kNatAddressRows[] = {
    {.name = "start",
     .lookup = kL,
     .expected = "an IPv4 address",
     .store = by<read_nat_address<&Scratch::start>>,
     .print = by<print_bound<&AddressRange::start>>,
     .malformed = "NET-NAT-006"_rule,
     .required = "NET-NAT-005"_rule,
     .form = kIpv4Form,
     .needed = kNeeded,
     .lint = lint_address},
    {.name = "end",
     .lookup = kL,
     .expected = "an IPv4 address",
     .store = by<read_nat_address<&Scratch::end>>,
     .print = by<print_bound<&AddressRange::end>>,
     .malformed = "NET-NAT-006"_rule,
     .required = "NET-NAT-005"_rule,
     .form = kIpv4Form,
     .needed = kNeeded,
     .lint = lint_address},
};
constexpr NumberKinds kNatPort = first_then(NumberKind::W64Max32, NumberKind::U32);
constexpr AttributeRow kNatPortRows[] = {
    {.name = "start",
     .lookup = kQ,
     .expected = "a port number",
     .store = by<read_nat_port<&Scratch::first_port>>,
     .print = by<print_first_port>,
     .malformed = "NET-NAT-011"_rule,
     .required = "NET-NAT-011"_rule,
     .numbers = kNatPort,
     .form = kNatPortForm,
     .needed = kNeeded,
     .lint = lint_number},
    {.name = "end",
     .lookup = kQ,
     .expected = "a port number",
     .store = by<read_nat_port<&Scratch::last_port>>,
     .print = print<&PortRange::end>,
     .malformed = "NET-NAT-011"_rule,
     .required = "NET-NAT-011"_rule,
     .numbers = kNatPort,
     .form = kNatPortForm,
     .needed = kNeeded,
     .lint = lint_number},
};

void close_nat_address(ReadContext& in, Nat& nat) {
  if (in.scratch.start && in.scratch.end) nat.address = {*in.scratch.start, *in.scratch.end};
}
constexpr auto kNatAddressType = element<Nat, AddressRange>(
    {.part = Part::NatAddress, .attributes = kNatAddressRows, .closed = by<close_nat_address>});
void close_nat_port(ReadContext& in, Nat& nat) {
  if (in.scratch.first_port && in.scratch.last_port)
    nat.port = {*in.scratch.first_port, *in.scratch.last_port};
}
constexpr auto kNatPortType = element<Nat, PortRange>(
    {.part = Part::NatPort, .attributes = kNatPortRows, .closed = by<close_nat_port>});

constexpr AttributeRow kNatRows[] = {
    {.name = "ipv6",
     .lookup = kL,
     .expected = kYesNo,
     .store = read<&Nat::ipv6>,
     .print = print<&Nat::ipv6>,
     .malformed = "NET-NAT-003"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr ChildRow kNatChildren[] = {
    {.name = "address",
     .type = &kNatAddressType,
     .cardinality = always(Cardinality::One),
     .open = open_same,
     .each = each_optional<&Nat::address>,
     .repeated = "NET-NAT-004"_rule},
    {.name = "port",
     .type = &kNatPortType,
     .cardinality = always(Cardinality::One),
     .open = open_same,
     .each = each_optional<&Nat::port>,
     .lost = "a <port> from 0 to 0",
     .repeated = "NET-NAT-010"_rule},
};
constexpr auto kNatType =
    element<Nat>({.part = Part::Nat, .attributes = kNatRows, .children = kNatChildren});

// ---- interface, pf ----

void print_dev(Output& out, const AttributeRow& row, const Interface& interface) {
  out.attribute_escaped(row.name, interface.dev.view());
}
constexpr AttributeRow kInterfaceRows[] = {
    {.name = "dev",
     .lookup = kL,
     .expected = "a device name",
     .store = read<&Interface::dev>,
     .print = by<print_dev>,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .needed = kNeeded,
     .lint = lint_device},
    {.name = "connections",
     .lookup = kL,
     .expected = "a number",
     .form = kConnectionsForm,
     .lint = lint_dropped},
};
constexpr auto kInterfaceType =
    element<Interface>({.part = Part::Interface, .attributes = kInterfaceRows});

OpenedAs<Forward> open_pf(ReadContext& in, Forward& forward) {
  ++in.scratch.pf_count;
  return {&forward};
}
void read_pf_dev(ReadContext& in, const AttributeRow&, std::string_view value) {
  if (in.scratch.pf_count == 1) in.scratch.pf_dev = in.arena().text(value);
}
constexpr AttributeRow kPfRows[] = {
    {.name = "dev",
     .lookup = kL,
     .expected = "a device name",
     .store = by<read_pf_dev>,
     .print = print<&Forward::pf>,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .needed = kNeeded,
     .lint = lint_device},
};
constexpr auto kPfType = element<Forward>({.part = Part::Pf, .attributes = kPfRows});
std::string_view lost_pf(const Forward& forward) {
  if (!forward.interfaces.empty()) return "a <pf> beside an interface or 'dev'";
  return forward.addresses.empty() ? "" : "a <pf> beside an <address>";
}

// ---- forward ----

void read_forward_dev(ReadContext& in, const AttributeRow&, std::string_view value) {
  in.scratch.forward_dev = in.arena().text(value);
}
void print_forward_dev(Output& out, const AttributeRow& row, const Forward& forward) {
  if (!forward.interfaces.empty()) print_dev(out, row, forward.interfaces.front());
}
void print_managed(Output& out, const AttributeRow& row, const Forward& forward) {
  if (forward.mode == ForwardMode::Hostdev) out.attribute(row.name, forward.managed ? "yes" : "no");
}

// Only one of the three sources counts (spec 3.4): interfaces with dev, else addresses, else a
// single pf.
void choose_pf(ReadContext& in, Forward& forward) {
  if (in.scratch.pf_count > 1) in.fail("NET-PF-001"_rule, "more than one <pf>");
  if (in.scratch.pf_count == 1 && !in.scratch.pf_dev)
    in.fail("NET-PF-002"_rule, "<pf> has no 'dev'");
  forward.pf = in.scratch.pf_dev;
}
void choose_interfaces(ReadContext& in, Forward& forward) {
  const Text& dev = in.scratch.forward_dev;
  if (dev && forward.interfaces.empty()) {
    in.arena().add(forward.interfaces, dev);
  } else if (dev && forward.interfaces.front().dev && forward.interfaces.front().dev != dev) {
    in.fail("NET-IF-002"_rule, std::string("the first <interface> is '")
                                   .append(forward.interfaces.front().dev.view())
                                   .append("', but forward dev is '")
                                   .append(dev.view())
                                   .append("'"));
  }
  in.withdraw(Part::PciAddress);
  forward.addresses = {};
}
void close_forward(ReadContext& in, Forward& f) {
  const Text& dev = in.scratch.forward_dev;
  if (dev && (!f.addresses.empty() || in.scratch.pf_count > 0))
    in.fail(
        "NET-FWD-002"_rule,
        std::string("dev is '").append(dev.view()).append("' but there is an <address> or <pf>"));
  if (dev || !f.interfaces.empty())
    choose_interfaces(in, f);
  else if (f.addresses.empty())
    choose_pf(in, f);
}

constexpr AttributeRow kForwardRows[] = {
    {.name = "dev",
     .lookup = kQ,
     .expected = "a device name",
     .store = by<read_forward_dev>,
     .print = by<print_forward_dev>,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .lint = lint_device},
    {.name = "mode",
     .lookup = kQ,
     .expected =
         "'none', 'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough' or 'hostdev'",
     .store = read<&Forward::mode>,
     .print = print<&Forward::mode>,
     .malformed = "NET-FWD-001"_rule,
     .form = kModeForm},
    {.name = "managed",
     .lookup = kQ,
     .expected = kYesNo,
     .store = read_ci_yes<&Forward::managed>,
     .print = by<print_managed>,
     .form = kYesNoForm<"STRICT-013"_rule>,
     .lint = lint_ci_yes},
};

// A driver without a name does not count when libvirt looks for children (spec 5.3).
bool is_nameless(const Driver& driver) { return driver.name == DriverName::Unset; }

bool is_isolated(const Forward& forward) { return forward.mode == ForwardMode::None; }

constexpr ChildRow kForwardChildren[] = {
    {.name = "driver",
     .type = &kDriverType,
     .cardinality = until_9_then(Cardinality::Merged, Cardinality::First),
     .open = open_part<&Forward::driver>,
     .each = each_part<&Forward::driver>,
     .orphaned = by<is_nameless>,
     .lost = "a <driver> without attributes"},
    {.name = "nat",
     .type = &kNatType,
     .cardinality = always(Cardinality::One),
     .open = open_optional<&Forward::nat>,
     .each = each_optional<&Forward::nat>,
     .lost = "a <nat> without anything in it",
     .repeated = "NET-NAT-001"_rule},
    {.name = "pf",
     .type = &kPfType,
     .cardinality = always(Cardinality::All),
     .open = by<open_pf>,
     .each = each_same,
     .lost_in = by<lost_pf>,
     .schema_repeated = "STRICT-003"_rule},
    {.name = "interface",
     .type = &kInterfaceType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Forward::interfaces>,
     .each = each_item<&Forward::interfaces>,
     .counts = Counts::Outer,
     .schema_one_kind = "STRICT-026"_rule},
    {.name = "address",
     .type = &kPciType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Forward::addresses>,
     .each = each_item<&Forward::addresses>,
     .lost = "an <address> beside an interface or 'dev'",
     .counts = Counts::Outer,
     .schema_one_kind = "STRICT-026"_rule},
};

}  // namespace

OpenedAs<Forward> open_forward(ReadContext&, NetworkSpec& network) {
  network.forward.mode = ForwardMode::Nat;
  return {&network.forward};
}

constinit const Element<Forward> kForwardType = element<Forward>({.part = Part::Forward,
                                                                  .attributes = kForwardRows,
                                                                  .children = kForwardChildren,
                                                                  .closed = by<close_forward>,
                                                                  .left_out = by<is_isolated>});

}  // namespace virnet::internal
