// What can go wrong between reading a bridge and having changed it, and what is left behind then.
#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/testing/memory_kernel.h>

#include <algorithm>
#include <cerrno>

#include "bridge/testing/guest_bridge_test.h"

namespace virnet::bridge {
namespace {

using std::chrono::milliseconds;

const MacAddress kForeign({2, 0, 0, 0, 0, 9});

// Three guests; vnet2 also has an entry that is not its guest's.
class Faults : public GuestBridgeTest {
 protected:
  explicit Faults(const KernelTraits& traits = {}) : GuestBridgeTest({.ports = 3}, traits) {
    must(add_entry({.port = link("vnet2"), .mac = kForeign, .kind = FdbKind::Static}));
    desired_ = bridge_.desired();
    before_ = now();
    plan_ = make_plan(before_, desired_);
  }

  ApplyReport run() { return apply(kernel_, plan_, desired_, milliseconds(0)); }

  // Before the first change of this kind something else happens.
  template <typename Kind>
  void before_first(std::function<void()> happens) {
    kernel_.fail_when([happens, done = false](const Change& change) mutable {
      if (std::holds_alternative<Kind>(change) && !std::exchange(done, true)) happens();
      return 0;
    });
  }

  // That all ports but this one are as they were, and what apply said.
  void expect_undone_but(const std::string& port, const ApplyReport& report,
                         const std::string& words) {
    EXPECT_FALSE(report.ok());
    EXPECT_NE(report.failure->message.find(words), std::string::npos) << report.failure->message;
    EXPECT_FALSE(report.undone);
    const BridgeState after = now();
    for (const PortState& each : before_.ports) {
      if (each.name == port) continue;
      ASSERT_NE(after.port(each.name), nullptr) << each.name;
      EXPECT_EQ(after.port(each.name)->flags, each.flags) << each.name;
    }
    auto entries = [&](const BridgeState& state) {
      std::vector<FdbEntry> list = state.fdb;
      const LinkIndex gone = before_.port(port)->index;
      std::erase_if(list, [&](const FdbEntry& entry) { return entry.port == gone; });
      return list;
    };
    EXPECT_EQ(entries(after), entries(before_));
  }

  BridgeState desired_;
  BridgeState before_;
  Plan plan_;
};

TEST_F(Faults, LostAnswersAreNoFailures) {
  kernel_.lose_answers_when([](const Change&) { return true; });
  const ApplyReport report = run();
  EXPECT_TRUE(report.ok()) << report.failure->message;
  EXPECT_TRUE(compare(now(), desired_).empty());
}

TEST_F(Faults, AChangeThatWasNotMadeIsFoundWhateverWasAnswered) {
  struct Row {
    std::string what;
    bool (*ignores)(const Change&);
    std::string words;
  };
  const Row rows[] = {
      {"flags", [](const Change& c) { return std::holds_alternative<SetPort>(c); }, "vnet0 learns"},
      {"entries", [](const Change& c) { return std::holds_alternative<AddFdb>(c); },
       "has no entry on vnet0"},
      {"deletions", [](const Change& c) { return std::holds_alternative<DeleteFdb>(c); },
       "is static on vnet2"},
  };
  for (const Row& row : rows) {
    std::size_t left = 0;  // what takes things back is executed
    for (const Operation& each : plan_.operations) left += changes_of(each, before_).size();
    kernel_.fail_when([&](const Change& change) {
      const bool forward = left != 0;
      if (forward) --left;
      return forward && row.ignores(change) ? MemoryKernel::kIgnored : 0;
    });
    const ApplyReport report = run();
    kernel_.fail_when(nullptr);
    EXPECT_NE(report.failure->message.find("the kernel accepted every change, but reads otherwise"),
              std::string::npos)
        << row.what << ": " << report.failure->message;
    EXPECT_NE(report.failure->message.find(row.words), std::string::npos)
        << report.failure->message;
    EXPECT_TRUE(report.undone) << row.what;
    EXPECT_EQ(now(), before_) << row.what;
  }
}

TEST_F(Faults, APortThatLeavesTheBridge) {
  before_first<SetPort>([&] { must(SetLink{.index = link("vnet1"), .master = LinkIndex::None}); });
  expect_undone_but("vnet1", run(), "EOPNOTSUPP");
}

TEST_F(Faults, APortThatVanishes) {
  before_first<SetPort>([&] { must(DeleteLink{link("vnet1")}); });
  expect_undone_but("vnet1", run(), "ENODEV");
}

TEST_F(Faults, APortThatIsRenamed) {
  before_first<SetPort>([&] { must(SetLink{.index = link("vnet1"), .name = "tap9"}); });
  const ApplyReport report = run();
  EXPECT_NE(report.failure->message.find("vnet1 does not exist"), std::string::npos)
      << report.failure->message;
  EXPECT_FALSE(report.undone);
  EXPECT_EQ(now().port("tap9")->flags, before_.port("vnet1")->flags);
  EXPECT_EQ(now().fdb, before_.fdb);
}

TEST_F(Faults, ABridgeThatIsDeleted) {
  before_first<SetPort>([&] { must(DeleteLink{link("br0")}); });
  const ApplyReport report = run();
  EXPECT_NE(report.failure->message.find("EOPNOTSUPP"), std::string::npos)
      << report.failure->message;
  EXPECT_FALSE(report.undone);
  EXPECT_EQ(observe(kernel_, "br0").error().code, ErrorCode::NotFound);
}

TEST_F(Faults, ABridgeThatWasMadeAnew) {
  must(DeleteLink{link("br0")});
  must(AddBridge{"br0"});
  const ApplyReport report = run();
  EXPECT_EQ(report.failure->message, "br0 has changed since the plan was made; make a new one");
}

TEST_F(Faults, AnAddressThatWasLearnedElsewhere) {
  kernel_.frame(link("eth0"), bridge_.address(0));
  plan_ = make_plan(now(), desired_);
  EXPECT_TRUE(run().ok());
  EXPECT_TRUE(compare(now(), desired_).empty());
}

TEST_F(Faults, AnotherVirnet) {
  auto lock = kernel_.lock_bridge(link("br0"));
  ASSERT_TRUE(lock);
  const ApplyReport report = run();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.failure->code, ErrorCode::Busy);
  EXPECT_NE(report.failure->message.find("another virnet is changing it"), std::string::npos)
      << report.failure->message;
  EXPECT_TRUE(report.undone);
  EXPECT_EQ(now(), before_);
  lock->reset();
  EXPECT_TRUE(run().ok());
}

TEST_F(Faults, ABridgeThatIsFull) {
  for (int i = 0; i < 1023 - 4; ++i) {
    const std::string name = "x" + std::to_string(i);
    must(AddVeth{name, name + "f"});
    must(SetLink{.index = link(name), .master = link("br0")});
  }
  must(AddVeth{"y", "yf"});
  const Outcome one_more = kernel_.change(SetLink{.index = link("y"), .master = link("br0")});
  ASSERT_FALSE(one_more);
  EXPECT_NE(to_string(one_more.error()).find("(EXFULL); a bridge has room for 1023 ports"),
            std::string::npos)
      << to_string(one_more.error());
}

// A dump that lost an entry because the table changed under it, which the kernel does not tell.
TEST_F(Faults, ATableThatChangedWhileItWasRead) {
  const BridgeState whole = now();
  int readings = 0;
  kernel_.tear_with([&](std::vector<FdbEntry>& entries) {
    if (++readings > 1) return;
    kernel_.frame(link("eth0"), kForeign);
    entries.pop_back();
  });
  EXPECT_EQ(now().fdb.size(), whole.fdb.size());
  EXPECT_EQ(readings, 2);
}

TEST_F(Faults, ABridgeThatLearnsAllTheTime) {
  int readings = 0;
  kernel_.tear_with([&](std::vector<FdbEntry>&) {
    ++readings;
    kernel_.frame(link("eth0"), MacAddress({2, 0, 0, 0, 1, static_cast<std::uint8_t>(readings)}));
  });
  EXPECT_TRUE(observe(kernel_, "br0"));
  EXPECT_EQ(readings, 2);
}

TEST_F(Faults, ABridgeThatNeverKeepsStill) {
  int readings = 0;
  kernel_.tear_with([&](std::vector<FdbEntry>&) {
    must(SetPort{link("vnet0"), {.hairpin = ++readings % 2 == 1}});
  });
  const auto state = observe(kernel_, "br0");
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error().code, ErrorCode::Busy);
  EXPECT_NE(state.error().message.find("it changed during each of 8 readings"), std::string::npos);
}

TEST_F(Faults, APortThatLeavesWhileItIsRead) {
  bool gone = false;
  kernel_.tear_with([&](std::vector<FdbEntry>&) {
    if (!std::exchange(gone, true)) must(DeleteLink{link("vnet1")});
  });
  const BridgeState state = now();
  EXPECT_EQ(state.port("vnet1"), nullptr);
  EXPECT_NE(state.port("vnet2"), nullptr);
}

// Linux 5.10 in a user namespace.
class NoDeletions : public Faults {
 protected:
  NoDeletions() : Faults({.delete_entries = false}) {}
};

TEST_F(NoDeletions, AreWorkedAround) {
  const ApplyReport report = run();
  EXPECT_TRUE(report.ok()) << report.failure->message;
  EXPECT_TRUE(make_plan(now(), desired_).empty());
}

TEST_F(NoDeletions, AreWorkedAroundInTakingBack) {
  bool first = true;
  kernel_.fail_when([&](const Change& change) {
    return std::holds_alternative<SetPort>(change) && std::exchange(first, false) ? EBUSY : 0;
  });
  const ApplyReport report = run();
  EXPECT_FALSE(report.ok());
  EXPECT_TRUE(report.undone);
  EXPECT_EQ(now(), before_);
}

TEST_F(NoDeletions, AreWorkedAroundForWhatAControlPlaneHasEntered) {
  must(add_entry({.port = link("vnet1"), .mac = kForeign, .kind = FdbKind::ExternLearn}));
  before_ = now();
  plan_ = make_plan(before_, desired_);
  const ApplyReport report = run();
  EXPECT_TRUE(report.ok()) << report.failure->message;
  EXPECT_TRUE(make_plan(now(), desired_).empty());
}

class NoIsolation : public Faults {
 protected:
  NoIsolation() : Faults({.version = {4, 17}}) {}
};

TEST_F(NoIsolation, IsSaidBeforehand) {
  EXPECT_TRUE(plan_.obstacles.empty());
  desired_.ports[0].flags.isolated = true;
  plan_ = make_plan(before_, desired_);
  ASSERT_EQ(plan_.obstacles.size(), 1U);
  EXPECT_FALSE(run().ok());
  EXPECT_EQ(now(), before_);
}

}  // namespace
}  // namespace virnet::bridge
