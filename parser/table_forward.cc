// The schema table: <forward>.
#include <utility>

#include "parser/fields.h"
#include "parser/forms.h"
#include "parser/tables.h"
#include "parser/value_lint.h"

namespace virnet::internal {
namespace {

Forward& forward(void* object) { return *static_cast<Forward*>(object); }
const Forward& forward(const void* object) { return *static_cast<const Forward*>(object); }

// ---- driver ----

// xen is younger than the others, and its absence an error of its own.
void read_driver_name(ReadContext& in, const AttributeRow& row, void* object,
                      std::string_view value) {
  DriverName name = DriverName::Unset;
  if (!decode(in, row, value, name)) return;
  if (name == DriverName::Xen && in.release() < Release::V11_3)
    in.fail("NET-DRV-002"_rule, "name is 'xen', expected 'kvm' or 'vfio'");
  else
    static_cast<Driver*>(object)->name = name;
}

constexpr AttributeRow kDriverRows[] = {
    {.name = "name",
     .lookup = kQUntil9,
     .expected = "'kvm', 'vfio' or 'xen'",
     .store = read_driver_name,
     .print = print<&Driver::name>,
     .malformed = "NET-DRV-001"_rule,
     .empty = "NET-DRV-003"_rule,
     .form = kDriverForm,
     .needed = {Release::V9_0}},
    {.name = "model",
     .lookup = kSince11,
     .expected = "a kernel driver",
     .store = read<&Driver::model>,
     .print = print<&Driver::model>,
     .form = kDriverModelForm,
     .lint = lint_text},
    {.name = "iommufd",
     .lookup = kSince12,
     .expected = kYesNo,
     .store = read<&Driver::iommufd>,
     .print = print<&Driver::iommufd>,
     .malformed = "NET-DRV-004"_rule,
     .form = kYesNoForm<kAnyOf>},
};
constexpr ElementType kDriverType = {.part = Part::Driver,
                                     .attributes = kDriverRows,
                                     .printed = [](const Output&, const void* object) {
                                       return *static_cast<const Driver*>(object) != Driver{};
                                     }};

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

// ---- interface, address, pf ----

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

void read_pci_type(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  if (value != "pci") fail_value(in, row, value);
}
void print_pci_type(Output& out, const AttributeRow& row, const void*) {
  out.attribute(row.name, "pci");
}

template <auto Member, std::size_t Digits>
void print_hex(Output& out, const AttributeRow& row, const void* object) {
  char text[10] = {'0', 'x'};
  char* end = text + 2;
  const std::uint32_t value = member<Member>(object);
  for (int shift = 28; shift >= 0; shift -= 4)
    if (value >> shift != 0 || shift < static_cast<int>(4 * Digits))
      *end++ = kHexDigits[value >> shift & 15];
  out.attribute(row.name, std::string_view(text, end));
}
// libvirt prints the function as a signed decimal number after 0x.
void print_function(Output& out, const AttributeRow& row, const void* object) {
  char text[22] = {'0', 'x'};
  char* end = print_number(
      text + 2, static_cast<std::int32_t>(static_cast<const PciAddress*>(object)->function));
  out.attribute(row.name, std::string_view(text, end));
}
void check_multifunction(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  if (value != "on" && value != "off") fail_value(in, row, value);
}

constexpr std::string_view kPciNumber = "a number, decimal, 0x hexadecimal or 0 octal";
constexpr AttributeRow kPciRows[] = {
    {.name = "type",
     .lookup = kL,
     .expected = "'pci'",
     .store = read_pci_type,
     .print = print_pci_type,
     .malformed = "NET-PCI-002"_rule,
     .required = "NET-PCI-001"_rule,
     .form = kPciTypeForm,
     .needed = kNeeded},
    {.name = "domain",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::domain>,
     .print = print_hex<&PciAddress::domain, 4>,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciDomainForm,
     .lint = lint_pci_number},
    {.name = "bus",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::bus>,
     .print = print_hex<&PciAddress::bus, 2>,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciBusForm,
     .lint = lint_pci_number},
    {.name = "slot",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::slot>,
     .print = print_hex<&PciAddress::slot, 2>,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciSlotForm,
     .lint = lint_pci_number},
    {.name = "function",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::function>,
     .print = print_function,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciFunctionForm,
     .lint = lint_pci_number},
    {.name = "multifunction",
     .lookup = kL,
     .expected = "'on' or 'off'",
     .store = check_multifunction,
     .malformed = "NET-PCI-005"_rule,
     .form = kOnOffForm<kAnyOf>,
     .lint = lint_dropped},
    {.name = "connections",
     .lookup = kL,
     .expected = "a number",
     .form = kConnectionsForm,
     .lint = lint_dropped},
};

// Only one <zpci> of an address counts, the last one before 11.3: what is wrong with it is said at
// the end.
void check_zpci_number(ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
  if (parse_number(value, row.numbers[static_cast<std::size_t>(in.release())], in.release()))
    return;
  in.scratch.zpci_problem = std::string("zpci ").append(row.name).append(" is '").append(value);
  in.scratch.zpci_problem.append("', expected ").append(row.expected);
}
Opened open_zpci(ReadContext& in, void* parent) {
  in.scratch.zpci_problem.clear();
  return {parent};
}
void close_pci_address(ReadContext& in, void*) {
  if (!in.scratch.zpci_problem.empty())
    in.fail("NET-PCI-007"_rule, std::exchange(in.scratch.zpci_problem, {}));
}
constexpr AttributeRow kZpciRows[] = {
    {.name = "uid",
     .lookup = kL,
     .expected = kPciNumber,
     .store = check_zpci_number,
     .numbers = always(NumberKind::U32Base0)},
    {.name = "fid",
     .lookup = kL,
     .expected = kPciNumber,
     .store = check_zpci_number,
     .numbers = always(NumberKind::U32Base0)},
};
constexpr ElementType kZpciType = {.part = Part::Zpci, .attributes = kZpciRows};
constexpr ChildRow kPciChildren[] = {
    {.name = "zpci",
     .type = &kZpciType,
     .ns = Namespace::L,
     .cardinality = until_9_then(Cardinality::All, Cardinality::First),
     .open = open_zpci,
     .in_schema = false},
};
constexpr ElementType kPciType = {.part = Part::PciAddress,
                                  .attributes = kPciRows,
                                  .children = kPciChildren,
                                  .closed = close_pci_address};

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
    in.arena().add(forward.interfaces, {dev});
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
