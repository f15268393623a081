// MAC tables that grow faster than they can be read, and applying a plan that is interrupted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/plan_text.h>
#include <virnet/testing/memory_kernel.h>

#include <algorithm>
#include <cerrno>

#include "bridge/testing/guest_bridge_test.h"

namespace virnet::bridge {
namespace {

using std::chrono::milliseconds;

const MacAddress kForeign({2, 0, 0, 0, 0, 9});

class Storm : public GuestBridgeTest {
 protected:
  Storm() : GuestBridgeTest({.ports = 3}) {}

  // Frames from source addresses that were never used before.
  void blow(const char* port, int frames) {
    for (int i = 0; i < frames; ++i) {
      ++last_;
      kernel_.frame(link(port), MacAddress({6, 0, 0, static_cast<std::uint8_t>(last_ >> 16),
                                            static_cast<std::uint8_t>(last_ >> 8),
                                            static_cast<std::uint8_t>(last_)}));
    }
  }
  void blow_at_each_reading(const std::vector<const char*>& ports, int frames) {
    kernel_.tear_with([this, ports, frames](std::vector<FdbEntry>&) {
      for (const char* port : ports) blow(port, frames);
    });
  }
  [[nodiscard]] std::ptrdiff_t learned_on(const char* port) {
    const std::vector<FdbEntry> table = *kernel_.fdb(link("br0"));
    return std::ranges::count_if(table, [&](const FdbEntry& entry) {
      return entry.kind == FdbKind::Dynamic && entry.port == link(port);
    });
  }
  [[nodiscard]] Plan plan() { return make_plan(now(), desired_); }
  ApplyReport carry_out(const Plan& plan) {
    return apply(kernel_, plan, desired_, milliseconds(0));
  }

  BridgeState desired_ = bridge_.desired();
  unsigned last_ = 0;
};

TEST_F(Storm, KeepsNobodyFromBeingProtected) {
  const std::vector<std::vector<const char*>> all = {
      {"vnet0"}, {"eth0"}, {"vnet0", "vnet1", "eth0"}};
  for (const auto& ports : all) {
    build();
    for (const char* port : ports) blow(port, 5000);
    blow_at_each_reading(ports, 500);
    EXPECT_EQ(reach(kernel_, desired_), "");
    kernel_.tear_with(nullptr);
    EXPECT_TRUE(compare(now(), desired_).empty());
    EXPECT_EQ(learned_on("vnet0"), 0);
    for (int i = 0; i < bridge_.ports; ++i)
      must(SetPort{link(GuestBridge::port_name(i).c_str()),
                   {.learning = true, .unicast_flood = true}});
  }
}

TEST_F(Storm, MakesNoPlanGrow) {
  blow("vnet0", 5000);
  const Plan big = plan();
  blow("vnet0", 5000);
  EXPECT_EQ(plan().operations.size(), big.operations.size());
  EXPECT_LT(to_text(big).size(), 1500U) << to_text(big);
  EXPECT_NE(to_text(big).find("  port vnet0\n-   1024 learned entries and more\n"),
            std::string::npos)
      << to_text(big);
}

TEST_F(Storm, MakesNoPlanStale) {
  const Plan before = plan();
  blow("vnet1", 3);
  kernel_.frame(link("vnet0"), bridge_.address(0));
  const ApplyReport report = carry_out(before);
  EXPECT_TRUE(report.ok()) << report.failure->message;
  EXPECT_TRUE(compare(now(), desired_).empty());
}

TEST_F(Storm, HidesNoLastingEntryForLong) {
  must(add_entry({.port = link("vnet2"), .mac = kForeign, .kind = FdbKind::Static}));
  blow("vnet2", 5000);
  // A part of the table that does not show it.
  kernel_.tear_with([](std::vector<FdbEntry>& table) {
    if (table.size() > 4000)
      std::erase_if(table, [](const FdbEntry& entry) { return entry.mac == kForeign; });
  });
  EXPECT_EQ(reach(kernel_, desired_), "");
  kernel_.tear_with(nullptr);
  EXPECT_TRUE(compare(now(), desired_).empty());
}

TEST_F(Storm, DoesNotHideWhatOthersHaveChanged) {
  const Plan before = plan();
  blow("vnet0", 3);
  must(add_entry({.port = link("vnet2"), .mac = kForeign, .kind = FdbKind::Static}));
  const ApplyReport report = carry_out(before);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.failure->code, ErrorCode::Changed);
}

TEST_F(Storm, IsNamedOnceForEachPort) {
  ASSERT_EQ(reach(kernel_, desired_), "");
  must(SetPort{link("vnet0"), {.learning = true}});
  blow("vnet0", 64);
  EXPECT_EQ(compare(now(), desired_).size(), 65U);
  blow("vnet0", 1000);
  const std::vector<Drift> drifts = compare(now(), desired_);
  ASSERT_EQ(drifts.size(), 2U);
  EXPECT_EQ(drifts[1].kind, DriftKind::LearnedEntries);
  EXPECT_EQ(to_sentence(drifts[1]),
            "vnet0 has more than 64 learned addresses that are not its guest's: frames for them go "
            "there");
  blow("vnet0", 1000);
  EXPECT_EQ(compare(now(), desired_), drifts);
}

TEST_F(Storm, TakesBackWhatItCan) {
  blow("vnet0", 3);
  const BridgeState before = now();
  kernel_.fail_when([first = true](const Change& change) mutable {
    return std::holds_alternative<FlushPort>(change) && std::exchange(first, false) ? EBUSY : 0;
  });
  const ApplyReport report = carry_out(plan());
  ASSERT_FALSE(report.ok());
  EXPECT_TRUE(report.undone);
  EXPECT_EQ(now(), before);
}

// A frame takes an entry that was made already, and the second try fails.
TEST_F(Storm, WhatWasDoneTwiceIsTakenBackOnce) {
  const BridgeState before = now();
  int entered = 0;
  kernel_.fail_when([&](const Change& change) {
    if (std::holds_alternative<SetPort>(change) && entered == bridge_.ports)
      kernel_.frame(link("eth0"), bridge_.address(0));
    const auto* add = std::get_if<AddFdb>(&change);
    return add != nullptr && ++entered == bridge_.ports + 1 ? EBUSY : 0;
  });
  const ApplyReport report = carry_out(plan());
  ASSERT_FALSE(report.ok());
  EXPECT_GT(entered, bridge_.ports);
  EXPECT_TRUE(report.undone);
  EXPECT_EQ(now(), before);
}

// Whenever it is stopped, the bridge is as it was.
TEST_F(Storm, AnInterruptedPlanIsTakenBack) {
  blow("vnet0", 3);
  must(add_entry({.port = link("vnet2"), .mac = kForeign, .kind = FdbKind::Static}));
  const BridgeState before = now();
  const Plan all = plan();
  int stops = 0;
  for (;; ++stops) {
    int asked = 0;
    const ApplyReport report =
        apply(kernel_, all, desired_, milliseconds(0), [&] { return asked++ == stops; });
    if (report.ok()) break;
    EXPECT_EQ(report.failure->code, ErrorCode::Busy);
    EXPECT_EQ(report.failure->system_error, EINTR);
    EXPECT_TRUE(report.undone) << stops;
    EXPECT_EQ(now(), before) << stops;
  }
  EXPECT_GE(stops, 4);
  EXPECT_TRUE(compare(now(), desired_).empty());
}

}  // namespace
}  // namespace virnet::bridge
