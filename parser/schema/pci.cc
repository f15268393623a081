// The schema table: a PCI device and its driver, in <forward> and in <plug>.
#include <algorithm>
#include <array>
#include <utility>

#include "parser/lint/value_lint.h"
#include "parser/schema/fields.h"
#include "parser/schema/forms.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

// ---- driver ----

// xen is younger than the others, and its absence an error of its own.
void read_driver_name(ReadContext& in, const AttributeRow& row, Driver& driver,
                      std::string_view value) {
  DriverName name = DriverName::Unset;
  if (!decode(in, row, value, name)) return;
  if (name == DriverName::Xen && "NET-DRV-002"_rule.holds_in(in.dialect()))
    in.fail("NET-DRV-002"_rule, "name is 'xen', expected 'kvm' or 'vfio'");
  else
    driver.name = name;
}

constexpr AttributeRow kDriverRows[] = {
    {.name = "name",
     .lookup = kQBefore10,
     .expected = "'kvm', 'vfio' or 'xen'",
     .store = by<read_driver_name>,
     .print = print<&Driver::name>,
     .malformed = "NET-DRV-001"_rule,
     .empty = "NET-DRV-003"_rule,
     .form = kDriverForm,
     .needed = {"STRICT-039"_rule, Release(10, 0), std::nullopt}},
    {.name = "model",
     .lookup = new_in(Release(10, 0)),
     .expected = "a kernel driver",
     .store = read<&Driver::model>,
     .print = print<&Driver::model>,
     .form = kDriverModelForm,
     .lint = lint_text},
    {.name = "iommufd",
     .lookup = new_in(Release(12, 1)),
     .expected = kYesNo,
     .store = read<&Driver::iommufd>,
     .print = print<&Driver::iommufd>,
     .malformed = "NET-DRV-004"_rule,
     .form = kYesNoForm<kAnyOf>},
};

// ---- address ----

void read_pci_type(ReadContext& in, const AttributeRow& row, std::string_view value) {
  if (value != "pci") fail_value(in, row, value);
}
void print_pci_type(Output& out, const AttributeRow& row, const PciAddress&) {
  out.attribute(row.name, "pci");
}

template <auto Member, std::size_t Digits>
void print_hex(Output& out, const AttributeRow& row, const PciAddress& address) {
  char text[10] = {'0', 'x'};
  char* end = text + 2;
  const std::uint32_t value = address.*Member;
  for (int shift = 28; shift >= 0; shift -= 4)
    if (value >> shift != 0 || shift < static_cast<int>(4 * Digits))
      *end++ = kHexDigits[value >> shift & 15];
  out.attribute(row.name, std::string_view(text, end));
}
// libvirt prints the function as a signed decimal number after 0x.
void print_function(Output& out, const AttributeRow& row, const PciAddress& address) {
  char text[22] = {'0', 'x'};
  char* end = print_number(text + 2, static_cast<std::int32_t>(address.function));
  out.attribute(row.name, std::string_view(text, end));
}
void check_multifunction(ReadContext& in, const AttributeRow& row, std::string_view value) {
  if (value != "on" && value != "off") fail_value(in, row, value);
}

constexpr std::string_view kPciNumber = "a number, decimal, 0x hexadecimal or 0 octal";
constexpr AttributeRow kPciTypeRow = {.name = "type",
                                      .lookup = kL,
                                      .expected = "'pci'",
                                      .store = by<read_pci_type>,
                                      .print = by<print_pci_type>,
                                      .malformed = "NET-PCI-002"_rule,
                                      .required = "NET-PCI-001"_rule,
                                      .form = kPciTypeForm,
                                      .needed = kNeeded};
constexpr auto kPciNumberRows = std::to_array<AttributeRow>({
    {.name = "domain",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::domain>,
     .print = by<print_hex<&PciAddress::domain, 4>>,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciDomainForm,
     .lint = lint_pci_number},
    {.name = "bus",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::bus>,
     .print = by<print_hex<&PciAddress::bus, 2>>,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciBusForm,
     .lint = lint_pci_number},
    {.name = "slot",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::slot>,
     .print = by<print_hex<&PciAddress::slot, 2>>,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciSlotForm,
     .lint = lint_pci_number},
    {.name = "function",
     .lookup = kL,
     .expected = kPciNumber,
     .store = read<&PciAddress::function>,
     .print = by<print_function>,
     .malformed = "NET-PCI-003"_rule,
     .numbers = always(NumberKind::U32Base0),
     .form = kPciFunctionForm,
     .lint = lint_pci_number},
    {.name = "multifunction",
     .lookup = kL,
     .expected = "'on' or 'off'",
     .store = by<check_multifunction>,
     .malformed = "NET-PCI-005"_rule,
     .form = kOnOffForm<kAnyOf>,
     .lint = lint_dropped},
});
constexpr AttributeRow kPciConnectionsRow = {.name = "connections",
                                             .lookup = kL,
                                             .expected = "a number",
                                             .form = kConnectionsForm,
                                             .lint = lint_dropped};
// The schema knows no type of a port's address, libvirt does not look at it.
constexpr AttributeRow kPlugTypeRow = {.name = "type",
                                       .lookup = kL,
                                       .expected = "no type",
                                       .form = kNoneForm<"STRICT-PORT-005"_rule>,
                                       .lint = lint_dropped};

template <std::size_t N, std::size_t M>
constexpr auto joined(const std::array<AttributeRow, N>& a, const std::array<AttributeRow, M>& b) {
  std::array<AttributeRow, N + M> all;
  std::ranges::copy(b, std::ranges::copy(a, all.begin()).out);
  return all;
}
constexpr auto kPciRows =
    joined(joined(std::array{kPciTypeRow}, kPciNumberRows), std::array{kPciConnectionsRow});
constexpr auto kPlugAddressRows = joined(kPciNumberRows, std::array{kPlugTypeRow});

// Only one <zpci> of an address counts, the last one before 11.3: what is wrong with it is said at
// the end.
void check_zpci_number(ReadContext& in, const AttributeRow& row, std::string_view value) {
  if (parse_number(value, row.numbers.in(in.dialect()), in.dialect())) return;
  in.scratch.zpci_problem = std::string("zpci ").append(row.name).append(" is '").append(value);
  in.scratch.zpci_problem.append("', expected ").append(row.expected);
}
OpenedAs<PciAddress> open_zpci(ReadContext& in, PciAddress& address) {
  in.scratch.zpci_problem.clear();
  return {&address};
}
void close_pci_address(ReadContext& in) {
  if (!in.scratch.zpci_problem.empty())
    in.fail("NET-PCI-007"_rule, std::exchange(in.scratch.zpci_problem, {}));
}
constexpr AttributeRow kZpciRows[] = {
    {.name = "uid",
     .lookup = kL,
     .expected = kPciNumber,
     .store = by<check_zpci_number>,
     .numbers = always(NumberKind::U32Base0)},
    {.name = "fid",
     .lookup = kL,
     .expected = kPciNumber,
     .store = by<check_zpci_number>,
     .numbers = always(NumberKind::U32Base0)},
};
constexpr auto kZpciType = element<PciAddress>({.part = Part::Zpci, .attributes = kZpciRows});
constexpr ChildRow kPciChildren[] = {
    {.name = "zpci",
     .type = &kZpciType,
     .ns = Namespace::L,
     .cardinality = until_9_then(Cardinality::All, Cardinality::First),
     .open = by<open_zpci>,
     .lost = "a <zpci>, which is for devices of guests,",
     .in_schema = false},
};

}  // namespace

constinit const Element<Driver> kDriverType =
    element<Driver>({.part = Part::Driver, .attributes = kDriverRows});
constinit const Element<PciAddress> kPciType =
    element<PciAddress>({.part = Part::PciAddress,
                         .attributes = kPciRows,
                         .children = kPciChildren,
                         .closed = by<close_pci_address>});
constinit const Element<PciAddress> kPlugAddressType =
    element<PciAddress>({.part = Part::PlugAddress,
                         .attributes = kPlugAddressRows,
                         .children = kPciChildren,
                         .closed = by<close_pci_address>});

}  // namespace virnet::internal
