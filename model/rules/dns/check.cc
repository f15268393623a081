// What libvirt refuses below <dns>.
#include <algorithm>

#include "model/rules/validate.h"
#include "model/values/digits.h"

namespace virnet::internal {
namespace {

constexpr std::size_t kMaxService = 482;
constexpr std::uint32_t kMaxNumber = 65535;

bool has_line_break(std::string_view text) { return text.find_first_of("\n\r") != text.npos; }

bool only(std::string_view text, std::string_view more) {
  return std::ranges::all_of(
      text, [&](char c) { return is_alpha(c) || is_digit(c) || more.contains(c); });
}

void check_txt(const DnsTxt& txt, Where where, const Check& check) {
  if (!txt.name)
    check.fail("NET-TXT-001"_rule, where, "<txt> has no 'name'");
  else if (txt.name.view().find_first_of(" ,") != std::string_view::npos)
    check.fail("NET-TXT-002"_rule, where.at("name"), "space or comma in the name ",
               quoted(txt.name.view()));
  if (!txt.value)
    check.fail("NET-TXT-003"_rule, where, "<txt> has no 'value'");
  else if (has_line_break(txt.value.view()))
    check.fail("NET-TXT-004"_rule, where.at("value"), "line break in the value");
}

void check_srv_number(const char* name, const std::optional<std::uint32_t>& value,
                      std::uint32_t least, const DnsSrv& srv, Where where, const Check& check) {
  if (!value) return;
  if (!srv.target)
    check.fail("NET-SRV-005"_rule, where.name_of(name), "'", name, "' needs 'target'");
  if (*value > kMaxNumber || *value < least)
    check.fail(least > 0 ? "NET-SRV-006"_rule : "NET-SRV-007"_rule, where.at(name), name, " ",
               quoted(std::to_string(*value)), ", expected a number from ", std::to_string(least),
               " to 65535");
}

void check_srv(const DnsSrv& srv, Where where, const Check& check) {
  if (!srv.service) check.fail("NET-SRV-001"_rule, where, "<srv> has no 'service'");
  if (!srv.protocol) check.fail("NET-SRV-001"_rule, where, "<srv> has no 'protocol'");
  if (!only(srv.service.view(), "_-+/*"))
    check.fail("NET-SRV-002"_rule, where.at("service"), "service ", quoted(srv.service.view()),
               " has other characters than letters, digits and _-+/*");
  else if (srv.service.view().size() > kMaxService)
    check.fail("NET-SRV-004"_rule, where.at("service"), "service is longer than 482 bytes");
  if (!only(srv.protocol.view(), "-+/"))
    check.fail("NET-SRV-003"_rule, where.at("protocol"), "protocol ", quoted(srv.protocol.view()),
               " has other characters than letters, digits and -+/");
  if (has_line_break(srv.domain.view()))
    check.fail("NET-SRV-008"_rule, where.at("domain"), "line break in the domain");
  if (has_line_break(srv.target.view()))
    check.fail("NET-SRV-008"_rule, where.at("target"), "line break in the target");
  check_srv_number("port", srv.port, 1, srv, where, check);
  check_srv_number("priority", srv.priority, 0, srv, where, check);
  check_srv_number("weight", srv.weight, 0, srv, where, check);
}

}  // namespace

void check_dns(const Dns& dns, const Check& check) {
  for (std::uint32_t i = 0; i < dns.forwarders.size(); ++i)
    if (!dns.forwarders[i].addr && !dns.forwarders[i].domain)
      check.fail("NET-FWDR-002"_rule, {Part::Forwarder, i},
                 "<forwarder> has neither 'addr' nor 'domain'");
  for (std::uint32_t i = 0; i < dns.txts.size(); ++i)
    check_txt(dns.txts[i], {Part::DnsTxt, i}, check);
  for (std::uint32_t i = 0; i < dns.srvs.size(); ++i)
    check_srv(dns.srvs[i], {Part::DnsSrv, i}, check);
  for (std::uint32_t i = 0; i < dns.hosts.size(); ++i) {
    const Where where{Part::DnsHost, i};
    if (!dns.hosts[i].ip) check.fail("NET-DHOST-001"_rule, where, "<host> has no 'ip'");
    if (dns.hosts[i].hostnames.empty())
      check.fail("NET-DHOST-003"_rule, where, "<host> has no <hostname>");
  }
  const bool any =
      !dns.forwarders.empty() || !dns.txts.empty() || !dns.srvs.empty() || !dns.hosts.empty();
  if (dns.enable == Tristate::No && any)
    check.fail("NET-DNS-005"_rule, Where{Part::Dns}.at("enable"),
               "'enable' is 'no' but <dns> has forwarders or records");
}

}  // namespace virnet::internal
