// Generated networks, and their markup: dns.
#include <cstdint>
#include <string>
#include <utility>

#include "conformance/property/markup_parts.h"
#include "conformance/property/networks.h"

namespace virnet::generate {

void add_dns(Choices& choices, NetworkDraft& draft, Release release) {
  draft::Dns& dns = draft->dns;
  constexpr std::string_view kServices[] = {"sip", "_ldap", "a*/+-", ""};
  constexpr std::string_view kProtocols[] = {"tcp", "udp", "TLS-1", ""};
  constexpr std::string_view kTxtNames[] = {"txt", "_spf", "it's", "", "\xc3\xa9"};
  if (choices.chance(30)) dns.forward_plain_names = some_tristate(choices);
  if (choices.chance(20)) dns.enable = some_tristate(choices);
  if (dns.enable == Tristate::No) return;
  for (std::size_t n = choices.below(3); n > 0; --n) {
    draft::Forwarder forwarder;
    if (choices.chance(60)) forwarder.addr = some_address(choices);
    if (!forwarder.addr || choices.chance(40)) forwarder.domain = some_name(choices);
    if (forwarder.addr && release >= Release(12, 0) && choices.chance(40))
      forwarder.port = static_cast<std::uint32_t>(1 + choices.below(65535));
    dns.forwarders.push_back(forwarder);
  }
  for (std::size_t n = choices.below(3); n > 0; --n)
    dns.txts.push_back({.name = std::string(choices.pick(kTxtNames)), .value = some_text(choices)});
  for (std::size_t n = choices.below(3); n > 0; --n) {
    draft::DnsSrv srv;
    srv.service = choices.pick(kServices);
    srv.protocol = choices.pick(kProtocols);
    if (choices.chance(40)) srv.domain = some_name(choices);
    if (choices.chance(60)) {
      srv.target = some_name(choices);
      for (auto* number : {&srv.port, &srv.priority, &srv.weight})
        if (choices.chance(50)) *number = static_cast<std::uint32_t>(1 + choices.below(65535));
    }
    dns.srvs.push_back(srv);
  }
  for (std::size_t n = choices.below(3); n > 0; --n) {
    draft::DnsHost host{.ip = some_address(choices), .hostnames = {}};
    for (std::size_t m = 1 + choices.below(3); m > 0; --m)
      host.hostnames.push_back(some_name(choices));
    dns.hosts.push_back(host);
  }
}

Node dns_of(const Dns& dns) {
  Node node = element("dns");
  set_name(node, "enable", dns.enable);
  set_name(node, "forwardPlainNames", dns.forward_plain_names);
  for (const Forwarder& item : dns.forwarders) {
    Node child = element("forwarder");
    set_text(child, "domain", item.domain);
    set_printed(child, "addr", item.addr);
    if (item.port != 0) set(child, "port", fmt::to_string(item.port));
    add(node, std::move(child));
  }
  for (const DnsTxt& item : dns.txts)
    add(node, element("txt", {{"name", std::string(item.name.view())},
                              {"value", std::string(item.value.view())}}));
  for (const DnsSrv& item : dns.srvs) {
    Node child = element("srv");
    set_text(child, "service", item.service);
    set_text(child, "protocol", item.protocol);
    set_text(child, "domain", item.domain);
    set_text(child, "target", item.target);
    set_number(child, "port", item.port);
    set_number(child, "priority", item.priority);
    set_number(child, "weight", item.weight);
    add(node, std::move(child));
  }
  for (const DnsHost& item : dns.hosts) {
    Node child = element("host");
    set_printed(child, "ip", item.ip);
    for (const Text& name : item.hostnames) add_text(child, "hostname", name);
    add(node, std::move(child));
  }
  return node;
}

}  // namespace virnet::generate
