// A desired state in terms of the ports that are there.
#include "bridge/plan/state_alignment.h"

#include <gtest/gtest.h>

namespace virnet::bridge {
namespace {

const MacAddress kFirst({0x52, 0x54, 0, 0, 0, 1});
const MacAddress kSecond({0x52, 0x54, 0, 0, 0, 2});
const MacAddress kForeign({2, 0, 0, 0, 0, 9});
constexpr LinkIndex kUplink{10};
constexpr LinkIndex kPort0{20};
constexpr LinkIndex kPort1{21};

using Entries = std::vector<FdbEntry>;

PortState port(const char* name, LinkIndex index, std::vector<std::uint16_t> vlans) {
  PortState state{.name = name, .index = index, .vlans = std::move(vlans)};
  state.mac = MacAddress({0xfe, 0x54, 0, 0, 0, static_cast<std::uint8_t>(index)});
  return state;
}

// An uplink and two ports, in VLAN 1; the numbers are others than those of the desired state.
BridgeState observed_bridge() {
  return {.name = "br0",
          .index = LinkIndex{5},
          .settings = {.vlan_filtering = true, .default_pvid = 1},
          .ports = {port("eth0", kUplink, {1}), port("vnet0", kPort0, {1}),
                    port("vnet1", kPort1, {1})}};
}

// Guests with these addresses on vnet0 and vnet1.
BridgeState desired_bridge(const MacAddress& first, const MacAddress& second) {
  BridgeState state{.name = "br0", .settings = {.vlan_filtering = true}};
  state.ports = {{.name = "vnet0", .index = LinkIndex{1}, .guest = true},
                 {.name = "vnet1", .index = LinkIndex{2}, .guest = true}};
  state.fdb = {{LinkIndex{1}, first, 0, FdbKind::Static},
               {LinkIndex{2}, second, 0, FdbKind::Static}};
  return state;
}

class Alignment : public testing::Test {
 protected:
  [[nodiscard]] StateAlignment align() const { return {observed_, desired_}; }
  void enter(LinkIndex at, const MacAddress& mac, std::uint16_t vlan,
             FdbKind kind = FdbKind::Static) {
    observed_.fdb.push_back({at, mac, vlan, kind});
  }

  BridgeState observed_ = observed_bridge();
  BridgeState desired_ = desired_bridge(kFirst, kSecond);
};

TEST_F(Alignment, FindsPortsByNameAndByNumber) {
  const StateAlignment aligned = align();
  ASSERT_NE(aligned.port("vnet0"), nullptr);
  EXPECT_EQ(aligned.port("vnet0")->index, kPort0);
  EXPECT_EQ(aligned.port(kPort1)->name, "vnet1");
  EXPECT_EQ(aligned.port("vnet7"), nullptr);
  EXPECT_EQ(aligned.port(LinkIndex{1}), nullptr) << "a number of the desired state";
  EXPECT_EQ(aligned.name_of(kUplink), "eth0");
  EXPECT_EQ(aligned.name_of(LinkIndex{5}), "br0");
  EXPECT_TRUE(aligned.is_guest(kPort0));
  EXPECT_FALSE(aligned.is_guest(kUplink));
}

TEST_F(Alignment, WantsAnEntryInEveryVlanOfThePort) {
  observed_.ports[1].vlans = {1, 10};
  const StateAlignment aligned = align();
  EXPECT_EQ(aligned.desired_table().at(kFirst), (Entries{{kPort0, kFirst, 0, FdbKind::Static},
                                                         {kPort0, kFirst, 1, FdbKind::Static},
                                                         {kPort0, kFirst, 10, FdbKind::Static}}));
  EXPECT_EQ(aligned.desired_table().at(kSecond).size(), 2U);
}

TEST_F(Alignment, WantsNoEntryOnAPortThatIsNotThere) {
  observed_.ports.pop_back();
  EXPECT_FALSE(align().desired_table().contains(kSecond));
}

TEST_F(Alignment, LeavesOutOwnAddressesAndEntriesOfVlansThatThePortHasLeft) {
  enter(kPort0, observed_.ports[1].mac, 0, FdbKind::Local);
  enter(LinkIndex{5}, kForeign, 0, FdbKind::Local);
  enter(kPort0, kFirst, 7);
  EXPECT_TRUE(align().table().empty());
  enter(kPort0, kFirst, 0, FdbKind::Local);
  EXPECT_EQ(align().table().size(), 1U) << "a guest's address, entered as the host's own";
}

TEST_F(Alignment, OfTwoGuestsWithOneAddressTheFirstGetsTheEntry) {
  desired_ = desired_bridge(kFirst, kFirst);
  const StateAlignment aligned = align();
  EXPECT_EQ(aligned.desired_table().at(kFirst),
            (Entries{{kPort0, kFirst, 0, FdbKind::Static}, {kPort0, kFirst, 1, FdbKind::Static}}));
  // Of the VLANs in which frames are looked up.
  EXPECT_EQ(aligned.contests(),
            (std::vector<Contest>{{kPort1, {kPort0, kFirst, 1, FdbKind::Static}}}));
}

TEST_F(Alignment, OfTwoGuestsWithOneAddressTheOneThatHasItKeepsIt) {
  desired_ = desired_bridge(kFirst, kFirst);
  enter(kPort1, kFirst, 1);
  const StateAlignment aligned = align();
  EXPECT_EQ(aligned.desired_table().at(kFirst),
            (Entries{{kPort0, kFirst, 0, FdbKind::Static}, {kPort1, kFirst, 1, FdbKind::Static}}));
  EXPECT_EQ(aligned.contests(),
            (std::vector<Contest>{{kPort0, {kPort1, kFirst, 1, FdbKind::Static}}}));
}

TEST_F(Alignment, AGuestThatMayRunHasAnEntryOnlyIfThereIsOne) {
  desired_.uncertain = {kFirst};
  EXPECT_FALSE(align().desired_table().contains(kFirst));
  enter(kUplink, kFirst, 1);
  EXPECT_FALSE(align().desired_table().contains(kFirst)) << "one on another port";
  enter(kPort0, kFirst, 0);
  EXPECT_TRUE(align().desired_table().contains(kFirst));
}

// VLAN 0 while the bridge does not filter, its ports' own while it does or shall.
TEST_F(Alignment, SaysInWhichVlansFramesAreLookedUp) {
  const auto looked_up = [&](std::optional<bool> now, std::optional<bool> later) {
    observed_.settings.vlan_filtering = now;
    desired_.settings.vlan_filtering = later;
    const StateAlignment aligned = align();
    return std::pair(aligned.counts(0), aligned.counts(1));
  };
  EXPECT_EQ(looked_up(true, true), std::pair(false, true));
  EXPECT_EQ(looked_up(true, {}), std::pair(false, true));
  EXPECT_EQ(looked_up(false, true), std::pair(true, true));
  EXPECT_EQ(looked_up(false, {}), std::pair(true, false));
}

TEST_F(Alignment, FindsTheEntryOfAnAddressInAVlan) {
  enter(kUplink, kFirst, 1, FdbKind::Dynamic);
  enter(kPort0, kFirst, 0);
  const StateAlignment aligned = align();
  EXPECT_EQ(aligned.entries(kFirst), (Entries{{kPort0, kFirst, 0, FdbKind::Static},
                                              {kUplink, kFirst, 1, FdbKind::Dynamic}}));
  ASSERT_NE(aligned.find(kFirst, 1), nullptr);
  EXPECT_EQ(aligned.find(kFirst, 1)->port, kUplink);
  EXPECT_EQ(aligned.find(kFirst, 2), nullptr);
  EXPECT_TRUE(aligned.entries(kSecond).empty());
}

// Desired entries replace those of their VLAN; a guest's port keeps nothing else, others keep all.
TEST_F(Alignment, TheGoalKeepsWhatTheDesiredStateDoesNotConcern) {
  observed_.ports[0].vlans = {1, 10};
  enter(kUplink, kFirst, 1);
  enter(kUplink, kFirst, 10);
  enter(kPort1, kForeign, 1);
  enter(kUplink, kForeign, 0);
  const StateAlignment aligned = align();
  EXPECT_EQ(aligned.goal(kFirst), (Entries{{kPort0, kFirst, 0, FdbKind::Static},
                                           {kPort0, kFirst, 1, FdbKind::Static},
                                           {kUplink, kFirst, 10, FdbKind::Static}}));
  EXPECT_EQ(aligned.goal(kForeign), (Entries{{kUplink, kForeign, 0, FdbKind::Static}}));
}

TEST(VlansOf, AreZeroAndThePortsOwn) {
  const PortState guest = port("vnet0", kPort0, {1, 10});
  EXPECT_EQ(vlans_of(&guest), (std::vector<std::uint16_t>{0, 1, 10}));
  EXPECT_EQ(vlans_of(nullptr), std::vector<std::uint16_t>{0});
}

}  // namespace
}  // namespace virnet::bridge
