// Observing, planning and applying on the kernel that runs this test.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>

#include <algorithm>

#include "bridge/testing/guest_bridge.h"
#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

const GuestBridge kBridge{.ports = 40};

// What is wrong, or nothing.
std::string reach_and_mend() {
  const auto opened = open_kernel();
  if (!opened) return opened.error().message;
  Kernel& kernel = **opened;
  if (std::string failure = kBridge.build(kernel); !failure.empty()) return failure;
  const BridgeState wanted = kBridge.desired();
  const ApplyReport first = apply(kernel, make_plan(*observe(kernel, "br0"), wanted), wanted);
  if (!first.ok()) return first.failure->message;
  // And one for VLAN filtering, where the kernel has it.
  const bool filters = kernel.link("br0")->bridge->default_pvid.has_value();
  if (first.done != static_cast<std::size_t>(2 * kBridge.ports + (filters ? 1 : 0)))
    return fmt::format("{} operations", first.done);
  if (!make_plan(*observe(kernel, "br0"), wanted).empty()) return "a second plan is not empty";
  const LinkIndex port = kernel.link("vnet3")->index;
  const LinkIndex uplink = kernel.link("eth0")->index;
  const MacAddress mac({0x52, 0x54, 0, 0, 0, 8});
  (void)kernel.change(SetPort{port, {.learning = true}});
  (void)kernel.change(add_entry({.port = uplink, .mac = mac, .kind = FdbKind::Static}));
  std::string found;
  for (const Drift& drift : compare(*observe(kernel, "br0"), wanted)) {
    found += fmt::format("{} {};", drift.port, to_string(drift.kind));
  }
  if (found != "vnet3 learns;vnet7 entry-stolen;") return found;
  const ApplyReport second = apply(kernel, make_plan(*observe(kernel, "br0"), wanted), wanted);
  if (!second.ok()) return second.failure->message;
  return second.done == 2 ? "" : fmt::format("{} operations to mend two things", second.done);
}

TEST(Apply, ReachesAndMendsARealBridge) {
  const auto answer = answer_in_namespace(reach_and_mend);
  if (!answer) return;
  EXPECT_EQ(*answer, "");
}

// The kernel's answers to single questions are what its whole table says.
TEST(Apply, APartOfTheTableIsAsInTheWhole) {
  const auto answer = answer_in_namespace([]() -> std::string {
    const auto opened = open_kernel();
    if (!opened) return opened.error().message;
    Kernel& kernel = **opened;
    if (std::string failure = kBridge.build(kernel); !failure.empty()) return failure;
    if (std::string failure = reach(kernel, kBridge.desired()); !failure.empty()) return failure;
    const LinkIndex bridge = kernel.link("br0")->index;
    FdbPart part;
    for (const GuestPort& guest : kBridge.guests())
      for (const int vlan : {0, 1, 7})
        part.keys.push_back({guest.mac, static_cast<std::uint16_t>(vlan)});
    part.keys.push_back({MacAddress({2, 0, 0, 0, 0, 99}), 0});  // nobody's
    for (const char* name : {"vnet1", "vnet2", "eth0"})
      part.ports.push_back({kernel.link(name)->index, 1000});
    part.ports.push_back({LinkIndex{99999}, 1000});
    auto sorted = [](Result<std::vector<FdbEntry>> entries) {
      std::ranges::sort(*entries);
      return *entries;
    };
    const auto asked = kernel.fdb_part(bridge, part);
    if (!asked) return to_string(asked.error());
    const auto all = kernel.Kernel::fdb_part(bridge, part);
    if (sorted(asked) != sorted(all))
      return fmt::format("{} entries, and {} in the whole", asked->size(), all->size());
    if (asked->size() < kBridge.guests().size()) return "too few";
    // Of a port that has more entries than are wanted the rest is not waited for.
    for (int i = 0; i < 3000; ++i)
      (void)kernel.change(
          add_entry({.port = kernel.link("eth0")->index,
                     .mac = MacAddress({2, 0, 1, 0, static_cast<std::uint8_t>(i >> 8),
                                        static_cast<std::uint8_t>(i)}),
                     .kind = FdbKind::Static}));
    const auto few = kernel.fdb_part(bridge, {.ports = {{kernel.link("eth0")->index, 10}}});
    if (!few || few->size() != 10) return "not ten";
    return kernel.links() ? "" : "the kernel answers no more";
  });
  if (!answer) return;
  EXPECT_EQ(*answer, "");
}

TEST(Apply, SaysThatThereIsNoSuchBridge) {
  const auto answer = answer_in_namespace([]() -> std::string {
    const auto kernel = open_kernel();
    return fmt::format("{} {}", to_string(observe(**kernel, "br0").error().code),
                       to_string(observe(**kernel, "lo").error().code));
  });
  if (!answer) return;
  EXPECT_EQ(*answer, "not-found unsupported");
}

}  // namespace
}  // namespace virnet::conformance
