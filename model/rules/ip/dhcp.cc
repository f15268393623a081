// What libvirt refuses below <dhcp>: ranges, hosts, leases.
#include <algorithm>

#include "model/rules/validate.h"
#include "model/values/digits.h"
#include "model/values/fast_parse.h"

namespace virnet::internal {
namespace {

constexpr RangeRules kDhcpRules = {
    .family = "NET-RANGE-003"_rule,
    .prefix = "NET-RANGE-004"_rule,
    .outside = "NET-RANGE-005"_rule,
    .network_address = "NET-RANGE-006"_rule,
    .broadcast = "NET-RANGE-007"_rule,
    .reversed = "NET-RANGE-008"_rule,
    .too_large = "NET-RANGE-009"_rule,
    .crosses_16 = "NET-RANGE-010"_rule,
    .groups = "NET-RANGE-011"_rule,
};

constexpr std::uint64_t kLeastSeconds = 120;
constexpr std::uint64_t kLeastMinutes = 2;

void check_lease(const Lease& lease, Where where, const Check& check) {
  if (is_too_short(lease))
    check.fail("NET-LEASE-004"_rule, where.at("expiry"), "lease of ",
               quoted(std::to_string(lease.expiry)),
               lease.unit == LeaseUnit::Seconds ? " seconds" : " minute",
               " is too short, expected at least two minutes or 0 for ever");
}

void check_host_name(std::string_view name, Where where, const Check& check) {
  const char first = name.empty() ? '\0' : name.front();
  if (!is_alpha(first) && !is_digit(first))
    check.fail("NET-HOST-005"_rule, where.at("name"), "host name ", quoted(name),
               " does not begin with a letter or digit");
  else if (is_digit(first))
    check.fail("NET-HOST-006"_rule, where.at("name"), "host name ", quoted(name),
               " does not begin with a letter");
}

void check_host_mac(std::string_view text, Where where, const Check& check) {
  const auto mac = parse_mac(text);
  if (!mac)
    check.fail("NET-HOST-002"_rule, where.at("mac"), "malformed MAC address ", quoted(text),
               ", expected six groups of hexadecimal digits like 52:54:00:12:34:56");
  else if (mac->is_multicast())
    check.fail("NET-HOST-003"_rule, where.at("mac"), "multicast MAC address ", quoted(text),
               ", expected a unicast one");
}

bool is_client_id(std::string_view id) {
  return std::ranges::all_of(id, [](char c) { return c == ':' || hex_digit(c) >= 0; });
}

void check_host(const DhcpHost& host, bool v6, Where where, const Check& check) {
  if (host.mac) {
    if (v6)
      check.fail("NET-HOST-001"_rule, where.name_of("mac"),
                 "'mac' of a host in an IPv6 <ip>, expected 'id'");
    else
      check_host_mac(host.mac.view(), where, check);
  }
  if (host.id && !is_client_id(host.id.view()))
    check.fail("NET-HOST-004"_rule, where.at("id"), "id ", quoted(host.id.view()),
               " has other characters than hexadecimal digits and ':'");
  if (host.name) check_host_name(host.name.view(), where, check);
  if (v6 && !host.id && !host.name)
    check.fail("NET-HOST-010"_rule, where, "host in an IPv6 <ip> has neither 'id' nor 'name'");
  if (!v6 && !host.mac && !host.name)
    check.fail("NET-HOST-009"_rule, where, "host in an IPv4 <ip> has neither 'mac' nor 'name'");
  if (!host.ip) check.fail("NET-HOST-008"_rule, where, "<host> has no 'ip'");
}

}  // namespace

bool is_too_short(const Lease& lease) {
  return lease.expiry > 0 && ((lease.unit == LeaseUnit::Seconds && lease.expiry < kLeastSeconds) ||
                              (lease.unit == LeaseUnit::Minutes && lease.expiry < kLeastMinutes));
}

void check_dhcp(const Ip& ip, std::uint32_t index, const Check& check) {
  if (!ip.address) return;
  const RangeNetwork network{*ip.address, ip.effective_prefix()};
  for (std::uint32_t i = 0; i < ip.ranges.size(); ++i) {
    const DhcpRange& range = ip.ranges[i];
    const Where where{Part::Range, index, i};
    if (!range.start) check.fail("NET-RANGE-001"_rule, where, "<range> has no 'start'");
    if (!range.end) check.fail("NET-RANGE-001"_rule, where, "<range> has no 'end'");
    if (range.start && range.end)
      check_range(*range.start, *range.end, &network, kDhcpRules, where, check);
    if (range.lease) check_lease(*range.lease, {Part::RangeLease, index, i}, check);
  }
  for (std::uint32_t i = 0; i < ip.hosts.size(); ++i) {
    check_host(ip.hosts[i], !ip.address->is_v4(), {Part::Host, index, i}, check);
    if (ip.hosts[i].lease) check_lease(*ip.hosts[i].lease, {Part::HostLease, index, i}, check);
  }
  if (ip.bootp && !ip.bootp->file)
    check.fail("NET-BOOTP-001"_rule, {Part::Bootp, index}, "<bootp> has no 'file'");
}

}  // namespace virnet::internal
