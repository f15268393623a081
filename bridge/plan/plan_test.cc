#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/plan.h>
#include <virnet/testing/memory_kernel.h>

#include <algorithm>
#include <functional>
#include <set>

namespace virnet::bridge {
namespace {

const MacAddress kFirst({0x52, 0x54, 0, 0, 0, 1});
const MacAddress kSecond({0x52, 0x54, 0, 0, 0, 2});
const MacAddress kForeign({0x02, 0, 0, 0, 0, 9});

Network network(MacTableManager manager, ForwardMode mode = ForwardMode::Nat) {
  NetworkDraft draft;
  draft->name = "n";
  draft->forward.mode = mode;
  draft->bridge.name = "virbr0";
  draft->bridge.mac_table_manager = manager;
  if (is_l3(mode)) draft.add(draft->ips, {.address = *IpAddress::parse("10.0.0.1"), .prefix = 24});
  return *std::move(draft).finish();
}

const std::vector<GuestPort> kGuests = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kSecond}};

// virbr0 with an uplink and two guests' ports, all forwarding, with the default flags.
class OnABridge : public testing::Test {
 protected:
  explicit OnABridge(const KernelTraits& traits = {}) : kernel_(traits) {
    must(AddBridge{"virbr0"});
    bridge_ = kernel_.link("virbr0")->index;
    must(SetLink{.index = bridge_, .up = true, .mac = MacAddress({0x52, 0x54, 0, 0xbb, 0, 0})});
    for (const std::string name : {"eth0", "vnet0", "vnet1"}) {
      must(AddVeth{name, name + "-far"});
      must(SetLink{.index = kernel_.link(name + "-far")->index, .up = true});
      must(SetLink{.index = kernel_.link(name)->index, .up = true, .master = bridge_});
    }
  }

  void must(const Change& change) {
    const Outcome done = kernel_.change(change);
    ASSERT_TRUE(done) << to_string(done.error());
  }
  LinkIndex port(std::string_view name) { return kernel_.link(name)->index; }
  BridgeState now() { return *observe(kernel_, "virbr0"); }
  std::vector<std::string> drifts(const BridgeState& wish) {
    std::vector<std::string> names;
    for (const Drift& drift : compare(now(), wish)) {
      names.push_back(drift.port + " " + std::string(to_string(drift.kind)));
    }
    return names;
  }
  // Reaches the wish, and has then nothing more to do.
  void reach(const BridgeState& wish) {
    const ApplyReport report = apply(kernel_, make_plan(now(), wish), wish);
    ASSERT_TRUE(report.ok()) << report.failure;
    EXPECT_TRUE(make_plan(now(), wish).empty());
  }

  // Leaves alone what no plan can mend.
  void reach_what_can_be(const BridgeState& wish) {
    const ApplyReport report = apply(kernel_, make_plan(now(), wish), wish);
    ASSERT_TRUE(report.ok()) << report.failure;
    EXPECT_TRUE(make_plan(now(), wish).operations.empty());
  }

  void fail_at_every_step(const BridgeState& wish, std::size_t at_least) {
    const BridgeState before = now();
    const Plan plan = make_plan(before, wish);
    std::size_t steps = 0;
    for (const Operation& operation : plan.operations)
      steps += changes_of(operation, before).size();
    ASSERT_GE(steps, at_least);
    for (std::size_t failing = 0; failing < steps; ++failing) {
      std::size_t count = 0;
      kernel_.fail_when([&](const Change&) { return count++ == failing ? EBUSY : 0; });
      const ApplyReport report = apply(kernel_, plan, wish);
      kernel_.fail_when(nullptr);
      EXPECT_FALSE(report.ok());
      EXPECT_TRUE(report.undone) << "step " << failing << ": " << report.failure;
      EXPECT_EQ(now(), before) << "step " << failing;
    }
  }

  MemoryKernel kernel_;
  LinkIndex bridge_ = LinkIndex::None;
  BridgeState wish_ = *desired_state(network(MacTableManager::Libvirt), kGuests);
};

class WithoutVlans : public OnABridge {
 protected:
  WithoutVlans() : OnABridge({.vlan_filtering = false}) {}
};

using Names = std::vector<std::string>;

TEST_F(OnABridge, SaysWhatIsMissingOnAFreshBridge) {
  EXPECT_EQ(drifts(wish_),
            (Names{"virbr0 vlan-filtering-off", "vnet0 learns", "vnet0 floods",
                   "vnet0 entry-missing", "vnet1 learns", "vnet1 floods", "vnet1 entry-missing"}));
}

TEST_F(OnABridge, PlansEntriesBeforeFlags) {
  EXPECT_EQ(to_text(make_plan(now(), wish_)),
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

TEST_F(OnABridge, ReachesTheWishAndStaysThere) {
  reach(wish_);
  EXPECT_TRUE(drifts(wish_).empty());
  const Link guest = *kernel_.link("vnet0");
  EXPECT_EQ(guest.port->learning, false);
  EXPECT_EQ(guest.port->unicast_flood, false);
  EXPECT_EQ(kernel_.link("eth0")->port->learning, true);
}

// Each kind of damage is named, and mended by exactly what it needs.
TEST_F(OnABridge, NamesAndMendsDamage) {
  reach(wish_);
  struct Case {
    Change damage;
    Names names;
    std::optional<Change> before = {};
  };
  auto entry = [&](const char* at, FdbKind kind) {
    return add_entry({.port = port(at), .mac = kFirst, .kind = kind});
  };
  AddFdb sticky = entry("vnet0", FdbKind::Static);
  sticky.flags |= Ntf::Sticky;
  const std::vector<Case> cases = {
      {SetPort{port("vnet1"), {.learning = true}}, {"vnet1 learns"}},
      {SetPort{port("vnet0"), {.unicast_flood = true}}, {"vnet0 floods"}},
      {SetPort{port("vnet0"), {.isolated = true}}, {"vnet0 isolated"}},
      {DeleteFdb{.port = port("vnet0"), .mac = kFirst}, {"vnet0 entry-missing"}},
      {DeleteFdb{.port = port("vnet0"), .mac = kFirst, .vlan = std::uint16_t{1}},
       {"vnet0 entry-missing"}},  // the only one that counts while filtering is on
      {AddPortVlan{{port("vnet0"), 10}}, {"vnet0 entry-missing-vlan"}},
      {entry("vnet1", FdbKind::Static), {"vnet0 entry-elsewhere"}},
      {entry("eth0", FdbKind::Static), {"vnet0 entry-stolen"}},
      {entry("eth0", FdbKind::Dynamic), {"vnet0 entry-elsewhere"}},
      {entry("vnet0", FdbKind::Dynamic), {"vnet0 entry-not-static"}},
      {entry("vnet0", FdbKind::ExternLearn),
       {"vnet0 entry-not-static"},
       DeleteFdb{.port = port("vnet0"), .mac = kFirst}},
      {entry("vnet0", FdbKind::Local), {"vnet0 entry-local"}},
      {sticky, {"vnet0 entry-sticky"}},
      {add_entry({.port = port("vnet1"), .mac = kForeign, .kind = FdbKind::Static}),
       {"vnet1 stray-entry"}},
      {SetBridge{bridge_, {.vlan_filtering = false}}, {"virbr0 vlan-filtering-off"}},
  };
  for (const Case& each : cases) {
    if (each.before) must(*each.before);
    must(each.damage);
    EXPECT_EQ(drifts(wish_), each.names) << describe(each.damage);
    reach(wish_);
  }
}

TEST_F(OnABridge, FindsTheEntryThatAFrameTook) {
  reach(wish_);
  kernel_.frame(port("eth0"), kFirst);
  EXPECT_EQ(drifts(wish_), Names{"vnet0 entry-stolen"});
  reach(wish_);
}

TEST_F(OnABridge, LeavesOthersAlone) {
  must(add_entry({.port = port("eth0"), .mac = kForeign, .kind = FdbKind::Static}));
  reach(wish_);
  const BridgeState after = now();
  EXPECT_TRUE(std::any_of(after.fdb.begin(), after.fdb.end(),
                          [&](const FdbEntry& each) { return each.mac == kForeign; }));
}

TEST_F(OnABridge, WantsNoEntryForAPausedGuest) {
  reach(wish_);
  std::vector<GuestPort> guests = kGuests;
  guests[0].state = GuestState::Paused;
  const BridgeState paused = *desired_state(network(MacTableManager::Libvirt), guests);
  EXPECT_EQ(drifts(paused), Names{"vnet0 entry-of-paused"});
  reach(paused);
}

TEST_F(OnABridge, LeavesFlagsAndEntriesToTheKernelInItsMode) {
  const BridgeState wish = *desired_state(network(MacTableManager::Kernel), kGuests);
  EXPECT_TRUE(drifts(wish).empty());
}

TEST_F(OnABridge, NamesAPortThatIsNoneAndChangesNothing) {
  must(SetLink{.index = port("vnet1"), .master = LinkIndex::None});
  const BridgeState before = now();
  const Plan plan = make_plan(before, wish_);
  ASSERT_EQ(plan.obstacles.size(), 1U);
  EXPECT_TRUE(plan.obstacles[0].starts_with("vnet1 is a port of no bridge: "));
  EXPECT_FALSE(apply(kernel_, plan, wish_).ok());
  EXPECT_EQ(now(), before);
}

TEST_F(OnABridge, RefusesAPlanThatTheBridgeHasLeftBehind) {
  const Plan plan = make_plan(now(), wish_);
  must(SetPort{port("vnet0"), {.learning = false}});
  const ApplyReport report = apply(kernel_, plan, wish_);
  EXPECT_EQ(report.failure, "virbr0 has changed since the plan was made; make a new one");
  EXPECT_EQ(kernel_.link("vnet0")->port->unicast_flood, true);
}

TEST_F(OnABridge, HardensWithStickyEntriesOrAQuietUplink) {
  const Network net = network(MacTableManager::Libvirt);
  const BridgeState sticky = *desired_state(net, kGuests, {.sticky = true});
  reach(sticky);
  kernel_.frame(port("eth0"), kFirst);
  EXPECT_TRUE(drifts(sticky).empty());
  const BridgeState quiet = *desired_state(net, kGuests, {.quiet_uplink = "eth0"});
  reach(quiet);
  kernel_.frame(port("eth0"), kFirst);
  EXPECT_TRUE(drifts(quiet).empty());
}

TEST_F(OnABridge, ExplainsPromiscuity) {
  EXPECT_EQ(explain_promiscuity(now(), *now().port("eth0")),
            "VLAN filtering is off, so the bridge keeps every port promiscuous");
  reach(wish_);
  must(SetPort{port("vnet1"), {.unicast_flood = true}});
  EXPECT_EQ(explain_promiscuity(now(), *now().port("eth0")),
            "kept promiscuous because vnet1 floods");
}

// Whatever step fails, the bridge is as it was.
TEST_F(OnABridge, UndoesEverythingWhereverItFails) {
  must(add_entry({.port = port("eth0"), .mac = kFirst, .kind = FdbKind::Dynamic}));
  must(add_entry({.port = port("vnet0"), .mac = kForeign, .kind = FdbKind::Static}));
  fail_at_every_step(wish_, 5);
}

// An entry without a VLAN is one in every VLAN of its port, until another port's takes its place.
TEST_F(OnABridge, UndoesHalfTheEntriesOfAnAddress) {
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  must(AddPortVlan{{port("vnet0"), 10}});
  must(add_entry({port("vnet1"), kFirst, 1, FdbKind::Static}));
  fail_at_every_step(*desired_state(network(MacTableManager::Libvirt), twins), 4);
}

TEST_F(WithoutVlans, SayBeforehandThatTheKernelCannot) {
  const Plan plan = make_plan(now(), wish_);
  ASSERT_EQ(plan.obstacles.size(), 1U);
  EXPECT_EQ(drifts(wish_).front(), "virbr0 no-vlan-filtering");
}

TEST_F(WithoutVlans, ReachTheWishOfABridgeThatIsTheAdministrators) {
  reach(*desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), kGuests));
}

// libvirt lets two guests have one address; only one of them can have the entry.
TEST_F(OnABridge, NamesTheGuestWhoseAddressIsAnothersToo) {
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  const BridgeState wish = *desired_state(network(MacTableManager::Libvirt), twins);
  reach_what_can_be(wish);
  EXPECT_EQ(drifts(wish), Names{"vnet1 shared-mac"});
  EXPECT_EQ(make_plan(now(), wish).remarks.size(), 1U);
  // Whoever has it keeps it.
  must(add_entry({.port = port("vnet1"), .mac = kFirst, .kind = FdbKind::Static}));
  EXPECT_EQ(drifts(wish), Names{"vnet0 shared-mac"});
  // Nobody has it.
  must(DeleteFdb{.port = port("vnet1"), .mac = kFirst});
  EXPECT_EQ(drifts(wish), (Names{"vnet0 entry-missing", "vnet1 shared-mac"}));
}

TEST_F(OnABridge, LetsTwoGuestsHaveOneAddressInTwoVlans) {
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  const BridgeState wish = *desired_state(network(MacTableManager::Libvirt), twins);
  for (const auto& [name, vlan] : {std::pair("vnet0", 10), std::pair("vnet1", 20)}) {
    must(AddPortVlan{{port(name), static_cast<std::uint16_t>(vlan), true, true}});
    must(DeletePortVlan{{port(name), 1}});
  }
  must(SetBridge{bridge_, {.vlan_filtering = true}});
  reach(wish);
  EXPECT_EQ(drifts(wish), Names());
}

// What a frame is not looked up by is nobody's loss; a plan puts it right all the same.
TEST_F(OnABridge, JudgesTheVlansThatCount) {
  reach(wish_);
  kernel_.frame(port("eth0"), kFirst);
  must(SetBridge{bridge_, {.vlan_filtering = false}});
  EXPECT_EQ(drifts(wish_), (Names{"virbr0 vlan-filtering-off", "vnet0 entry-stolen"}))
      << "it will count again";
  BridgeState unfiltered = wish_;
  unfiltered.settings.vlan_filtering.reset();
  EXPECT_EQ(drifts(unfiltered), Names());
  EXPECT_FALSE(make_plan(now(), unfiltered).empty());
  reach(unfiltered);
}

TEST_F(OnABridge, SaysWhereAMissingPortIs) {
  must(AddBridge{"virbr1"});
  must(SetLink{.index = port("vnet0"), .master = LinkIndex::None});
  must(SetLink{.index = port("vnet1"), .master = kernel_.link("virbr1")->index});
  std::vector<GuestPort> guests = kGuests;
  guests.push_back({.port = "vnet7", .mac = kForeign});
  const BridgeState wish = *desired_state(network(MacTableManager::Libvirt), guests);
  EXPECT_EQ(drifts(wish), (Names{"virbr0 vlan-filtering-off", "vnet0 port-detached",
                                 "vnet1 port-elsewhere", "vnet7 port-missing"}));
}

// Exactly what update-device leaves behind, and nothing that only resembles it.
TEST_F(OnABridge, RecognisesAGuestThatWasMoved) {
  reach(wish_);
  must(SetPort{port("vnet0"), {.learning = true, .unicast_flood = true}});
  EXPECT_TRUE(recognise(compare(now(), wish_), wish_).empty());
  must(DeleteFdb{.port = port("vnet0"), .mac = kFirst});
  const std::vector<KnownState> states = recognise(compare(now(), wish_), wish_);
  ASSERT_EQ(states.size(), 1U);
  EXPECT_EQ(states[0].name, "moved-guest");
  EXPECT_EQ(states[0].port, "vnet0");
}

// Of each state that a drift alone gives away, what leads to it.
TEST_F(OnABridge, RecognisesWhatLibvirtLeavesBehind) {
  const auto recognised = [&](const std::function<void()>& damage,
                              const std::vector<GuestPort>& guests = kGuests) {
    const BridgeState wish = *desired_state(network(MacTableManager::Libvirt), guests);
    reach_what_can_be(wish);
    damage();
    Names names;
    for (const KnownState& each : recognise(compare(now(), wish), wish))
      names.push_back(each.port + " " + std::string(each.name));
    return names;
  };
  const auto enter = [&](const char* at, FdbKind kind) {
    must(add_entry({.port = port(at), .mac = kFirst, .kind = kind}));
  };
  EXPECT_EQ(recognised([] {}), Names{});
  EXPECT_EQ(recognised([&] { must(AddPortVlan{{.index = port("vnet0"), .vlan = 7}}); }),
            (Names{"vnet0 late-vlan"}));
  must(DeletePortVlan{{.index = port("vnet0"), .vlan = 7}});
  EXPECT_EQ(recognised([&] { enter("vnet1", FdbKind::Static); }), (Names{"vnet0 taken-entry"}));
  EXPECT_EQ(recognised([&] { enter("vnet0", FdbKind::Dynamic); }), (Names{"vnet0 learned-entry"}));
  EXPECT_EQ(recognised([&] { enter("vnet0", FdbKind::Local); }), (Names{"vnet0 permanent-entry"}));
  EXPECT_EQ(recognised([&] { must(SetPort{port("vnet1"), {.isolated = true}}); }),
            (Names{"vnet1 unasked-isolation"}));
  const std::vector<GuestPort> twins = {{.port = "vnet0", .mac = kFirst},
                                        {.port = "vnet1", .mac = kFirst}};
  EXPECT_EQ(recognised([] {}, twins), (Names{"vnet1 shared-mac"}));
  EXPECT_EQ(recognised([&] { must(SetLink{port("vnet1"), {}, LinkIndex::None}); }),
            (Names{"vnet1 detached-tap"}));
}

// The same drifts as of a moved guest, but the documents tell why.
TEST_F(OnABridge, RecognisesAGuestThatWasConnectedBeforeItsNetworkChanged) {
  std::vector<GuestPort> guests = {kGuests[0]};
  guests[0].set_up_by_kernel = true;
  const BridgeState wish = *desired_state(network(MacTableManager::Libvirt), guests);
  const std::vector<KnownState> states = recognise(compare(now(), wish), wish);
  ASSERT_EQ(states.size(), 1U);
  EXPECT_EQ(states[0].name, "set-up-by-kernel");
}

// QEMU stopped by itself: libvirt leaves the entry, or there is none any more.
TEST_F(OnABridge, AGuestThatMayRunMayHaveAnEntry) {
  std::vector<GuestPort> guests = kGuests;
  guests[0].state = GuestState::Uncertain;
  const BridgeState wish = *desired_state(network(MacTableManager::Libvirt), guests);
  reach(wish_);
  EXPECT_EQ(drifts(wish), Names{});
  must(add_entry({.port = port("vnet0"), .mac = kFirst, .kind = FdbKind::Dynamic}));
  EXPECT_EQ(drifts(wish), (Names{"vnet0 entry-not-static"}));
  must(DeleteFdb{.port = port("vnet0"), .mac = kFirst});
  EXPECT_EQ(drifts(wish), Names{});
  EXPECT_TRUE(make_plan(now(), wish).empty());
}

// What only the guest's start can mend is said and does not keep the rest from being mended.
TEST_F(OnABridge, SaysWhichVlansAPortIsIn) {
  std::vector<GuestPort> guests = {kGuests[0]};
  guests[0].vlan = {.tags = {42, 43}, .trunk = true, .native_id = 42};
  const BridgeState wish =
      *desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), guests);
  reach_what_can_be(wish);
  const std::vector<Drift> found = compare(now(), wish);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, DriftKind::VlansDiffer);
  EXPECT_EQ(found[0].found, "1 (PVID, untagged)");
  EXPECT_EQ(found[0].wanted, "42 (PVID, untagged), 43");
  EXPECT_EQ(make_plan(now(), wish).remarks.size(), 1U);
  must(DeletePortVlan{{.index = port("vnet0"), .vlan = 1}});
  must(AddPortVlan{{.index = port("vnet0"), .vlan = 42, .pvid = true, .untagged = true}});
  must(AddPortVlan{{.index = port("vnet0"), .vlan = 43}});
  EXPECT_EQ(drifts(wish), (Names{"vnet0 entry-missing"})) << "in the VLANs that count now";
  reach(wish);
}

// As after bridge vlan del: the entries are all there, and lead nowhere.
TEST_F(OnABridge, SaysThatAPortIsInNoVlan) {
  reach(wish_);
  must(DeletePortVlan{{.index = port("vnet0"), .vlan = 1}});
  EXPECT_EQ(drifts(wish_), Names{"vnet0 no-vlan"});
  const Plan plan = make_plan(now(), wish_);
  EXPECT_TRUE(plan.operations.empty());
  EXPECT_EQ(plan.remarks.size(), 1U);
  must(SetBridge{bridge_, {.vlan_filtering = false}});
  EXPECT_EQ(drifts(wish_), Names{"virbr0 vlan-filtering-off"}) << "nothing is filtered";
  must(AddPortVlan{{.index = port("vnet0"), .vlan = 1, .pvid = true, .untagged = true}});
  reach(wish_);
}

// libvirt turns filtering on in forward mode bridge, too.
TEST_F(OnABridge, FiltersByVlanInForwardModeBridge) {
  const BridgeState wish =
      *desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), {});
  EXPECT_EQ(drifts(wish), (Names{"virbr0 vlan-filtering-off"}));
  reach(wish);
}

TEST_F(WithoutVlans, ForwardModeBridgeMakesDoWithoutFiltering) {
  EXPECT_EQ(drifts(*desired_state(network(MacTableManager::Libvirt), {})),
            (Names{"virbr0 no-vlan-filtering"}));
  const BridgeState wish =
      *desired_state(network(MacTableManager::Libvirt, ForwardMode::Bridge), kGuests);
  reach(wish);
  EXPECT_EQ(drifts(wish), Names{});
}

TEST_F(OnABridge, JudgesEveryAttributeOfEveryPort) {
  reach(wish_);
  must(SetPort{port("vnet1"), {.unicast_flood = true}});
  std::vector<std::string> lines;
  for (const Verdict& each : judge(now(), wish_)) {
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
  for (int i = 0; i <= static_cast<int>(DriftKind::SharedMac); ++i) {
    const Drift drift{static_cast<DriftKind>(i), "vnet3", kFirst, "dynamic on vnet3", "x"};
    EXPECT_TRUE(names.insert(to_string(drift.kind)).second) << to_string(drift.kind);
    const std::string text = to_sentence(drift);
    EXPECT_NE(text.find("vnet3") + text.find(kFirst.to_string()), 2 * std::string::npos) << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
  }
  EXPECT_EQ(to_sentence({DriftKind::Floods, "vnet3", {}, "on", "off"}),
            "vnet3 floods: it receives frames for other guests");
}

TEST(Intent, ReadsGuestsFromTheCommandLine) {
  const auto guest = GuestPort::parse("vnet0=52:54:00:00:00:01");
  ASSERT_TRUE(guest);
  EXPECT_EQ(guest->port, "vnet0");
  EXPECT_EQ(guest->mac, kFirst);
  for (const char* bad : {"vnet0", "=52:54:00:00:00:01", "vnet0=", "vnet0=x",
                          "vnet0=01:00:00:00:00:00", "vnet0=00:00:00:00:00:00"}) {
    EXPECT_FALSE(GuestPort::parse(bad)) << bad;
  }
}

}  // namespace
}  // namespace virnet::bridge
