// What is odd about the addresses of a network.
#include <algorithm>
#include <tuple>
#include <vector>

#include "model/rules/lint.h"
#include "model/values/meter.h"

namespace virnet::internal {

std::optional<Subnet> subnet_of(const Ip& ip) {
  if (!ip.address) return std::nullopt;
  const auto prefix = ip.effective_prefix();
  if (!prefix || *prefix > ip.address->bits()) return std::nullopt;
  return Subnet{ip.address->network(*prefix), *prefix};
}

std::string to_string(const Subnet& subnet) {
  return subnet.first.to_string().append("/").append(std::to_string(subnet.prefix));
}

namespace {

constexpr unsigned kSmallest = 31;  // an IPv4 network of this prefix has no address of its own

// What an IPv4 address is by itself, or nothing.
std::string_view special_v4(const IpAddress& address) {
  const std::uint64_t first = address.low() >> 24;
  if (address.low() == 0) return "the unspecified address";
  if (first == 127) return "a loopback address";
  if (first >= 224) return "a multicast or reserved address";
  return {};
}

std::string_view special_v6(const IpAddress& address) {
  if (address.high() == 0 && address.low() == 0) return "the unspecified address";
  if (address.high() == 0 && address.low() == 1) return "the loopback address";
  if (address.high() >> 56 == 0xff) return "a multicast address";
  return {};
}

std::string_view special(const Ip& ip) {
  const IpAddress& address = *ip.address;
  if (!address.is_v4()) return special_v6(address);
  if (const std::string_view what = special_v4(address); !what.empty()) return what;
  const auto subnet = subnet_of(ip);
  if (!subnet || subnet->prefix == 0 || subnet->prefix >= kSmallest) return {};
  const std::uint64_t host_bits = (std::uint64_t{1} << (32 - subnet->prefix)) - 1;
  if ((address.low() & host_bits) == 0) return "the address of its network itself";
  if ((address.low() & host_bits) == host_bits) return "the broadcast address of its network";
  return {};
}

void lint_address(const Ip& ip, std::uint32_t index, Report& report) {
  const Where where{Part::Ip, index};
  if (const std::string_view what = special(ip); !what.empty())
    report.add("LINT-ADDRESS"_rule, where.at("address"),
               std::string("'address' is ")
                   .append(quoted(*ip.address))
                   .append(", ")
                   .append(what)
                   .append("; libvirt takes it, but guests cannot use it as a gateway"));
  if (ip.netmask && !ip.netmask->mask_bits())
    report.add("LINT-NETMASK"_rule, where.at("netmask"),
               std::string("'netmask' is ")
                   .append(quoted(*ip.netmask))
                   .append(", expected ones before zeros; libvirt takes it and cannot start the "
                           "network"));
  if (ip.netmask || ip.prefix != 0) return;
  if (const auto prefix = ip.effective_prefix(); prefix && *prefix > 0)
    report.add("LINT-CLASS"_rule, where,
               std::string("<ip> has neither 'netmask' nor 'prefix', libvirt takes /")
                   .append(std::to_string(*prefix))
                   .append(ip.address->is_v4() ? " from the class of the address" : " for IPv6"));
}

// The numbers of the <ip>s that have a network, in the order of its first address, each after those
// that contain it. Networks are worked out again for each look, which costs less than to keep them.
MeteredVector<std::uint32_t> sorted_subnets(const NetworkSpec& network) {
  MeteredVector<std::uint32_t> numbers;
  numbers.reserve(network.ips.size());
  for (std::uint32_t i = 0; i < network.ips.size(); ++i)
    if (subnet_of(network.ips[i])) numbers.push_back(i);
  std::ranges::sort(numbers, [&](std::uint32_t a, std::uint32_t b) {
    const Subnet one = *subnet_of(network.ips[a]);
    const Subnet other = *subnet_of(network.ips[b]);
    if (one.first.family() != other.first.family())
      return one.first.family() < other.first.family();
    if (!(one.first == other.first)) return one.first.before(other.first);
    return std::tie(one.prefix, a) < std::tie(other.prefix, b);
  });
  return numbers;
}

void lint_overlap(const NetworkSpec& network, Report& report) {
  const auto numbers = sorted_subnets(network);
  // Networks are disjoint or nested, so the one that a network may be in is the last wide one.
  std::size_t wide = 0;
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    const std::uint32_t outer_index = numbers[wide];
    const std::uint32_t inner_index = numbers[i];
    if (!subnet_of(network.ips[outer_index])
             ->contains(subnet_of(network.ips[inner_index])->first)) {
      wide = i;
      continue;
    }
    const std::uint32_t later = std::max(outer_index, inner_index);
    const std::uint32_t earlier = std::min(outer_index, inner_index);
    const Where where = Where{Part::Ip, later}.at("address");
    const bool same = *network.ips[later].address == *network.ips[earlier].address;
    std::string message(same ? "a second <ip> with the address " : "this <ip> with the address ");
    message.append(quoted(*network.ips[later].address));
    if (!same)
      message.append(" overlaps with that of ").append(quoted(*network.ips[earlier].address));
    report.add(same ? "LINT-SAME-ADDRESS"_rule : "LINT-SUBNETS"_rule, where,
               message.append(", libvirt does not check that"));
  }
}

void lint_tags(const Vlan& vlan, std::uint32_t portgroup, Report& report) {
  constexpr std::uint32_t kLast = 4095;
  std::vector<bool> seen(kLast + 1);
  for (std::uint32_t i = 0; i < vlan.tags.size(); ++i) {
    const std::uint32_t id = vlan.tags[i].id.value_or(1);
    if (!vlan.tags[i].id || id > kLast) continue;
    const bool reserved = id == 0 || id == kLast;
    if (reserved || seen[id])
      report.add("LINT-VLAN-ID"_rule, Where{Part::VlanTag, portgroup, i}.at("id"),
                 std::string("'id' is ")
                     .append(quoted(std::to_string(id)))
                     .append(reserved ? ", which is reserved in 802.1Q; libvirt takes it"
                                      : ", as in an earlier <tag>; libvirt takes it"));
    seen[id] = true;
  }
}

}  // namespace

void lint_ips(const NetworkSpec& network, Report& report) {
  for (std::uint32_t i = 0; i < network.ips.size(); ++i)
    if (network.ips[i].address) lint_address(network.ips[i], i, report);
  lint_overlap(network, report);
}

void lint_network(const NetworkSpec& network, Report& report) {
  lint_ips(network, report);
  for (std::uint32_t i = 0; i < network.ips.size(); ++i) lint_dhcp(network, i, report);
  if (!network.vlan.tags.empty()) lint_tags(network.vlan, kNoIndex, report);
  for (std::uint32_t i = 0; i < network.portgroups.size(); ++i)
    if (!network.portgroups[i].vlan.tags.empty()) lint_tags(network.portgroups[i].vlan, i, report);
}

}  // namespace virnet::internal
