// What libvirt refuses about a range of addresses, of DHCP or of NAT.
#include "model/rules/validate.h"

namespace virnet::internal {
namespace {

constexpr std::uint64_t kMostAddresses = 65535;  // end - start

// VAL-RANGE-003 to 005: where a range may lie in its network.
bool check_inside(const IpAddress& start, const IpAddress& end, const RangeNetwork& network,
                  const RangeRules& rules, Where where, const Check& check) {
  if (!network.prefix || *network.prefix > network.address.bits()) {
    check.fail(rules.prefix, where, "the network of address ", quoted(network.address),
               " has no valid prefix, so no range can be in it");
    return false;
  }
  const IpAddress base = network.address.network(*network.prefix);
  const auto inside = [&](const IpAddress& address) {
    return address.network(*network.prefix) == base;
  };
  const auto outside = [&](const char* name, const IpAddress& address) {
    check.fail(rules.outside, where.at(name), name, " ", quoted(address),
               " is outside the network ", base.to_string(), "/", std::to_string(*network.prefix));
    return false;
  };
  if (!inside(start)) return outside("start", start);
  if (!inside(end)) return outside("end", end);
  if (!start.is_v4()) return true;
  const std::uint64_t host_bits = (std::uint64_t{1} << (32 - *network.prefix)) - 1;
  if (start.low() == base.low()) {
    check.fail(rules.network_address, where.at("start"), "start ", quoted(start),
               " is the address of the network itself");
    return false;
  }
  if (end.low() == (base.low() | host_bits)) {
    check.fail(rules.broadcast, where.at("end"), "end ", quoted(end),
               " is the broadcast address of the network");
    return false;
  }
  return true;
}

// VAL-RANGE-006 to 008.
void check_extent(const IpAddress& start, const IpAddress& end, const RangeRules& rules,
                  Where where, const Check& check) {
  const bool v4 = start.is_v4();
  if (end.before(start)) {
    check.fail(rules.reversed, where.at("end"), "end ", quoted(end), " is before start ",
               quoted(start));
  } else if (v4 && end.low() - start.low() > kMostAddresses) {
    check.fail(rules.too_large, where.at("end"), "the range from ", quoted(start), " to ",
               quoted(end), " has more than 65536 addresses");
  } else if (v4 && start.low() >> 16 != end.low() >> 16) {
    check.fail(rules.crosses_16, where.at("end"), "the range from ", quoted(start), " to ",
               quoted(end), " crosses a /16 boundary");
  } else if (!v4 && (start.high() != end.high() || start.low() >> 16 != end.low() >> 16)) {
    check.fail(rules.groups, where.at("end"), "start ", quoted(start), " and end ", quoted(end),
               " differ in more than the last group");
  }
}

}  // namespace

void check_range(const IpAddress& start, const IpAddress& end, const RangeNetwork* network,
                 const RangeRules& rules, Where where, const Check& check) {
  if (start.family() != end.family()) {
    check.fail(rules.family, where, "start ", quoted(start), " and end ", quoted(end),
               " are not of one family");
    return;
  }
  if (network) {
    if (start.family() != network->address.family()) {
      check.fail(rules.family, where.at("start"), "start ", quoted(start),
                 " is not of the family of the address ", quoted(network->address));
      return;
    }
    if (!check_inside(start, end, *network, rules, where, check)) return;
  }
  check_extent(start, end, rules, where, check);
}

}  // namespace virnet::internal
