// Which notification is named as the cause of a drift.
#include "bridge/plan/causes.h"

#include <gtest/gtest.h>

namespace virnet::bridge {
namespace {

const MacAddress kGuest({0x52, 0x54, 0, 0, 0, 1});
const MacAddress kOther({0x52, 0x54, 0, 0, 0, 2});

std::string name_of(LinkIndex index) {
  return "link" + std::to_string(static_cast<std::int32_t>(index));
}

Event entered(const MacAddress& mac, LinkIndex port, FdbKind kind = FdbKind::Static) {
  return FdbChanged{.entry = {.port = port, .mac = mac, .kind = kind}};
}
Event deleted(const MacAddress& mac, LinkIndex port) {
  return FdbGone{.entry = {.port = port, .mac = mac}};
}
Event changed(LinkIndex index) { return LinkChanged{.link = {.index = index}}; }
Event gone(LinkIndex index, bool left_bridge) {
  return LinkGone{.index = index, .left_bridge = left_bridge};
}

std::string cause(const std::vector<Event>& heard, const Drift& drift) {
  const Causes::NameOf names = name_of;
  return Causes(heard, names).of(drift);
}

Drift of_port(const std::string& port) { return {.kind = DriftKind::Floods, .port = port}; }
Drift of_entry(const std::string& port, const MacAddress& mac) {
  return {.kind = DriftKind::EntryElsewhere, .port = port, .mac = mac};
}

TEST(Causes, NothingHeardMeansThatItWasSoBefore) {
  EXPECT_EQ(cause({}, of_port("link1")), "it was so when watching began");
}

TEST(Causes, ThePortsOwnNotificationIsNamed) {
  const std::vector<Event> heard = {changed(LinkIndex{1}), changed(LinkIndex{2})};
  EXPECT_EQ(cause(heard, of_port("link1")), "link1 was changed");
  EXPECT_EQ(cause(heard, of_port("link3")), "something around it was changed");
}

TEST(Causes, TheLastNotificationOfAnAddressIsNamed) {
  const std::vector<Event> heard = {entered(kGuest, LinkIndex{1}), deleted(kGuest, LinkIndex{1}),
                                    entered(kGuest, LinkIndex{2}, FdbKind::Dynamic),
                                    entered(kOther, LinkIndex{1})};
  EXPECT_EQ(cause(heard, of_entry("link1", kGuest)),
            "dynamic 52:54:00:00:00:01 was entered on link2");
  EXPECT_EQ(cause({heard.begin(), heard.begin() + 2}, of_entry("link1", kGuest)),
            "52:54:00:00:00:01 was deleted from link1");
}

// A changed port explains an entry only if nothing else does.
TEST(Causes, AnEntryIsExplainedByItsAddressFirst) {
  const std::vector<Event> heard = {entered(kGuest, LinkIndex{1}), changed(LinkIndex{1})};
  EXPECT_EQ(cause(heard, of_entry("link1", kGuest)),
            "static 52:54:00:00:00:01 was entered on link1");
  EXPECT_EQ(cause(heard, of_entry("link1", kOther)), "link1 was changed");
}

TEST(Causes, APortThatWentExplainsAllOfIt) {
  const std::vector<Event> heard = {entered(kGuest, LinkIndex{1}), gone(LinkIndex{1}, true),
                                    gone(LinkIndex{2}, false)};
  EXPECT_EQ(cause(heard, of_entry("link1", kGuest)), "link1 left the bridge");
  EXPECT_EQ(cause(heard, of_port("link2")), "link2 was deleted");
}

TEST(Causes, WhatWasLostExplainsWhatIsNotHeardOfLater) {
  const std::vector<Event> heard = {changed(LinkIndex{1}), EventsLost{}, changed(LinkIndex{2})};
  EXPECT_EQ(cause(heard, of_port("link1")), "notifications were lost");
  EXPECT_EQ(cause(heard, of_port("link2")), "link2 was changed");
}

}  // namespace
}  // namespace virnet::bridge
