// What a watcher says, on the kernel in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/testing/memory_kernel.h>
#include <virnet/watch.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <thread>

#include "bridge/testing/guest_bridge_test.h"

namespace virnet::bridge {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const MacAddress kGuest({0x52, 0x54, 0, 0, 0, 1});

class Watch : public GuestBridgeTest {
 protected:
  Watch() : GuestBridgeTest({.ports = 2}) {
    // Of the bridge itself nothing is wanted.
    desired_.settings.vlan_filtering.reset();
    repair();
  }
  void repair() { ASSERT_EQ(reach(kernel_, desired_), ""); }

  // "drift learns: vnet0 was changed".
  static std::vector<std::string> said(Watcher& watcher) {
    const auto notes = watcher.step(std::chrono::milliseconds(0));
    if (!notes) return {notes.error().message};
    std::vector<std::string> lines;
    for (const WatchNote& note : *notes) {
      const bool drift =
          note.kind == WatchNote::Kind::Drift || note.kind == WatchNote::Kind::Mended;
      lines.push_back(std::string(to_string(note.kind)) + " " +
                      (drift ? std::string(to_string(note.drift.kind)) : "") + ": " +
                      (note.error ? note.error->message : note.cause));
    }
    return lines;
  }

  // What the watcher reports within this time.
  static std::vector<std::string> said_within(
      Watcher& watcher, std::chrono::milliseconds time,
      const std::function<void()>& meanwhile = [] {}) {
    std::vector<std::string> all;
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
      meanwhile();
      for (std::string& line : said(watcher)) all.push_back(std::move(line));
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return all;
  }

  BridgeState desired_ = bridge_.desired();
};

TEST_F(Watch, SaysWhatGoesWrongAndByWhat) {
  Watcher watcher(kernel_, desired_);
  EXPECT_THAT(said(watcher), IsEmpty());
  must(SetPort{link("vnet0"), {.learning = true}});
  EXPECT_THAT(said(watcher), ElementsAre("drift learns: vnet0 was changed"));
  EXPECT_THAT(said(watcher), IsEmpty());
  kernel_.frame(link("eth0"), kGuest);
  EXPECT_THAT(said(watcher),
              ElementsAre("drift entry-stolen: static 52:54:00:00:00:01 was entered on eth0"));
  must(SetPort{link("vnet0"), {.learning = false}});
  EXPECT_THAT(said(watcher), ElementsAre("mended learns: vnet0 was changed"));
  must(SetLink{.index = link("vnet0"), .master = LinkIndex::None});
  EXPECT_THAT(said(watcher),
              ElementsAre("mended entry-stolen: 52:54:00:00:00:01 was deleted from vnet0",
                          "drift port-detached: vnet0 was changed"));
}

TEST_F(Watch, SaysAtOnceWhatIsWrongAlready) {
  must(DeleteFdb{.port = link("vnet0"), .mac = kGuest});
  Watcher watcher(kernel_, desired_);
  EXPECT_THAT(said(watcher), ElementsAre("drift entry-missing: it was so when watching began"));
}

TEST_F(Watch, SurvivesTheBridge) {
  Watcher watcher(kernel_, desired_, true);
  EXPECT_THAT(said(watcher), IsEmpty());
  must(DeleteLink{link("br0")});
  EXPECT_EQ(said(watcher).front().substr(0, 11), "bridge-gone");
  EXPECT_THAT(said(watcher), IsEmpty());
  build();
  EXPECT_EQ(said(watcher).front().substr(0, 11), "bridge-back");
  EXPECT_TRUE(compare(*observe(kernel_, "br0"), desired_).empty());
}

TEST_F(Watch, Repairs) {
  Watcher watcher(kernel_, desired_, true);
  EXPECT_THAT(said(watcher), IsEmpty());
  must(SetPort{link("vnet0"), {.unicast_flood = true}});
  EXPECT_THAT(said(watcher), ElementsAre("drift floods: vnet0 was changed", "repaired : "));
  EXPECT_THAT(said(watcher), ElementsAre("mended floods: vnet0 was changed"));
  EXPECT_THAT(said(watcher), IsEmpty());
}

// Behind a bridge that filters by VLAN an entry without one counts for no frame: nobody misses it.
TEST_F(Watch, RepairsWhatIsNoDrift) {
  must(SetBridge{link("br0"), {.vlan_filtering = true}});
  must(DeletePortVlan{{link("eth0"), 1}});
  Watcher watcher(kernel_, desired_, true);
  EXPECT_THAT(said(watcher), IsEmpty());
  must(add_entry({.port = link("eth0"), .mac = kGuest, .kind = FdbKind::Static}));
  EXPECT_THAT(said(watcher), ElementsAre("repaired : "));
  EXPECT_TRUE(make_plan(*observe(kernel_, "br0"), desired_).empty());
}

TEST_F(Watch, TriesAgainAfterAPauseWhatCannotBeRepaired) {
  Watcher watcher(kernel_, desired_, true);
  EXPECT_THAT(said(watcher), IsEmpty());
  must(SetPort{link("vnet0"), {.unicast_flood = true}});
  int tries = 0;
  kernel_.fail_when([&](const Change& change) {
    const auto* set = std::get_if<SetPort>(&change);
    if (set == nullptr || set->flags.unicast_flood != false) return 0;
    ++tries;
    return EBUSY;
  });
  for (int i = 0; i < 5; ++i) (void)said(watcher);
  EXPECT_EQ(tries, 1);
  EXPECT_THAT(said_within(watcher, std::chrono::milliseconds(500)), IsEmpty()) << "it is said once";
  EXPECT_EQ(tries, 3) << "after 100 and 200 ms more";
  kernel_.fail_when(nullptr);
  EXPECT_THAT(said_within(watcher, std::chrono::milliseconds(600)),
              ElementsAre("repaired : ", "mended floods: vnet0 was changed"));
}

// One frame is enough for a repair to read otherwise than it was answered; after that nothing
// happens any more.
TEST_F(Watch, ARepairThatLosesTheRaceIsTriedAgainThoughNothingHappens) {
  Watcher watcher(kernel_, desired_, true);
  EXPECT_THAT(said(watcher), IsEmpty());
  bool racing = true;
  kernel_.tear_with([&](std::vector<FdbEntry>& table) {
    if (!racing) return;
    kernel_.frame(link("eth0"), kGuest);
    for (FdbEntry& entry : table)
      if (entry.mac == kGuest) entry.port = link("eth0");
  });
  kernel_.frame(link("eth0"), kGuest);
  (void)said_within(watcher, std::chrono::milliseconds(50));
  racing = false;
  (void)said_within(watcher, std::chrono::milliseconds(400));
  EXPECT_TRUE(compare(*observe(kernel_, "br0"), desired_).empty());
}

TEST_F(Watch, AFightIsToldOnceAndSlowsDown) {
  Watcher watcher(kernel_, desired_, true);
  EXPECT_THAT(said(watcher), IsEmpty());
  int repairs = 0;
  kernel_.fail_when([&](const Change& change) {
    const auto* set = std::get_if<SetPort>(&change);
    if (set != nullptr && set->flags.unicast_flood == false) ++repairs;
    return 0;
  });
  const std::vector<std::string> lines = said_within(watcher, std::chrono::seconds(5), [&] {
    (void)kernel_.change(SetPort{link("vnet0"), {.unicast_flood = true}});
  });
  EXPECT_LE(repairs, 8);
  EXPECT_EQ(std::ranges::count_if(
                lines, [](const std::string& line) { return line.starts_with("contested"); }),
            1);
  EXPECT_TRUE(lines.back().starts_with("contested")) << lines.back();
  must(SetPort{link("vnet1"), {.learning = true}});
  EXPECT_THAT(said_within(watcher, std::chrono::milliseconds(50)),
              testing::Contains("drift learns: vnet1 was changed"))
      << "what else goes wrong is told";
}

}  // namespace
}  // namespace virnet::bridge
