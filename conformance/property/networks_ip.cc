// Generated networks, and their markup: ip, dhcp, routes.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "conformance/property/markup_parts.h"
#include "conformance/property/networks.h"

namespace virnet::generate {
namespace {

bool needs_ip(ForwardMode mode, Release release) {
  return mode == ForwardMode::Nat || mode == ForwardMode::Route ||
         (mode == ForwardMode::Open && release < Release(10, 8));
}

IpAddress mask_of(unsigned prefix) {
  return IpAddress::v4(
      prefix == 0 ? 0 : static_cast<std::uint32_t>(std::uint64_t{0xffffffff} << (32 - prefix)));
}

std::optional<Lease> lease(Choices& choices) {
  if (!choices.chance(30)) return {};
  constexpr LeaseUnit kUnits[] = {LeaseUnit::Minutes, LeaseUnit::Seconds, LeaseUnit::Hours};
  Lease lease;
  if (choices.chance(80)) {
    lease.unit = choices.pick(kUnits);
    const std::uint64_t least = lease.unit == LeaseUnit::Seconds   ? 120
                                : lease.unit == LeaseUnit::Minutes ? 2
                                                                   : 1;
    lease.expiry =
        choices.chance(80) ? least + choices.below(10000) : choices.between(least, UINT64_MAX);
  }
  return lease;
}

void add_v4_range(Choices& choices, draft::Ip& ip, Release release) {
  const unsigned prefix = ip.effective_prefix().value_or(32);
  if (prefix >= 31) return;
  const auto size = std::uint64_t{1} << (32 - prefix);
  const std::uint64_t network = ip.address->network(prefix).low();
  const std::uint64_t start = network + 1 + choices.between(0, size - 3);
  std::uint64_t room = std::min<std::uint64_t>(network + size - 2 - start, 65535);
  if (release < Release(11, 3)) room = std::min<std::uint64_t>(room, 0xffff - (start & 0xffff));
  const std::uint64_t end = start + choices.between(0, room);
  ip.ranges.push_back({.start = IpAddress::v4(static_cast<std::uint32_t>(start)),
                       .end = IpAddress::v4(static_cast<std::uint32_t>(end)),
                       .lease = lease(choices)});
}

void add_v6_range(Choices& choices, draft::Ip& ip) {
  if (ip.effective_prefix().value_or(128) > 112) return;
  const std::uint64_t base = ip.address->low() & ~std::uint64_t{0xffff};
  const std::uint64_t start = choices.below(0x10000);
  const std::uint64_t end = start + choices.below(0x10000 - start);
  ip.ranges.push_back({.start = IpAddress::v6(ip.address->high(), base | start),
                       .end = IpAddress::v6(ip.address->high(), base | end),
                       .lease = lease(choices)});
}

void add_host(Choices& choices, draft::Ip& ip) {
  constexpr std::string_view kNames[] = {"h1", "web", "a.example.org", "x&y", "it's", "Z", "q\"<>"};
  constexpr std::string_view kMacs[] = {"52:54:00:AA:bb:01", "2:4:0:a:B:c",
                                        "52:54:00:00:00:01 'note'", "0:0:0:0:0:0"};
  constexpr std::string_view kDuids[] = {"0:1", "00:03:00:01:52:54:00:12:34:56", ""};
  const bool v4 = ip.address->is_v4();
  draft::DhcpHost host;
  if (v4 && choices.chance(70)) host.mac = choices.pick(kMacs);
  if (choices.chance(v4 ? 10 : 60)) host.id = choices.pick(kDuids);
  const bool identified = v4 ? static_cast<bool>(host.mac) : static_cast<bool>(host.id);
  if (!identified || choices.chance(60)) host.name = choices.pick(kNames);
  host.ip = choices.chance(10) ? some_address(choices)
                               : some_address(choices, v4 ? IpFamily::V4 : IpFamily::V6);
  host.lease = lease(choices);
  ip.hosts.push_back(host);
}

draft::Ip v4_ip(Choices& choices) {
  draft::Ip ip;
  ip.family = choices.chance(30) ? Family::V4 : Family::Unset;
  ip.address = some_address(choices, IpFamily::V4);
  switch (choices.below(3)) {
    case 0:
      ip.prefix = choices.chance(60) ? 24 : static_cast<std::uint32_t>(1 + choices.below(32));
      break;
    case 1: ip.netmask = mask_of(static_cast<unsigned>(1 + choices.below(32))); break;
    default: break;
  }
  return ip;
}

draft::Ip v6_ip(Choices& choices) {
  draft::Ip ip;
  ip.family = Family::V6;
  ip.address = some_address(choices, IpFamily::V6);
  if (choices.chance(70))
    ip.prefix = choices.chance(60) ? 64 : static_cast<std::uint32_t>(1 + choices.below(128));
  return ip;
}

void add_lease(Node& parent, const Ref<Lease>& lease) {
  if (lease)
    add(parent, element("lease", {{"expiry", fmt::to_string(lease->expiry)},
                                  {"unit", std::string(internal::name_of(lease->unit))}}));
}

Node dhcp_of(const Ip& ip) {
  Node node = element("dhcp");
  for (const DhcpRange& item : ip.ranges) {
    Node child = element("range");
    set_printed(child, "start", item.start);
    set_printed(child, "end", item.end);
    add_lease(child, item.lease);
    add(node, std::move(child));
  }
  for (const DhcpHost& item : ip.hosts) {
    Node child = element("host");
    set_text(child, "mac", item.mac);
    set_text(child, "id", item.id);
    set_text(child, "name", item.name);
    set_printed(child, "ip", item.ip);
    add_lease(child, item.lease);
    add(node, std::move(child));
  }
  if (ip.bootp) {
    Node child = element("bootp");
    set_text(child, "file", ip.bootp->file);
    set_printed(child, "server", ip.bootp->server);
    add(node, std::move(child));
  }
  return node;
}

}  // namespace

void add_ips(Choices& choices, NetworkDraft& draft, Release release) {
  std::size_t count = choices.below(4);
  if (count == 0 && needs_ip(draft->forward.mode, release)) count = 1;
  for (; count > 0; --count) {
    draft::Ip ip = choices.chance(30) ? v6_ip(choices) : v4_ip(choices);
    const bool v4 = ip.address->is_v4();
    if (choices.chance(15)) ip.local_ptr = some_tristate(choices);
    if (v4 && choices.chance(10)) ip.tftp_root = "/srv/tftp & more";
    if (choices.chance(60))
      for (std::size_t n = 1 + choices.below(2); n > 0; --n)
        v4 ? add_v4_range(choices, ip, release) : add_v6_range(choices, ip);
    if (choices.chance(40))
      for (std::size_t n = 1 + choices.below(3); n > 0; --n) add_host(choices, ip);
    if (v4 && (!ip.ranges.empty() || !ip.hosts.empty()) && choices.chance(20)) {
      draft::Bootp bootp{.file = some_text(choices), .server = {}};
      if (choices.chance(50)) bootp.server = some_address(choices);
      ip.bootp = bootp;
    }
    draft->ips.push_back(ip);
  }
}

Node ip_of(const Ip& ip) {
  Node node = element("ip");
  set_name(node, "family", ip.family);
  set_printed(node, "address", ip.address);
  set_printed(node, "netmask", ip.netmask);
  if (ip.prefix != 0) set(node, "prefix", fmt::to_string(ip.prefix));
  set_name(node, "localPtr", ip.local_ptr);
  Node tftp = element("tftp");
  set_text(tftp, "root", ip.tftp_root);
  add(node, std::move(tftp));
  add(node, dhcp_of(ip));
  return node;
}

void add_routes(Choices& choices, NetworkDraft& draft, Release release) {
  for (std::size_t n = 1 + choices.below(2); n > 0 && !draft->ips.empty(); --n) {
    const draft::Ip& ip = choices.pick_from(draft->ips);
    if (!ip.effective_prefix()) continue;
    const bool v4 = ip.address->is_v4();
    Route route;
    route.family = !v4 ? Family::V6 : choices.chance(30) ? Family::V4 : Family::Unset;
    route.gateway = ip.address->scope() ? ip.address->network(ip.address->bits()) : *ip.address;
    const auto prefix = static_cast<unsigned>(choices.below(v4 ? 33 : 129));
    route.address = some_address(choices, v4 ? IpFamily::V4 : IpFamily::V6).network(prefix);
    if (v4 && choices.chance(40))
      route.netmask = mask_of(prefix);
    else
      route.prefix = prefix;
    if (release >= Release(12, 8) && choices.chance(15)) route.address.reset();
    if (choices.chance(30))
      route.metric = static_cast<std::uint32_t>(choices.between(1, 0xffffffff));
    draft->routes.push_back(route);
  }
}

Node route_of(const Route& route) {
  Node node = element("route");
  set_name(node, "family", route.family);
  set_printed(node, "address", route.address);
  set_printed(node, "netmask", route.netmask);
  set_number(node, "prefix", route.prefix);
  set_printed(node, "gateway", route.gateway);
  set_number(node, "metric", route.metric);
  return node;
}

}  // namespace virnet::generate
