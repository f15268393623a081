// What is read over netlink and what is read from iproute2's output of the same namespace is one
// state.
#include "conformance/netns/iproute2.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <virnet/observe.h>
#include <virnet/state_json.h>

#include <random>

#include "bridge/attributes/attributes.h"
#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

constexpr int kPorts = 6;

// Ports with arbitrary flags, VLANs and entries; what this kernel refuses does not happen.
void make_bridge(Kernel& kernel, std::mt19937& random) {
  auto chance = [&] { return random() % 2 == 0; };
  (void)kernel.change(AddBridge{"br0"});
  (void)kernel.change(AddBridge{"br1"});
  const LinkIndex bridge = kernel.link("br0")->index;
  (void)kernel.change(SetLink{.index = bridge, .up = true});
  (void)kernel.change(SetBridge{bridge, {.vlan_filtering = chance()}});
  (void)kernel.change(
      SetBridge{bridge,
                {.ageing_time = Centiseconds(100 * (random() % 100)),
                 .multicast_snooping = chance(),
                 .group_fwd_mask = static_cast<std::uint16_t>((random() % 0x10000) & 0xfff8)}});
  for (int i = 0; i < kPorts; ++i) {
    const std::string name = fmt::format("vnet{}", i);
    (void)kernel.change(AddVeth{name, fmt::format("guest{}", i)});
    (void)kernel.change(
        SetLink{.index = kernel.link(fmt::format("guest{}", i))->index, .up = true});
    const LinkIndex port = kernel.link(name)->index;
    const LinkIndex master = i == 5 ? kernel.link("br1")->index : bridge;
    (void)kernel.change(SetLink{.index = port, .up = chance(), .master = master});
    for (std::uint16_t vlan = 10; vlan < 13; ++vlan) {
      if (chance()) (void)kernel.change(AddPortVlan{{port, vlan}});
    }
    PortFlags flags;
    for_each_row<PortFlags>([&](const auto& row) {
      if constexpr (std::is_same_v<decltype(row.initial), bool>) flags.*row.member = chance();
    });
    (void)kernel.change(SetPort{port, flags});
    for (int entry = 0; entry < 4; ++entry) {
      constexpr FdbKind kKinds[] = {FdbKind::Static, FdbKind::Local, FdbKind::Dynamic,
                                    FdbKind::ExternLearn};
      const MacAddress mac({0x52, 0x54, 0, 0, 0, static_cast<std::uint8_t>(random() % 16)});
      const FdbKind kind = kKinds[random() % 4];
      (void)kernel.change(add_entry(
          {.port = port, .mac = mac, .kind = kind, .sticky = kind == FdbKind::Static && chance()}));
    }
  }
  (void)kernel.change(AddFdb{.port = bridge,
                             .mac = MacAddress({0x52, 0x54, 0, 0, 1, 1}),
                             .state = Nud::Permanent,
                             .flags = Ntf::Self});
}

// The kernel notices a carrier, and with it the state of a port, when it has time: what changed
// between two readings says nothing.
std::string compare_readings(unsigned seed) {
  const auto kernel = open_kernel();
  if (!kernel) return kernel.error().message;
  std::mt19937 random(seed);
  make_bridge(**kernel, random);
  auto read = observe(**kernel, "br0");
  constexpr int kMaxTries = 50;
  for (int tried = 0; tried < kMaxTries; ++tried) {
    if (!read) return read.error().message;
    const auto captured = read_iproute2(ask_iproute2(), "br0");
    const auto again = observe(**kernel, "br0");
    if (!again || !(*again == *read)) {
      read = again;
      continue;
    }
    if (!captured) return captured.error().message;
    if (!captured->remarks.empty()) return captured->remarks.front();
    // Which iproute2 tells since 6.9.
    if (!captured->state.settings.max_learned) read->settings.max_learned.reset();
    if (captured->state == *read) return {};
    return fmt::format("netlink:\n{}iproute2:\n{}", to_json(*read), to_json(captured->state));
  }
  return "the bridge does not come to rest";
}

TEST(Iproute2, TellsTheSameAsNetlink) {
  if (!has_iproute2()) GTEST_SKIP() << "iproute2 is not installed";
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto answer = answer_in_namespace([seed] { return compare_readings(seed); });
    if (!answer) return;
    EXPECT_EQ(*answer, "") << "seed " << seed;
  }
}

}  // namespace
}  // namespace virnet::conformance
