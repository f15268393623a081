// What libvirt refuses about the <route>s of a network.
#include <array>
#include <vector>

#include "model/rules/validate.h"
#include "model/values/meter.h"
#include "model/values/salted_hash.h"

namespace virnet::internal {
namespace {

bool same_family(const Route& route, bool v6, Where where, const Check& check) {
  const Rule rule = v6 ? "NET-ROUTE-010"_rule : "NET-ROUTE-006"_rule;
  const auto matches = [&](const char* name, const std::optional<IpAddress>& address) {
    if (!address || address->is_v4() != v6) return true;
    check.fail(rule, where.at(name), name, " ", quoted(*address), " is not ",
               v6 ? "IPv6 in a route with family='ipv6'" : "IPv4, expected family='ipv6'");
    return false;
  };
  const bool address = matches("address", route.address);
  return matches("gateway", route.gateway) && address;
}

bool check_mask(const Route& route, bool v6, Where where, const Check& check) {
  const unsigned most = v6 ? 128 : 32;
  if (v6 && route.netmask) {
    check.fail("NET-ROUTE-010"_rule, where.name_of("netmask"),
               "'netmask' in an IPv6 route, expected 'prefix'");
    return false;
  }
  if (route.netmask && !route.netmask->is_v4()) {
    check.fail("NET-ROUTE-007"_rule, where.at("netmask"), "IPv6 netmask ", quoted(*route.netmask),
               " in an IPv4 route");
    return false;
  }
  if (route.netmask && route.prefix) {
    check.fail("NET-ROUTE-008"_rule, where.name_of("prefix"),
               "both 'netmask' and 'prefix' are given");
    return false;
  }
  if (route.prefix && *route.prefix > most) {
    check.fail(v6 ? "NET-ROUTE-010"_rule : "NET-ROUTE-009"_rule, where.at("prefix"), "prefix ",
               quoted(std::to_string(*route.prefix)), " is more than ", std::to_string(most));
    return false;
  }
  return true;
}

void check_destination(const Route& route, Where where, const Check& check) {
  if (!route.address) return;
  const bool inside = route.netmask ? (route.address->low() & ~route.netmask->low()) == 0
                                    : route.address->network(route.prefix.value_or(0)) ==
                                          route.address->network(route.address->bits());
  if (!inside)
    check.fail("NET-ROUTE-012"_rule, where.at("address"), "address ", quoted(*route.address),
               " has bits outside its ", route.netmask ? "netmask" : "prefix");
}

// The networks that the bridge is in, looked up once per distinct prefix length: a document may
// have thousands of addresses and as many routes.
class ReachableNetworks {
 public:
  explicit ReachableNetworks(const List<Ip>& ips) {
    for (const Ip& ip : ips) {
      if (!ip.address) continue;
      const auto prefix = ip.effective_prefix();
      if (!prefix || *prefix > ip.address->bits()) continue;
      auto& networks = by_prefix_[ip.address->is_v4() ? *prefix : 33 + *prefix];
      networks.insert(ip.address->network(*prefix));
    }
  }

  [[nodiscard]] bool contain(const IpAddress& address) const {
    const std::size_t first = address.is_v4() ? 0 : 33;
    for (unsigned prefix = 0; prefix <= address.bits(); ++prefix) {
      const auto& networks = by_prefix_[first + prefix];
      if (!networks.empty() && networks.contains(address.network(prefix))) return true;
    }
    return false;
  }

 private:
  struct Hash {
    std::size_t operator()(const IpAddress& a) const {
      return hash_of(std::array{a.high(), a.low()});
    }
  };
  std::vector<MeteredSet<IpAddress, Hash>> by_prefix_{33 + 129};
};

void check_route(const Route& route, Where where, const Check& check) {
  const bool v6 = route.family == Family::V6;
  if (!route.address) check.fail("NET-ROUTE-001"_rule, where, "<route> has no 'address'");
  if (!route.gateway) check.fail("NET-ROUTE-002"_rule, where, "<route> has no 'gateway'");
  if (route.metric == std::uint32_t{0})
    check.fail("NET-ROUTE-011"_rule, where.at("metric"), "metric '0', expected 1 or more");
  if (same_family(route, v6, where, check) && check_mask(route, v6, where, check))
    check_destination(route, where, check);
}

}  // namespace

void check_routes(const NetworkSpec& network, const Check& check) {
  if (network.routes.empty()) return;
  const ReachableNetworks reachable(network.ips);
  for (std::uint32_t i = 0; i < network.routes.size(); ++i) {
    const Route& route = network.routes[i];
    const Where where{Part::Route, i};
    check_route(route, where, check);
    if (route.gateway && !reachable.contain(*route.gateway))
      check.fail("NET-ROUTE-013"_rule, where.at("gateway"), "gateway ", quoted(*route.gateway),
                 " is in none of the networks of the <ip> elements");
  }
}

}  // namespace virnet::internal
