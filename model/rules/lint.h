// model/rules/lint.h - What libvirt takes although it cannot be meant, as far as the values of a
// network show it. Pure functions over a NetworkSpec, none of them quadratic.
#pragma once

#include <virnet/network.h>

#include "model/rules/validate.h"

namespace virnet::internal {

// Addresses, ranges and hosts, VLANs.
void lint_network(const NetworkSpec& network, Report& report);
// What the forward mode ignores, and what macTableManager='libvirt' does not do.
void lint_modes(const NetworkSpec& network, Report& report);

// Parts of these.
void lint_ips(const NetworkSpec& network, Report& report);
void lint_dhcp(const NetworkSpec& network, std::uint32_t index, Report& report);
void lint_mac_table(const NetworkSpec& network, Report& report);

// The addresses that an <ip> claims; nothing without a usable prefix.
struct Subnet {
  IpAddress first;
  unsigned prefix = 0;

  [[nodiscard]] bool contains(const IpAddress& address) const {
    if (address.family() != first.family()) return false;
    if (!first.is_v4()) return address.network(prefix) == first;
    return prefix == 0 || (address.low() ^ first.low()) >> (32 - prefix) == 0;
  }
};
[[nodiscard]] std::optional<Subnet> subnet_of(const Ip& ip);
// "10.0.0.0/24".
[[nodiscard]] std::string to_string(const Subnet& subnet);

}  // namespace virnet::internal
