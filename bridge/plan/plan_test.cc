// From what a bridge is to what it should be, on the kernel in memory.
#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/plan_text.h>
#include <virnet/promiscuity.h>
#include <virnet/testing/memory_kernel.h>

#include <algorithm>
#include <functional>
#include <set>

#include "bridge/testing/guest_bridge_test.h"

namespace virnet::bridge {
namespace {

const MacAddress kFirst({0x52, 0x54, 0, 0, 0, 1});
const MacAddress kForeign({0x02, 0, 0, 0, 0, 9});

GuestBridge bridge_in(ForwardMode mode) { return {.name = "virbr0", .ports = 2, .mode = mode}; }

Network network(MacTableManager manager, ForwardMode mode = ForwardMode::Nat) {
  return bridge_in(mode).network(manager);
}

const std::vector<GuestPort> kGuests = bridge_in(ForwardMode::Nat).guests();

class OnABridge : public GuestBridgeTest {
 protected:
  explicit OnABridge(const KernelTraits& traits = {})
      : GuestBridgeTest(bridge_in(ForwardMode::Nat), traits) {}

  std::vector<std::string> drifts(const BridgeState& desired) {
    std::vector<std::string> names;
    for (const Drift& drift : compare(now(), desired)) {
      names.push_back(drift.port + " " + std::string(to_string(drift.kind)));
    }
    return names;
  }
  // Reaches the desired state, and has then nothing more to do.
  void reach(const BridgeState& desired) {
    const ApplyReport report = apply(kernel_, make_plan(now(), desired), desired);
    ASSERT_TRUE(report.ok()) << report.failure->message;
    EXPECT_TRUE(make_plan(now(), desired).empty());
  }

  // Leaves alone what no plan can mend.
  void reach_what_can_be(const BridgeState& desired) {
    const ApplyReport report = apply(kernel_, make_plan(now(), desired), desired);
    ASSERT_TRUE(report.ok()) << report.failure->message;
    EXPECT_TRUE(make_plan(now(), desired).operations.empty());
  }

  void fail_at_every_step(const BridgeState& desired, std::size_t at_least) {
    const BridgeState before = now();
    const Plan plan = make_plan(before, desired);
    std::size_t steps = 0;
    for (const Operation& operation : plan.operations)
      steps += changes_of(operation, before).size();
    ASSERT_GE(steps, at_least);
    for (std::size_t failing = 0; failing < steps; ++failing) {
      std::size_t count = 0;
      kernel_.fail_when([&](const Change&) { return count++ == failing ? EBUSY : 0; });
      const ApplyReport report = apply(kernel_, plan, desired);
      kernel_.fail_when(nullptr);
      EXPECT_FALSE(report.ok());
      EXPECT_TRUE(report.undone) << "step " << failing << ": " << report.failure->message;
      EXPECT_EQ(now(), before) << "step " << failing;
    }
  }

  BridgeState desired_ = bridge_.desired();
};

class WithoutVlans : public OnABridge {
 protected:
  WithoutVlans() : OnABridge({.vlan_filtering = false}) {}
};

using Names = std::vector<std::string>;

TEST_F(OnABridge, SaysWhatIsMissingOnAFreshBridge) {
  EXPECT_EQ(drifts(desired_),
            (Names{"virbr0 vlan-filtering-off", "vnet0 learns", "vnet0 floods",
                   "vnet0 entry-missing", "vnet1 learns", "vnet1 floods", "vnet1 entry-missing"}));
}

TEST_F(OnABridge, PlansEntriesBeforeFlags) {
  EXPECT_EQ(to_text(make_plan(now(), desired_)),
            "bridge virbr0\n"
            "  address 52:54:00:00:00:01\n"
            "+   static on vnet0\n"
            "+   static on vnet0, VLAN 1\n"
            "  address 52:54:00:00:00:02\n"
            "+   static on vnet1\n"
            "+   static on vnet1, VLAN 1\n"
            "  port vnet0\n"
            "-   learning on\n"
            "-   flood on\n"
            "+   learning off\n"
            "+   flood off\n"
            "  port vnet1\n"
            "-   learning on\n"
            "-   flood on\n"
            "+   learning off\n"
            "+   flood off\n"
            "-   vlan_filtering off\n"
            "+   vlan_filtering on\n");
}

TEST_F(OnABridge, ReachesTheDesiredStateAndStaysThere) {
  reach(desired_);
  EXPECT_TRUE(drifts(desired_).empty());
  const Link guest = *kernel_.link("vnet0");
  EXPECT_EQ(guest.port->learning, false);
  EXPECT_EQ(guest.port->unicast_flood, false);
  EXPECT_EQ(kernel_.link("eth0")->port->learning, true);
}

// Each kind of damage is named, and mended by exactly what it needs.
TEST_F(OnABridge, NamesAndMendsDamage) {
  reach(desired_);
  struct Case {
    Change damage;
    Names names;
    std::optional<Change> before = {};
  };
  auto entry = [&](const char* at, FdbKind kind) {
    return add_entry({.port = link(at), .mac = kFirst, .kind = kind});
  };
  AddFdb sticky = entry("vnet0", FdbKind::Static);
  sticky.flags |= Ntf::Sticky;
  const std::vector<Case> cases = {
      {SetPort{link("vnet1"), {.learning = true}}, {"vnet1 learns"}},
      {SetPort{link("vnet0"), {.unicast_flood = true}}, {"vnet0 floods"}},
      {SetPort{link("vnet0"), {.isolated = true}}, {"vnet0 isolated"}},
      {DeleteFdb{.port = link("vnet0"), .mac = kFirst}, {"vnet0 entry-missing"}},
      {DeleteFdb{.port = link("vnet0"), .mac = kFirst, .vlan = std::uint16_t{1}},
       {"vnet0 entry-missing"}},  // the only one that counts while filtering is on
      {AddPortVlan{{link("vnet0"), 10}}, {"vnet0 entry-missing-vlan"}},
      {entry("vnet1", FdbKind::Static), {"vnet0 entry-elsewhere"}},
      {entry("eth0", FdbKind::Static), {"vnet0 entry-stolen"}},
      {entry("eth0", FdbKind::Dynamic), {"vnet0 entry-elsewhere"}},
      {entry("vnet0", FdbKind::Dynamic), {"vnet0 entry-not-static"}},
      {entry("vnet0", FdbKind::ExternLearn),
       {"vnet0 entry-not-static"},
       DeleteFdb{.port = link("vnet0"), .mac = kFirst}},
      {entry("vnet0", FdbKind::Local), {"vnet0 entry-local"}},
      {sticky, {"vnet0 entry-sticky"}},
      {add_entry({.port = link("vnet1"), .mac = kForeign, .kind = FdbKind::Static}),
       {"vnet1 stray-entry"}},
      {SetBridge{link("virbr0"), {.vlan_filtering = false}}, {"virbr0 vlan-filtering-off"}},
  };
  for (const Case& each : cases) {
    if (each.before) must(*each.before);
    must(each.damage);
    EXPECT_EQ(drifts(desired_), each.names) << describe(each.damage);
    reach(desired_);
  }
}

TEST_F(OnABridge, FindsTheEntryThatAFrameTook) {
  reach(desired_);
  kernel_.frame(link("eth0"), kFirst);
  EXPECT_EQ(drifts(desired_), Names{"vnet0 entry-stolen"});
  reach(desired_);
}

TEST_F(OnABridge, LeavesOthersAlone) {
  must(add_entry({.port = link("eth0"), .mac = kForeign, .kind = FdbKind::Static}));
  reach(desired_);
  const BridgeState after = now();
  EXPECT_TRUE(std::any_of(after.fdb.begin(), after.fdb.end(),
                          [&](const FdbEntry& each) { return each.mac == kForeign; }));
}

TEST_F(OnABridge, WantsNoEntryForAPausedGuest) {
  reach(desired_);
  std::vector<GuestPort> guests = kGuests;
  guests[0].state = GuestState::Paused;
  const BridgeState paused = *desired_state(network(MacTableManager::Libvirt), guests);
  EXPECT_EQ(drifts(paused), Names{"vnet0 entry-of-paused"});
  reach(paused);
}

TEST_F(OnABridge, LeavesFlagsAndEntriesToTheKernelInItsMode) {
  const BridgeState desired = *desired_state(network(MacTableManager::Kernel), kGuests);
  EXPECT_TRUE(drifts(desired).empty());
}

TEST_F(OnABridge, NamesAPortThatIsNoneAndChangesNothing) {
  must(SetLink{.index = link("vnet1"), .master = LinkIndex::None});
  const BridgeState before = now();
  const Plan plan = make_plan(before, desired_);
  ASSERT_EQ(plan.obstacles.size(), 1U);
  EXPECT_TRUE(plan.obstacles[0].starts_with("vnet1 is a port of no bridge: "));
  const ApplyReport report = apply(kernel_, plan, desired_);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.failure->code, ErrorCode::Unsupported);
  EXPECT_EQ(now(), before);
}

TEST_F(OnABridge, RefusesAPlanThatTheBridgeHasLeftBehind) {
  const Plan plan = make_plan(now(), desired_);
  must(SetPort{link("vnet0"), {.learning = false}});
  const ApplyReport report = apply(kernel_, plan, desired_);
  ASSERT_TRUE(report.failure);
  EXPECT_EQ(report.failure->code, ErrorCode::Changed);
  EXPECT_EQ(report.failure->message, "virbr0 has changed since the plan was made; make a new one");
  EXPECT_EQ(kernel_.link("vnet0")->port->unicast_flood, true);
}

TEST_F(OnABridge, HardensWithStickyEntriesOrAQuietUplink) {
  const Network net = network(MacTableManager::Libvirt);
  const BridgeState sticky = *desired_state(net, kGuests, {.sticky = true});
  reach(sticky);
  kernel_.frame(link("eth0"), kFirst);
  EXPECT_TRUE(drifts(sticky).empty());
  const BridgeState quiet = *desired_state(net, kGuests, {.harden_uplink = "eth0"});
  reach(quiet);
  kernel_.frame(link("eth0"), kFirst);
  EXPECT_TRUE(drifts(quiet).empty());
}

TEST_F(OnABridge, ExplainsPromiscuity) {
  EXPECT_EQ(explain_promiscuity(now(), *now().port("eth0")),
            "VLAN filtering is off, so the bridge keeps every port promiscuous");
  reach(desired_);
  must(SetPort{link("vnet1"), {.unicast_flood = true}});
  EXPECT_EQ(explain_promiscuity(now(), *now().port("eth0")),
            "kept promiscuous because vnet1 floods");
}

// Whatever step fails, the bridge is as it was.
TEST_F(OnABridge, UndoesEverythingWhereverItFails) {
  must(add_entry({.port = link("eth0"), .mac = kFirst, .kind = FdbKind::Dynamic}));
  must(add_entry({.port = link("vnet0"), .mac = kForeign, .kind = FdbKind::Static}));
  fail_at_every_step(desired_, 5);
}

// An entry without a VLAN is one in every VLAN of its port, until another port's takes its place.
TEST_F(OnABridge, UndoesHalfTheEntriesOfAnAddress) {
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  must(AddPortVlan{{link("vnet0"), 10}});
  must(add_entry({link("vnet1"), kFirst, 1, FdbKind::Static}));
  fail_at_every_step(*desired_state(network(MacTableManager::Libvirt), twins), 4);
}

TEST_F(WithoutVlans, SayBeforehandThatTheKernelCannot) {
  const Plan plan = make_plan(now(), desired_);
  ASSERT_EQ(plan.obstacles.size(), 1U);
  EXPECT_EQ(drifts(desired_).front(), "virbr0 no-vlan-filtering");
}

TEST_F(WithoutVlans, ReachTheDesiredStateOfABridgeThatIsTheAdministrators) {
  reach(*desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), kGuests));
}

// libvirt lets two guests have one address; only one of them can have the entry.
TEST_F(OnABridge, NamesTheGuestWhoseAddressIsAnothersToo) {
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  const BridgeState desired = *desired_state(network(MacTableManager::Libvirt), twins);
  reach_what_can_be(desired);
  EXPECT_EQ(drifts(desired), Names{"vnet1 shared-mac"});
  EXPECT_EQ(make_plan(now(), desired).remarks.size(), 1U);
  // Whoever has it keeps it.
  must(add_entry({.port = link("vnet1"), .mac = kFirst, .kind = FdbKind::Static}));
  EXPECT_EQ(drifts(desired), Names{"vnet0 shared-mac"});
  // Nobody has it.
  must(DeleteFdb{.port = link("vnet1"), .mac = kFirst});
  EXPECT_EQ(drifts(desired), (Names{"vnet0 entry-missing", "vnet1 shared-mac"}));
}

TEST_F(OnABridge, LetsTwoGuestsHaveOneAddressInTwoVlans) {
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  const BridgeState desired = *desired_state(network(MacTableManager::Libvirt), twins);
  for (const auto& [name, vlan] : {std::pair("vnet0", 10), std::pair("vnet1", 20)}) {
    must(AddPortVlan{{link(name), static_cast<std::uint16_t>(vlan), true, true}});
    must(DeletePortVlan{{link(name), 1}});
  }
  must(SetBridge{link("virbr0"), {.vlan_filtering = true}});
  reach(desired);
  EXPECT_EQ(drifts(desired), Names());
}

// What a frame is not looked up by is nobody's loss; a plan puts it right all the same.
TEST_F(OnABridge, JudgesTheVlansThatCount) {
  reach(desired_);
  kernel_.frame(link("eth0"), kFirst);
  must(SetBridge{link("virbr0"), {.vlan_filtering = false}});
  EXPECT_EQ(drifts(desired_), (Names{"virbr0 vlan-filtering-off", "vnet0 entry-stolen"}))
      << "it will count again";
  BridgeState unfiltered = desired_;
  unfiltered.settings.vlan_filtering.reset();
  EXPECT_EQ(drifts(unfiltered), Names());
  EXPECT_FALSE(make_plan(now(), unfiltered).empty());
  reach(unfiltered);
}

TEST_F(OnABridge, SaysWhereAMissingPortIs) {
  must(AddBridge{"virbr1"});
  must(SetLink{.index = link("vnet0"), .master = LinkIndex::None});
  must(SetLink{.index = link("vnet1"), .master = kernel_.link("virbr1")->index});
  std::vector<GuestPort> guests = kGuests;
  guests.push_back({.port = "vnet7", .mac = kForeign});
  const BridgeState desired = *desired_state(network(MacTableManager::Libvirt), guests);
  EXPECT_EQ(drifts(desired), (Names{"virbr0 vlan-filtering-off", "vnet0 port-detached",
                                    "vnet1 port-elsewhere", "vnet7 port-missing"}));
}

// Exactly what update-device leaves behind, and nothing that only resembles it.
TEST_F(OnABridge, RecognisesAGuestThatWasMoved) {
  reach(desired_);
  must(SetPort{link("vnet0"), {.learning = true, .unicast_flood = true}});
  EXPECT_TRUE(recognise(compare(now(), desired_), desired_).empty());
  must(DeleteFdb{.port = link("vnet0"), .mac = kFirst});
  const std::vector<KnownState> states = recognise(compare(now(), desired_), desired_);
  ASSERT_EQ(states.size(), 1U);
  EXPECT_EQ(states[0].name, "moved-guest");
  EXPECT_EQ(states[0].port, "vnet0");
}

// Of each state that a drift alone gives away, what leads to it.
TEST_F(OnABridge, RecognisesWhatLibvirtLeavesBehind) {
  const auto recognised = [&](const std::function<void()>& damage,
                              const std::vector<GuestPort>& guests = kGuests) {
    const BridgeState desired = *desired_state(network(MacTableManager::Libvirt), guests);
    reach_what_can_be(desired);
    damage();
    Names names;
    for (const KnownState& each : recognise(compare(now(), desired), desired))
      names.push_back(each.port + " " + std::string(each.name));
    return names;
  };
  const auto enter = [&](const char* at, FdbKind kind) {
    must(add_entry({.port = link(at), .mac = kFirst, .kind = kind}));
  };
  EXPECT_EQ(recognised([] {}), Names{});
  EXPECT_EQ(recognised([&] { must(AddPortVlan{{.index = link("vnet0"), .vlan = 7}}); }),
            (Names{"vnet0 late-vlan"}));
  must(DeletePortVlan{{.index = link("vnet0"), .vlan = 7}});
  EXPECT_EQ(recognised([&] { enter("vnet1", FdbKind::Static); }), (Names{"vnet0 taken-entry"}));
  EXPECT_EQ(recognised([&] { enter("vnet0", FdbKind::Dynamic); }), (Names{"vnet0 learned-entry"}));
  EXPECT_EQ(recognised([&] { enter("vnet0", FdbKind::Local); }), (Names{"vnet0 permanent-entry"}));
  EXPECT_EQ(recognised([&] { must(SetPort{link("vnet1"), {.isolated = true}}); }),
            (Names{"vnet1 unasked-isolation"}));
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  EXPECT_EQ(recognised([] {}, twins), (Names{"vnet1 shared-mac"}));
  EXPECT_EQ(recognised([&] { must(SetLink{link("vnet1"), {}, LinkIndex::None}); }),
            (Names{"vnet1 detached-tap"}));
}

// The same drifts as of a moved guest, but the documents tell why.
TEST_F(OnABridge, RecognisesAGuestThatWasConnectedBeforeItsNetworkChanged) {
  std::vector<GuestPort> guests = {kGuests[0]};
  guests[0].connected_in_kernel_mode = true;
  const BridgeState desired = *desired_state(network(MacTableManager::Libvirt), guests);
  const std::vector<KnownState> states = recognise(compare(now(), desired), desired);
  ASSERT_EQ(states.size(), 1U);
  EXPECT_EQ(states[0].name, "set-up-by-kernel");
}

// QEMU stopped by itself: libvirt leaves the entry, or there is none any more.
TEST_F(OnABridge, AGuestThatMayRunMayHaveAnEntry) {
  std::vector<GuestPort> guests = kGuests;
  guests[0].state = GuestState::Uncertain;
  const BridgeState desired = *desired_state(network(MacTableManager::Libvirt), guests);
  reach(desired_);
  EXPECT_EQ(drifts(desired), Names{});
  must(add_entry({.port = link("vnet0"), .mac = kFirst, .kind = FdbKind::Dynamic}));
  EXPECT_EQ(drifts(desired), (Names{"vnet0 entry-not-static"}));
  must(DeleteFdb{.port = link("vnet0"), .mac = kFirst});
  EXPECT_EQ(drifts(desired), Names{});
  EXPECT_TRUE(make_plan(now(), desired).empty());
}

// What only the guest's start can mend is said and does not keep the rest from being mended.
TEST_F(OnABridge, SaysWhichVlansAPortIsIn) {
  std::vector<GuestPort> guests = {kGuests[0]};
  guests[0].vlan = {.tags = {42, 43}, .trunk = true, .native_id = 42};
  const BridgeState desired =
      *desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), guests);
  reach_what_can_be(desired);
  const std::vector<Drift> found = compare(now(), desired);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, DriftKind::VlansDiffer);
  EXPECT_EQ(found[0].found, "1 (PVID, untagged)");
  EXPECT_EQ(found[0].wanted, "42 (PVID, untagged), 43");
  EXPECT_EQ(make_plan(now(), desired).remarks.size(), 1U);
  must(DeletePortVlan{{.index = link("vnet0"), .vlan = 1}});
  must(AddPortVlan{{.index = link("vnet0"), .vlan = 42, .pvid = true, .untagged = true}});
  must(AddPortVlan{{.index = link("vnet0"), .vlan = 43}});
  EXPECT_EQ(drifts(desired), (Names{"vnet0 entry-missing"})) << "in the VLANs that count now";
  reach(desired);
}

// As after bridge vlan del: the entries are all there, and lead nowhere.
TEST_F(OnABridge, SaysThatAPortIsInNoVlan) {
  reach(desired_);
  must(DeletePortVlan{{.index = link("vnet0"), .vlan = 1}});
  EXPECT_EQ(drifts(desired_), Names{"vnet0 no-vlan"});
  const Plan plan = make_plan(now(), desired_);
  EXPECT_TRUE(plan.operations.empty());
  EXPECT_EQ(plan.remarks.size(), 1U);
  must(SetBridge{link("virbr0"), {.vlan_filtering = false}});
  EXPECT_EQ(drifts(desired_), Names{"virbr0 vlan-filtering-off"}) << "nothing is filtered";
  must(AddPortVlan{{.index = link("vnet0"), .vlan = 1, .pvid = true, .untagged = true}});
  reach(desired_);
}

// libvirt turns filtering on in forward mode bridge, too.
TEST_F(OnABridge, FiltersByVlanInForwardModeBridge) {
  const BridgeState desired =
      *desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), {});
  EXPECT_EQ(drifts(desired), (Names{"virbr0 vlan-filtering-off"}));
  reach(desired);
}

TEST_F(WithoutVlans, ForwardModeBridgeMakesDoWithoutFiltering) {
  EXPECT_EQ(drifts(*desired_state(network(MacTableManager::Libvirt), {})),
            (Names{"virbr0 no-vlan-filtering"}));
  const BridgeState desired =
      *desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), kGuests);
  reach(desired);
  EXPECT_EQ(drifts(desired), Names{});
}

TEST_F(OnABridge, JudgesEveryAttributeOfEveryPort) {
  reach(desired_);
  must(SetPort{link("vnet1"), {.unicast_flood = true}});
  std::vector<std::string> lines;
  for (const AttributeCheck& each : check_bridge(now(), desired_)) {
    lines.push_back(each.port + " " + each.attribute + " " + each.found +
                    (each.drift ? " wrong" : ""));
  }
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "virbr0 vlan_filtering on", "vnet0 learning off", "vnet0 flood off",
                       "vnet0 isolated off", "vnet0 entry static on vnet0 (VLAN 1)",
                       "vnet1 learning off", "vnet1 flood on wrong", "vnet1 isolated off",
                       "vnet1 entry static on vnet1 (VLAN 1)"}));
}

// Every kind has a name of its own, and a sentence that names the port or the address.
TEST(Drift, HasWordsForEverything) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(DriftKind::LearnedEntries); ++i) {
    const Drift drift{static_cast<DriftKind>(i), "vnet3", kFirst, "dynamic on vnet3", "x"};
    EXPECT_TRUE(names.insert(to_string(drift.kind)).second) << to_string(drift.kind);
    const std::string text = to_sentence(drift);
    EXPECT_NE(text.find("vnet3") + text.find(kFirst.to_string()), 2 * std::string::npos) << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
  }
  EXPECT_EQ(to_sentence({DriftKind::Floods, "vnet3", {}, "on", "off"}),
            "vnet3 floods: it receives frames for other guests");
}

TEST(DesiredState, ReadsGuestsFromTheCommandLine) {
  const auto guest = GuestPort::parse("vnet0=52:54:00:00:00:01");
  ASSERT_TRUE(guest);
  EXPECT_EQ(guest->port, "vnet0");
  EXPECT_EQ(guest->mac, kFirst);
  EXPECT_EQ(GuestPort::parse("a=b=52:54:00:00:00:01")->port, "a=b") << "a link may be called so";
  for (const char* bad : {"vnet0", "=52:54:00:00:00:01", "vnet0=", "vnet0=x",
                          "vnet0=01:00:00:00:00:00", "vnet0=00:00:00:00:00:00"}) {
    EXPECT_FALSE(GuestPort::parse(bad)) << bad;
  }
}

}  // namespace
}  // namespace virnet::bridge
