// Observing, planning and applying on the kernel that runs this test.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <virnet/apply.h>

#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

constexpr int kGuests = 40;

// Forward mode bridge: no kernel is too poor for it.
BridgeState wish() {
  NetworkDraft draft;
  draft->name = "n";
  draft->forward.mode = ForwardMode::Bridge;
  draft->bridge.name = "br0";
  draft->bridge.mac_table_manager = MacTableManager::Libvirt;
  const Network network = *std::move(draft).finish();
  std::vector<GuestPort> guests;
  for (int i = 0; i < kGuests; ++i) {
    const MacAddress mac({0x52, 0x54, 0, 0, 0, static_cast<std::uint8_t>(i + 1)});
    guests.push_back({.port = fmt::format("vnet{}", i), .mac = mac});
  }
  return *desired_state(network, guests);
}

std::string build(Kernel& kernel) {
  std::vector<Change> make = {AddBridge{"br0"}, AddVeth{"eth0", "far"}};
  for (int i = 0; i < kGuests; ++i)
    make.push_back(AddVeth{fmt::format("vnet{}", i), fmt::format("guest{}", i)});
  if (const Outcome made = kernel.execute_all(make); !made) return to_string(made.error());
  const LinkIndex bridge = kernel.link("br0")->index;
  std::vector<Change> join = {SetLink{.index = kernel.link("eth0")->index, .master = bridge}};
  for (int i = 0; i < kGuests; ++i) {
    join.push_back(
        SetLink{.index = kernel.link(fmt::format("vnet{}", i))->index, .master = bridge});
  }
  const Outcome joined = kernel.execute_all(join);
  return joined ? std::string() : to_string(joined.error());
}

// What is wrong, or nothing.
std::string reach_and_mend() {
  const Result<std::unique_ptr<Kernel>> opened = open_kernel();
  if (!opened) return to_string(opened.error());
  Kernel& kernel = **opened;
  if (std::string failure = build(kernel); !failure.empty()) return failure;
  const BridgeState wanted = wish();
  const ApplyReport first = apply(kernel, make_plan(*observe(kernel, "br0"), wanted), wanted);
  if (!first.ok()) return first.failure;
  // And one for VLAN filtering, where the kernel has it.
  const bool filters = kernel.link("br0")->bridge->default_pvid.has_value();
  if (first.done != 2 * kGuests + (filters ? 1U : 0U))
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
  if (!second.ok()) return second.failure;
  return second.done == 2 ? "" : fmt::format("{} operations to mend two things", second.done);
}

TEST(Apply, ReachesAndMendsARealBridge) {
  const auto answer = answer_in_namespace(reach_and_mend);
  if (!answer) return;
  EXPECT_EQ(*answer, "");
}

TEST(Apply, SaysThatThereIsNoSuchBridge) {
  const auto answer = answer_in_namespace([]() -> std::string {
    const Result<std::unique_ptr<Kernel>> kernel = open_kernel();
    return errno_name(observe(**kernel, "br0").error().error) + " " +
           errno_name(observe(**kernel, "lo").error().error);
  });
  if (!answer) return;
  EXPECT_EQ(*answer, "ENODEV EOPNOTSUPP");
}

}  // namespace
}  // namespace virnet::conformance
