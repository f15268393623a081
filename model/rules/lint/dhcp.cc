// What is odd about the ranges and hosts of one <ip>.
#include <algorithm>
#include <array>

#include "model/rules/lint.h"
#include "model/values/fast_parse.h"
#include "model/values/meter.h"
#include "model/values/repeats.h"

namespace virnet::internal {
namespace {

std::string unchecked(std::string message) {
  return message.append(", libvirt does not check that");
}

// ---- ranges ----

bool is_within(const IpAddress& address, const DhcpRange& range) {
  return address.family() == range.start->family() && !address.before(*range.start) &&
         !range.end->before(address);
}

void lint_overlap(const Ip& ip, std::uint32_t index, Report& report) {
  MeteredVector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < ip.ranges.size(); ++i)
    if (ip.ranges[i].start && ip.ranges[i].end) order.push_back(i);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const IpAddress& one = *ip.ranges[a].start;
    const IpAddress& other = *ip.ranges[b].start;
    return one.before(other) || (!other.before(one) && a < b);
  });
  // The range so far that reaches furthest.
  std::size_t far = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const DhcpRange& reaching = ip.ranges[order[far]];
    const DhcpRange& range = ip.ranges[order[i]];
    if (is_within(*range.start, reaching)) {
      const std::uint32_t later = std::max(order[far], order[i]);
      const DhcpRange& other = ip.ranges[std::min(order[far], order[i])];
      report.add("LINT-RANGE-OVERLAP"_rule, {Part::Range, index, later},
                 unchecked(std::string("this <range> overlaps with that from ")
                               .append(quoted(*other.start))
                               .append(" to ")
                               .append(quoted(*other.end))));
    }
    if (reaching.end->before(*range.end)) far = i;
  }
}

void lint_ranges(const Ip& ip, std::uint32_t index, Report& report) {
  for (std::uint32_t i = 0; i < ip.ranges.size(); ++i) {
    const DhcpRange& range = ip.ranges[i];
    if (range.start && range.end && is_within(*ip.address, range))
      report.add("LINT-RANGE-GATEWAY"_rule, {Part::Range, index, i},
                 unchecked(std::string("the range from ")
                               .append(quoted(*range.start))
                               .append(" to ")
                               .append(quoted(*range.end))
                               .append(" contains the bridge's own address ")
                               .append(quoted(*ip.address))));
  }
  lint_overlap(ip, index, report);
}

// ---- hosts ----

// What a host claims, as keys of which the same must not come twice.

std::uint64_t number_of(const MacAddress& mac) {
  std::uint64_t number = 0;
  for (const std::uint8_t octet : mac.octets()) number = number << 8 | octet;
  return number;
}

struct MacOf {
  const Ip* ip;
  std::optional<std::uint64_t> operator()(std::uint32_t i) const {
    const Text text = ip->hosts[i].mac;
    const auto mac = text ? parse_mac(text.view()) : std::nullopt;
    if (!mac) return std::nullopt;
    return number_of(*mac);
  }
};

struct AddressOf {
  const Ip* ip;
  IpAddress own;  // of the bridge, which is no host's
  std::optional<std::array<std::uint64_t, 3>> operator()(std::uint32_t i) const {
    const auto& address = ip->hosts[i].ip;
    if (!address || *address == own) return std::nullopt;
    const std::uint64_t kind = std::uint64_t{address->scope()} << 1 | (address->is_v4() ? 1 : 0);
    return std::array{address->low(), address->high(), kind};
  }
};

struct NameOf {
  const Ip* ip;
  std::optional<std::string_view> operator()(std::uint32_t i) const {
    const Text name = ip->hosts[i].name;
    return name ? std::optional(name.view()) : std::nullopt;
  }
};

// One <ip> with its hosts, and what they have claimed so far.
class Hosts {
 public:
  Hosts(const NetworkSpec& network, std::uint32_t index, const IpAddress& own, Report& report)
      : network_(network),
        ip_(network.ips[index]),
        own_(own),
        index_(index),
        subnet_(subnet_of(ip_)),
        report_(report),
        macs_(ip_.hosts.size(), MacOf{&ip_}),
        addresses_(ip_.hosts.size(), AddressOf{&ip_, own}),
        names_(ip_.hosts.size(), NameOf{&ip_}) {}

  void look_at(std::uint32_t i) {
    const DhcpHost& host = ip_.hosts[i];
    if (host.ip) look_at_address(*host.ip, i);
    if (host.mac) look_at_mac(host.mac.view(), i);
    if (host.name) look_at_name(host.name, i);
  }

 private:
  void add(Rule rule, std::uint32_t i, const char* attribute, std::string message) {
    report_.add(rule, Where{Part::Host, index_, i}.at(attribute), unchecked(std::move(message)));
  }

  void look_at_address(const IpAddress& address, std::uint32_t i) {
    if (address.family() != own_.family()) {
      add("LINT-HOST-FAMILY"_rule, i, "ip",
          std::string("'ip' is ")
              .append(quoted(address))
              .append(own_.is_v4() ? ", expected an IPv4 address as in its <ip>"
                                   : ", expected an IPv6 address as in its <ip>"));
    } else if (subnet_ && !subnet_->contains(address)) {
      add("LINT-HOST-NETWORK"_rule, i, "ip",
          std::string("'ip' is ")
              .append(quoted(address))
              .append(", which is outside the network ")
              .append(to_string(*subnet_)));
    }
    if (address == own_)
      add("LINT-SAME-ADDRESS"_rule, i, "ip",
          std::string("'ip' is ").append(quoted(address)).append(", the bridge's own address"));
    else if (addresses_.before(i))
      add("LINT-SAME-ADDRESS"_rule, i, "ip",
          std::string("'ip' is ").append(quoted(address)).append(", as of an earlier host"));
  }

  void look_at_mac(std::string_view text, std::uint32_t i) {
    const auto mac = MacOf{&ip_}(i);
    const bool is_own = network_.mac && mac == number_of(*network_.mac);
    const bool is_second = macs_.before(i, mac).has_value();
    if (is_own || is_second)
      add("LINT-SAME-MAC"_rule, i, "mac",
          std::string("'mac' is ")
              .append(quoted(text))
              .append(is_own ? ", the bridge's own address" : ", as of an earlier host"));
  }

  void look_at_name(Text name, std::uint32_t i) {
    if (names_.before(i))
      add("LINT-SAME-NAME"_rule, i, "name",
          std::string("'name' is ").append(quoted(name.view())).append(", as of an earlier host"));
  }

  const NetworkSpec& network_;
  const Ip& ip_;
  IpAddress own_;
  std::uint32_t index_;
  std::optional<Subnet> subnet_;
  Report& report_;
  Repeats<MacOf> macs_;
  Repeats<AddressOf> addresses_;
  Repeats<NameOf> names_;
};

}  // namespace

void lint_dhcp(const NetworkSpec& network, std::uint32_t index, Report& report) {
  const Ip& ip = network.ips[index];
  if (!ip.address) return;
  lint_ranges(ip, index, report);
  Hosts hosts(network, index, *ip.address, report);
  for (std::uint32_t i = 0; i < ip.hosts.size(); ++i) hosts.look_at(i);
}

}  // namespace virnet::internal
