// What the forward mode ignores.
#include "model/rules/lint.h"
#include "model/values/enum_names.h"

namespace virnet::internal {
namespace {

class Modes {
 public:
  Modes(const NetworkSpec& network, Report& report) : network_(network), report_(report) {}

  // In the modes in which libvirt runs neither a bridge nor servers.
  void look_outside_l3() {
    if (network_.ipv6) ignored(Where{Part::Network}.name_of("ipv6"), "'ipv6'");
    const Dns& dns = network_.dns;
    const bool settings = dns.enable != Tristate::Unset ||
                          dns.forward_plain_names != Tristate::Unset || !dns.forwarders.empty();
    if (settings) ignored({Part::Dns}, "<dns>");
    if (!network_.dnsmasq_options.empty()) ignored({Part::Options}, "the options for dnsmasq");
    const bool bridge = mode() == ForwardMode::Bridge && !network_.bridge.name.empty();
    if (!bridge) {
      if (network_.port_isolated == Tristate::Yes)
        ignored(Where{Part::Port}.name_of("isolated"), "'isolated', which needs a bridge,");
      if (network_.bridge.mac_table_manager != MacTableManager::Unset)
        ignored(Where{Part::Bridge}.name_of("macTableManager"),
                "'macTableManager', which needs a bridge name,");
    }
    const Forward& forward = network_.forward;
    if (!bridge && forward.interfaces.empty() && forward.addresses.empty() && !forward.pf)
      report_.add("LINT-MODE"_rule, {Part::Forward},
                  std::string("forward mode ")
                      .append(quoted(name_of(mode())))
                      .append(" with neither a bridge nor a device, no guest can be connected"));
  }

  void look_at_devices() {
    const Forward& forward = network_.forward;
    if (mode() == ForwardMode::Hostdev || mode() == ForwardMode::None) return;
    if (forward.managed) ignored(Where{Part::Forward}.name_of("managed"), "'managed'");
    if (forward.driver != Driver{}) ignored({Part::Driver}, "<driver>");
  }

 private:
  [[nodiscard]] ForwardMode mode() const { return network_.forward.mode; }

  void ignored(Where where, std::string_view what) {
    report_.add("LINT-MODE"_rule, where,
                std::string("libvirt ignores ")
                    .append(what)
                    .append(" with forward mode ")
                    .append(quoted(name_of(mode()))));
  }

  const NetworkSpec& network_;
  Report& report_;
};

}  // namespace

void lint_modes(const NetworkSpec& network, Report& report) {
  Modes modes(network, report);
  if (!is_l3(network.forward.mode)) modes.look_outside_l3();
  modes.look_at_devices();
  lint_mac_table(network, report);
}

void lint_mac_table(const NetworkSpec& network, Report& report) {
  const bool l3 = is_l3(network.forward.mode);
  const bool bridge = network.forward.mode == ForwardMode::Bridge && !network.bridge.name.empty();
  if (network.bridge.mac_table_manager != MacTableManager::Libvirt || (!l3 && !bridge)) return;
  const Where manager = Where{Part::Bridge}.at("macTableManager");
  if (network.port_isolated != Tristate::Yes)
    report.add("LINT-FDB-FLOOD"_rule, manager,
               "'macTableManager' is 'libvirt', which does not keep broadcast and multicast from "
               "other guests; <port isolated='yes'/> does");
  if (bridge)
    report.add("LINT-FDB-WIRE"_rule, manager,
               "'macTableManager' is 'libvirt', but the bridge's uplink still learns: one frame "
               "from the wire with a guest's address takes its traffic away");
  const auto lint_part = [&](const Vlan& vlan, Tristate trust, std::uint32_t portgroup) {
    if (!vlan.tags.empty())
      report.add("LINT-FDB-VLAN"_rule, {Part::Vlan, portgroup},
                 "<vlan> with macTableManager='libvirt': the entry of a guest holds only for the "
                 "VLANs that its port is in when the entry is made");
    if (trust == Tristate::Yes)
      report.add("LINT-FDB-TRUST"_rule,
                 Where{portgroup == kNoIndex ? Part::Network : Part::Portgroup, portgroup}.at(
                     "trustGuestRxFilters"),
                 "'trustGuestRxFilters' with macTableManager='libvirt': nothing reaches a guest "
                 "but what is sent to its configured address");
  };
  lint_part(network.vlan, network.trust_guest_rx_filters, kNoIndex);
  for (std::uint32_t i = 0; i < network.portgroups.size(); ++i)
    lint_part(network.portgroups[i].vlan, network.portgroups[i].trust_guest_rx_filters, i);
}

}  // namespace virnet::internal
