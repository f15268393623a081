// What a watcher says, on the kernel in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/testing/memory_kernel.h>
#include <virnet/watch.h>

#include <cerrno>

#include "bridge/testing/guest_bridge_test.h"

namespace virnet::bridge {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const MacAddress kGuest({0x52, 0x54, 0, 0, 0, 1});

class Watch : public GuestBridgeTest {
 protected:
  Watch() : GuestBridgeTest({.ports = 1}) {
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

TEST_F(Watch, TriesWhatCannotBeRepairedOnlyOnce) {
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
}

}  // namespace
}  // namespace virnet::bridge
