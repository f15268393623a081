#include <gtest/gtest.h>
#include <virnet/testing/memory_kernel.h>

#include <algorithm>

#include "bridge/memory/kernel_cases.h"

namespace virnet::bridge {
namespace {

void run_all(const KernelTraits& traits) {
  MemoryKernel kernel(traits);
  const CaseRun run = run_kernel_cases(kernel, traits.version);
  EXPECT_GT(run.rows, 130U);
  for (const CaseFailure& failure : run.failures)
    ADD_FAILURE() << failure.id << ": " << failure.text;
}

TEST(MemoryKernel, AnswersLikeAKernelWithVlans) { run_all({}); }
TEST(MemoryKernel, AnswersLikeAKernelWithoutVlans) { run_all({.vlan_filtering = false}); }

TEST(MemoryKernel, AnswersLikeAnOldKernel) { run_all({.version = {5, 10}}); }

TEST(MemoryKernel, ReleasesAFilteringUplinkWhenAllGuestsAreManual) {
  MemoryKernel kernel;
  ASSERT_TRUE(kernel.change(AddBridge{"br0", {.vlan_filtering = true}}));
  ASSERT_TRUE(kernel.change(AddVeth{"wire", "far"}));
  ASSERT_TRUE(kernel.change(AddVeth{"vnet0", "guest"}));
  const LinkIndex bridge = kernel.link("br0")->index;
  ASSERT_TRUE(kernel.change(AddVlanLink{"uplink", kernel.link("wire")->index, 5}));
  const LinkIndex uplink = kernel.link("uplink")->index;
  const LinkIndex guest = kernel.link("vnet0")->index;
  ASSERT_TRUE(kernel.change(SetLink{.index = uplink, .master = bridge}));
  ASSERT_TRUE(kernel.change(SetLink{.index = guest, .master = bridge}));
  EXPECT_EQ(kernel.link(uplink)->promiscuity, 1U);
  ASSERT_TRUE(kernel.change(SetPort{guest, {.learning = false, .unicast_flood = false}}));
  EXPECT_EQ(kernel.link(uplink)->promiscuity, 0U);
  EXPECT_EQ(kernel.link(guest)->promiscuity, 1U);
  const MacAddress mac({0x52, 0x54, 0, 0, 0, 1});
  ASSERT_TRUE(kernel.change(add_entry({.port = guest, .mac = mac, .kind = FdbKind::Static})));
  const std::vector<MacAddress> filter = *kernel.unicast_filter(uplink);
  EXPECT_NE(std::find(filter.begin(), filter.end(), mac), filter.end());
  ASSERT_TRUE(kernel.change(SetPort{guest, {.learning = true}}));
  EXPECT_EQ(kernel.link(uplink)->promiscuity, 1U);
}

TEST(MemoryKernel, LearnsFromFrames) {
  MemoryKernel kernel;
  ASSERT_TRUE(kernel.change(AddBridge{"br0"}));
  ASSERT_TRUE(kernel.change(AddVeth{"a", "far"}));
  const LinkIndex bridge = kernel.link("br0")->index;
  const LinkIndex port = kernel.link("a")->index;
  ASSERT_TRUE(kernel.change(SetLink{.index = kernel.link("far")->index, .up = true}));
  ASSERT_TRUE(kernel.change(SetLink{.index = bridge, .up = true}));
  ASSERT_TRUE(kernel.change(SetLink{.index = port, .up = true, .master = bridge}));
  const MacAddress source({0x52, 0x54, 0, 0, 0, 9});
  auto learned = [&] {
    const std::vector<FdbEntry> table = *kernel.fdb(bridge);
    return std::count_if(table.begin(), table.end(),
                         [&](const FdbEntry& entry) { return entry.mac == source; });
  };
  ASSERT_TRUE(kernel.change(SetPort{port, {.learning = false}}));
  kernel.frame(port, source);
  EXPECT_EQ(learned(), 0);
  ASSERT_TRUE(kernel.change(SetPort{port, {.learning = true}}));
  kernel.frame(port, source);
  EXPECT_EQ(learned(), 1);
}

TEST(MemoryKernel, TellsItsListeners) {
  MemoryKernel kernel;
  ASSERT_TRUE(kernel.change(AddBridge{"br0"}));
  std::unique_ptr<Events> events = *kernel.subscribe();
  ASSERT_TRUE(kernel.change(AddVeth{"a", "far"}));
  ASSERT_TRUE(kernel.change(
      SetLink{.index = kernel.link("a")->index, .master = kernel.link("br0")->index}));
  bool joined = false;
  const std::vector<Event> heard = *events->wait(std::chrono::milliseconds(0));
  for (const Event& event : heard) {
    const auto* changed = std::get_if<LinkChanged>(&event);
    joined = joined || (changed != nullptr && changed->link.port && changed->link.name == "a");
  }
  EXPECT_TRUE(joined);
  EXPECT_TRUE(events->wait(std::chrono::milliseconds(0))->empty());
}

}  // namespace
}  // namespace virnet::bridge
