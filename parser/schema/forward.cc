// The schema table: <forward>.
#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

Forward& forward(void* object) { return *static_cast<Forward*>(object); }
const Forward& forward(const void* object) { return *static_cast<const Forward*>(object); }

// ---- nat ----

Nat& nat(void* object) { return *static_cast<Nat*>(object); }

template <auto Slot>
void read_nat_address(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  if (const auto address = IpAddress::parse_v4(value))
    in.scratch.*Slot = address;
  else
    fail_value(in, row, value);
}
template <auto Slot>
void read_nat_port(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  decode(in, row, value, in.scratch.*Slot);
}
template <auto Member>
void print_bound(Output& out, const AttributeRow& row, const void* object) {
  out.attribute_printed<IpAddress::kMaxText>(row.name, member<Member>(object));
}
void print_first_port(Output& out, const AttributeRow& row, const void* object) {
  out.attribute_number(row.name, static_cast<const PortRange*>(object)->start);
}

constexpr AttributeRow kNatAddressRows[] = {
    {.name = "start",
     .lookup = kL,
     .expected = "an IPv4 address",
     .store = read_nat_address<&Scratch::start>,
     .print = print_bound<&AddressRange::start>,
     .malformed = "NET-NAT-006"_rule,
     .required = "NET-NAT-005"_rule,
     .form = kIpv4Form,
     .needed = kNeeded,
     .lint = lint_address},
    {.name = "end",
     .lookup = kL,
     .expected = "an IPv4 address",
     .store = read_nat_address<&Scratch::end>,
     .print = print_bound<&AddressRange::end>,
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
     .store = read_nat_port<&Scratch::first_port>,
     .print = print_first_port,
     .malformed = "NET-NAT-011"_rule,
     .required = "NET-NAT-011"_rule,
     .numbers = kNatPort,
     .form = kNatPortForm,
     .needed = kNeeded,
     .lint = lint_number},
    {.name = "end",
     .lookup = kQ,
     .expected = "a port number",
     .store = read_nat_port<&Scratch::last_port>,
     .print = print<&PortRange::end>,
     .malformed = "NET-NAT-011"_rule,
     .required = "NET-NAT-011"_rule,
     .numbers = kNatPort,
     .form = kNatPortForm,
     .needed = kNeeded,
     .lint = lint_number},
};

constexpr ElementType kNatAddressType = {.part = Part::NatAddress,
                                         .attributes = kNatAddressRows,
                                         .closed = [](ReadContext& in, void* object) {
                                           if (in.scratch.start && in.scratch.end)
                                             nat(object).address = {*in.scratch.start,
                                                                    *in.scratch.end};
                                         }};
constexpr ElementType kNatPortType = {
    .part = Part::NatPort,
    .attributes = kNatPortRows,
    .closed =
        [](ReadContext& in, void* object) {
          if (in.scratch.first_port && in.scratch.last_port)
            nat(object).port = {*in.scratch.first_port, *in.scratch.last_port};
        },
    .printed =
        [](const Output&, const void* object) {
          return *static_cast<const PortRange*>(object) != PortRange{};
        }};

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
     .repeated = "NET-NAT-010"_rule},
};
bool has_content(const Nat& nat) {
  return nat.ipv6 != Tristate::Unset || nat.address || (nat.port && *nat.port != PortRange{});
}
constexpr ElementType kNatType = {.part = Part::Nat,
                                  .attributes = kNatRows,
                                  .children = kNatChildren,
                                  .printed = [](const Output&, const void* object) {
                                    return has_content(*static_cast<const Nat*>(object));
                                  }};

// ---- interface, pf ----

void print_dev(Output& out, const AttributeRow& row, const void* object) {
  out.attribute_escaped(row.name, static_cast<const Interface*>(object)->dev.view());
}
constexpr AttributeRow kInterfaceRows[] = {
    {.name = "dev",
     .lookup = kL,
     .expected = "a device name",
     .store = read<&Interface::dev>,
     .print = print_dev,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .needed = kNeeded,
     .lint = lint_device},
    {.name = "connections",
     .lookup = kL,
     .expected = "a number",
     .form = kConnectionsForm,
     .lint = lint_dropped},
};
constexpr ElementType kInterfaceType = {.part = Part::Interface, .attributes = kInterfaceRows};

Opened open_pf(ReadContext& in, void* parent) {
  ++in.scratch.pf_count;
  return {parent};
}
void read_pf_dev(ReadContext& in, const AttributeRow&, void*, std::string_view value) {
  if (in.scratch.pf_count == 1) in.scratch.pf_dev = in.arena().text(value);
}
constexpr AttributeRow kPfRows[] = {
    {.name = "dev",
     .lookup = kL,
     .expected = "a device name",
     .store = read_pf_dev,
     .print =
         [](Output& out, const AttributeRow& row, const void* object) {
           out.attribute_escaped(row.name, forward(object).pf.view());
         },
     .form = kDeviceForm<"STRICT-038"_rule>,
     .needed = kNeeded,
     .lint = lint_device},
};
constexpr ElementType kPfType = {
    .part = Part::Pf, .attributes = kPfRows, .printed = [](const Output&, const void* object) {
      return static_cast<bool>(forward(object).pf);
    }};

// ---- forward ----

void read_mode(ReadContext& in, const AttributeRow& row, void* object, std::string_view value) {
  decode(in, row, value, forward(object).mode);
}
void read_forward_dev(ReadContext& in, const AttributeRow&, void*, std::string_view value) {
  in.scratch.forward_dev = in.arena().text(value);
}
void print_forward_dev(Output& out, const AttributeRow& row, const void* object) {
  if (!forward(object).interfaces.empty()) print_dev(out, row, &forward(object).interfaces.front());
}
void print_managed(Output& out, const AttributeRow& row, const void* object) {
  if (forward(object).mode == ForwardMode::Hostdev)
    out.attribute(row.name, forward(object).managed ? "yes" : "no");
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
void close_forward(ReadContext& in, void* object) {
  Forward& f = forward(object);
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
     .store = read_forward_dev,
     .print = print_forward_dev,
     .form = kDeviceForm<"STRICT-038"_rule>,
     .lint = lint_device},
    {.name = "mode",
     .lookup = kQ,
     .expected =
         "'none', 'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough' or 'hostdev'",
     .store = read_mode,
     .print = print<&Forward::mode>,
     .malformed = "NET-FWD-001"_rule,
     .form = kModeForm},
    {.name = "managed",
     .lookup = kQ,
     .expected = kYesNo,
     .store = read_ci_yes<&Forward::managed>,
     .print = print_managed,
     .form = kYesNoForm<"STRICT-013"_rule>,
     .lint = lint_ci_yes},
};

// The driver comes first but does not count when libvirt looks for children (spec 5.3): a driver
// without a name is printed after the end of the element.
bool forward_cut_short(const void* object) {
  const Forward& f = forward(object);
  return f.interfaces.empty() && f.addresses.empty() && !f.pf && !(f.nat && has_content(*f.nat)) &&
         f.driver.name == DriverName::Unset;
}

constexpr ChildRow kForwardChildren[] = {
    {.name = "driver",
     .type = &kDriverType,
     .cardinality = until_9_then(Cardinality::Merged, Cardinality::First),
     .open = open_part<&Forward::driver>,
     .each = each_part<&Forward::driver>},
    {.name = "nat",
     .type = &kNatType,
     .cardinality = always(Cardinality::One),
     .open = open_optional<&Forward::nat>,
     .each = each_optional<&Forward::nat>,
     .repeated = "NET-NAT-001"_rule},
    {.name = "pf",
     .type = &kPfType,
     .cardinality = always(Cardinality::All),
     .open = open_pf,
     .each = each_same,
     .schema_repeated = "STRICT-003"_rule},
    {.name = "interface",
     .type = &kInterfaceType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Forward::interfaces>,
     .each = each_item<&Forward::interfaces>,
     .counts = Counts::Outer},
    {.name = "address",
     .type = &kPciType,
     .cardinality = always(Cardinality::All),
     .open = open_item<&Forward::addresses>,
     .each = each_item<&Forward::addresses>,
     .counts = Counts::Outer},
};

}  // namespace

Opened open_forward(ReadContext&, void* network) {
  Forward& opened = static_cast<NetworkSpec*>(network)->forward;
  opened.mode = ForwardMode::Nat;
  return {&opened};
}

const ElementType kForwardType = {
    .part = Part::Forward,
    .attributes = kForwardRows,
    .children = kForwardChildren,
    .closed = close_forward,
    .printed = [](const Output&,
                  const void* object) { return forward(object).mode != ForwardMode::None; },
    .cut_short = forward_cut_short};

}  // namespace virnet::internal
