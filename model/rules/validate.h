// model/rules/validate.h - The rules that hold between the values of a network, or of a port: what
// libvirt checks after it has understood each value by itself. Pure functions over the specs.
#pragma once

#include <virnet/networkport.h>

#include <string>
#include <string_view>

#include "model/rules/rules.h"
#include "model/values/parts.h"

namespace virnet::internal {

// Takes what is found. The reader's gives it a position in the document.
class Report {
 public:
  virtual ~Report() = default;
  virtual void add(Rule rule, Where where, std::string message) = 0;
};

// What net-define of any driver refuses.
void validate(const NetworkSpec& network, const Dialect& dialect, Report& report);
// What net-port-create refuses.
void validate_networkport(const NetworkPortSpec& port, const Dialect& dialect, Report& report);

// What only the network driver refuses when a network is defined (section 6.1).
void validate_define(const NetworkSpec& network, const Dialect& dialect, Report& report);

// The rules of one dialect and where their findings go; the context of every check.
struct Check {
  Dialect dialect;
  Report& report;

  // Reports if the rule holds. The message parts are joined.
  template <typename... Parts>
  void fail(Rule rule, Where where, const Parts&... parts) const {
    if (!rule.holds_in(dialect)) return;
    std::string message;
    (message.append(parts), ...);
    report.add(rule, where, std::move(message));
  }
};

// Of a text longer than `longest` only `end` bytes from either end, characters whole.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t longest, std::size_t end);
// The same for a piece of a message, of which more is never shown.
[[nodiscard]] std::string clipped(std::string_view text);
// 'text' in single quotes, for messages; clipped.
[[nodiscard]] std::string quoted(std::string_view text);
[[nodiscard]] std::string quoted(const IpAddress& address);

void check_forward(const Forward& forward, const Check& check);
void check_pci_address(const PciAddress& address, Where where, const Check& check);
void check_dns(const Dns& dns, const Check& check);
void check_ip(const Ip& ip, std::uint32_t index, const Check& check);
void check_dhcp(const Ip& ip, std::uint32_t index, const Check& check);
// Less than two minutes, and not for ever.
[[nodiscard]] bool is_too_short(const Lease& lease);
void check_routes(const NetworkSpec& network, const Check& check);
void check_vlan(const Vlan& vlan, std::uint32_t portgroup, const Check& check);
// What holds for any bandwidth, and what for a network's or portgroup's.
void check_rates(const Bandwidth& bandwidth, std::uint32_t portgroup, const Check& check);
void check_bandwidth(const Bandwidth& bandwidth, std::uint32_t portgroup, const Check& check);
void check_virtualport(const VirtualPort& port, std::uint32_t portgroup, const Check& check);
void check_modes(const NetworkSpec& network, const Check& check);

// Section 2.8: `network` and `prefix` are those of the enclosing ip; without one (nat) pass
// nothing. The rules are the range's own, in the order in which libvirt finds them.
struct RangeRules {
  Rule family, prefix, outside, network_address, broadcast, reversed, too_large, crosses_16, groups;
};
struct RangeNetwork {
  IpAddress address;
  std::optional<unsigned> prefix;
};
void check_range(const IpAddress& start, const IpAddress& end, const RangeNetwork* network,
                 const RangeRules& rules, Where where, const Check& check);

}  // namespace virnet::internal
