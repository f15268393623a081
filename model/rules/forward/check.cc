// What libvirt refuses below <forward>: interfaces, PCI addresses, NAT.
#include <array>

#include "model/rules/validate.h"
#include "model/values/repeats.h"

namespace virnet::internal {
namespace {

constexpr std::uint32_t kMaxBus = 255;
constexpr std::uint32_t kMaxSlot = 31;
constexpr std::uint32_t kMaxFunction = 7;
constexpr std::uint32_t kMaxPort = 65535;

constexpr RangeRules kNatRules = {
    .family = "NET-NAT-006"_rule,
    .prefix = "NET-NAT-006"_rule,
    .outside = "NET-NAT-006"_rule,
    .network_address = "NET-NAT-006"_rule,
    .broadcast = "NET-NAT-006"_rule,
    .reversed = "NET-NAT-007"_rule,
    .too_large = "NET-NAT-008"_rule,
    .crosses_16 = "NET-NAT-009"_rule,
    .groups = "NET-NAT-006"_rule,
};

void check_interfaces(const List<Interface>& interfaces, const Check& check) {
  Repeats devices(interfaces.size(), [&](std::uint32_t i) {
    const Text& dev = interfaces[i].dev;
    return dev ? std::optional(dev.view()) : std::nullopt;
  });
  for (std::uint32_t i = 0; i < interfaces.size(); ++i) {
    const Text& dev = interfaces[i].dev;
    const Where where{Part::Interface, i};
    if (!dev) {
      check.fail("NET-IF-001"_rule, where, "<interface> has no 'dev'");
    } else if (devices.before(i)) {
      check.fail("NET-IF-003"_rule, where.at("dev"), "interface ", quoted(dev.view()),
                 " is listed twice");
    }
  }
}

void check_addresses(const List<PciAddress>& addresses, const Check& check) {
  Repeats places(addresses.size(), [&](std::uint32_t i) {
    const PciAddress& a = addresses[i];
    return std::optional(std::array{std::uint64_t{a.domain} << 32 | a.bus,
                                    std::uint64_t{a.slot} << 32 | a.function});
  });
  for (std::uint32_t i = 0; i < addresses.size(); ++i) {
    const Where where{Part::PciAddress, i};
    check_pci_address(addresses[i], where, check);
    if (places.before(i))
      check.fail("NET-PCI-006"_rule, where, "the same PCI address is listed twice");
  }
}

void check_nat(const Nat& nat, ForwardMode mode, const Check& check) {
  if (mode != ForwardMode::Nat)
    check.fail("NET-NAT-002"_rule, {Part::Nat}, "<nat> needs forward mode 'nat'");
  if (nat.address) {
    const AddressRange& range = *nat.address;
    check_range(range.start, range.end, nullptr, kNatRules, {Part::NatAddress}, check);
  }
  if (!nat.port) return;
  const Where where{Part::NatPort};
  const auto bound = [&](const char* name, std::uint32_t value) {
    if (value > kMaxPort)
      check.fail("NET-NAT-011"_rule, where.at(name), "port ", quoted(std::to_string(value)),
                 " is more than 65535");
  };
  bound("start", nat.port->start);
  bound("end", nat.port->end);
  if (nat.port->end < nat.port->start)
    check.fail("NET-NAT-012"_rule, where.at("end"), "port range ends at ",
               quoted(std::to_string(nat.port->end)), ", before its start ",
               quoted(std::to_string(nat.port->start)));
}

}  // namespace

void check_pci_address(const PciAddress& address, Where where, const Check& check) {
  if (address.domain == 0 && address.bus == 0 && address.slot == 0) return;
  const auto range = [&](const char* name, std::uint32_t value, std::uint32_t most) {
    if (value > most)
      check.fail("NET-PCI-004"_rule, where.at(name), "PCI ", name, " ",
                 quoted(std::to_string(value)), " is more than ", std::to_string(most));
  };
  range("bus", address.bus, kMaxBus);
  range("slot", address.slot, kMaxSlot);
  range("function", address.function, kMaxFunction);
}

void check_forward(const Forward& forward, const Check& check) {
  check_interfaces(forward.interfaces, check);
  check_addresses(forward.addresses, check);
  if ((!forward.interfaces.empty() && (!forward.addresses.empty() || forward.pf)) ||
      (!forward.addresses.empty() && forward.pf))
    check.fail("NET-FWD-002"_rule, {Part::Forward},
               "interfaces, PCI addresses and a physical function exclude one another");
  if (forward.nat) check_nat(*forward.nat, forward.mode, check);
}

}  // namespace virnet::internal
