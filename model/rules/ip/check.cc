// What libvirt refuses about the address of an <ip>: family, netmask, prefix.
#include "model/rules/validate.h"

namespace virnet::internal {
namespace {

void check_v4(const Ip& ip, Where where, const Check& check) {
  if (!ip.address->is_v4()) {
    check.fail("NET-IP-009"_rule, where.at("address"), "IPv6 address ", quoted(*ip.address),
               " without family='ipv6'");
  } else if (ip.netmask) {
    if (!ip.netmask->is_v4())
      check.fail("NET-IP-010"_rule, where.at("netmask"), "IPv6 netmask ", quoted(*ip.netmask),
                 " for an IPv4 address");
    else if (ip.prefix > 0)
      check.fail("NET-IP-011"_rule, where.name_of("prefix"),
                 "both 'netmask' and 'prefix' are given");
  } else if (ip.prefix > 32) {
    check.fail("NET-IP-012"_rule, where.at("prefix"), "prefix ", quoted(std::to_string(ip.prefix)),
               " is more than 32");
  }
}

void check_v6(const Ip& ip, Where where, const Check& check) {
  if (ip.address->is_v4())
    check.fail("NET-IP-013"_rule, where.at("address"), "IPv4 address ", quoted(*ip.address),
               " with family='ipv6'");
  else if (ip.netmask)
    check.fail("NET-IP-014"_rule, where.name_of("netmask"),
               "'netmask' with family='ipv6', expected 'prefix'");
  else if (ip.prefix > 128)
    check.fail("NET-IP-015"_rule, where.at("prefix"), "prefix ", quoted(std::to_string(ip.prefix)),
               " is more than 128");
}

}  // namespace

void check_ip(const Ip& ip, std::uint32_t index, const Check& check) {
  const Where where{Part::Ip, index};
  if (!ip.address) {
    check.fail("NET-IP-001"_rule, where, "<ip> has no 'address'");
    return;
  }
  if (ip.family == Family::V6)
    check_v6(ip, where, check);
  else
    check_v4(ip, where, check);
  if (ip.tftp_root && !ip.address->is_v4())
    check.fail("NET-TFTP-001"_rule, {Part::Tftp, index}, "<tftp> in an IPv6 <ip>");
}

}  // namespace virnet::internal
