// Steps that listen to what the kernel announces.
#include <fmt/format.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>

#include "conformance/harness/steps/runner.h"
#include "conformance/harness/testbed/netlink.h"

namespace virnet::conformance {
namespace {

using namespace std::chrono_literals;

// An entry with this address is added when all that is to be heard has been done: who has heard of
// it has heard all before it.
const MacAddress kMarker({0x02, 0xfd, 0x00, 0x00, 0x00, 0x01});

// A notice as the kernel sends it.
struct Heard {
  std::uint16_t type = 0;
  std::uint8_t family = 0;
  bridge::LinkIndex link = bridge::LinkIndex::None;
  std::optional<MacAddress> mac = {};
  std::uint16_t vlan = 0;
  friend bool operator==(const Heard&, const Heard&) = default;
};

std::optional<Heard> heard_of(const bridge::Message& message) {
  if (message.type == RTM_NEWLINK || message.type == RTM_DELLINK) {
    const auto head = bridge::load<ifinfomsg>(message.payload);
    if (!head) return std::nullopt;
    return Heard{.type = message.type,
                 .family = head->ifi_family,
                 .link = static_cast<bridge::LinkIndex>(head->ifi_index)};
  }
  const auto head = bridge::load<ndmsg>(message.payload);
  if ((message.type != RTM_NEWNEIGH && message.type != RTM_DELNEIGH) || !head) return std::nullopt;
  Heard heard{.type = message.type,
              .family = head->ndm_family,
              .link = static_cast<bridge::LinkIndex>(head->ndm_ifindex)};
  (void)bridge::each_attribute(message.payload.subspan(sizeof(ndmsg)),
                               [&](const bridge::Attribute& each) {
                                 if (each.type == NDA_LLADDR) heard.mac = each.mac();
                                 if (each.type == NDA_VLAN)
                                   heard.vlan = each.number<std::uint16_t>().value_or(0);
                               });
  return heard;
}

std::string_view name_of_type(std::uint16_t type) {
  switch (type) {
    case RTM_NEWLINK: return "new link";
    case RTM_DELLINK: return "link gone";
    case RTM_NEWNEIGH: return "new entry";
    default: return "entry gone";
  }
}

bool is_about_entry(std::uint16_t type) { return type == RTM_NEWNEIGH || type == RTM_DELNEIGH; }

std::string list_of(const std::vector<Heard>& all) {
  std::string text;
  for (const Heard& each : all) {
    if (!text.empty()) text += ", ";
    text += name_of_type(each.type);
    if (!is_about_entry(each.type)) text += fmt::format(" of family {}", each.family);
    if (each.vlan != 0) text += fmt::format(" for VLAN {}", each.vlan);
  }
  return text.empty() ? "nothing" : text;
}

// What has been heard before the marker.
std::expected<std::vector<Heard>, std::string> until_marker(Netlink& netlink) {
  std::vector<Heard> all;
  for (;;) {
    const auto datagram = netlink.receive(10s);
    if (!datagram)
      return std::unexpected("listening failed: " + bridge::errno_name(datagram.error()));
    if (!*datagram)
      return std::unexpected("nothing is proved: the marker's notice has not been heard");
    bridge::MessageReader reader(**datagram);
    for (auto next = reader.next(); next && *next; next = reader.next()) {
      const std::optional<Heard> heard = heard_of(**next);
      if (!heard) continue;
      if (heard->mac == kMarker) return all;
      all.push_back(*heard);
    }
  }
}

bool contains_in_order(const std::vector<Heard>& heard, const std::vector<Heard>& expected) {
  auto next = expected.begin();
  for (const Heard& each : heard) {
    if (next != expected.end() && each == *next) ++next;
  }
  return next == expected.end();
}

}  // namespace

Runner::Seen Runner::operate(const ListenStep&) {
  constexpr int kGroups[] = {RTNLGRP_LINK, RTNLGRP_NEIGH};
  bridge::Result<Netlink> netlink = Netlink::open(kGroups);
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  listening_ = std::make_unique<Netlink>(std::move(*netlink));
  return {};
}

Runner::Seen Runner::operate(const HeardStep& step) {
  const bridge::Outcome marked = testbed_.kernel().change(
      bridge::AddFdb{.port = testbed_.link(actual(Who::A)), .mac = kMarker});
  if (!marked) return std::unexpected(to_string(marked.error()));
  const auto heard = until_marker(*listening_);
  if (!heard) return std::unexpected(heard.error());
  std::vector<Heard> relevant;
  for (const Heard& each : *heard) {
    const bool of_type =
        step.types.empty() || std::ranges::find(step.types, each.type) != step.types.end();
    const bool about = each.mac ? step.mac && *each.mac == testbed_.mac(actual(*step.mac))
                                : step.link && each.link == testbed_.link(actual(*step.link));
    if (of_type && about) relevant.push_back(each);
  }
  std::vector<Heard> expected;
  for (const Notice& notice : step.notices) {
    Heard each{
        .type = notice.type, .family = notice.family, .link = testbed_.link(actual(notice.link))};
    if (is_about_entry(notice.type)) each.mac = testbed_.mac(actual(*step.mac));
    each.vlan = notice.vlan;
    expected.push_back(each);
  }
  if (step.exactly ? relevant == expected : contains_in_order(relevant, expected))
    return "heard: " + list_of(expected);
  return std::unexpected(
      fmt::format("heard: {}; expected: {}", list_of(relevant), list_of(expected)));
}

}  // namespace virnet::conformance
