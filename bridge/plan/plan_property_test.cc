// For any state of a bridge and any wish: the plan reaches it, a second one is empty, the inverse
// goes back.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <virnet/apply.h>
#include <virnet/testing/memory_kernel.h>

namespace virnet::bridge {
namespace {

constexpr int kPorts = 4;

MacAddress mac_number(int number) {
  return MacAddress({0x52, 0x54, 0, 0, 0, static_cast<std::uint8_t>(number)});
}

std::string port_number(int number) { return "p" + std::to_string(number); }

// A bridge whose ports have arbitrary flags, VLANs and entries.
void disturb(MemoryKernel& kernel) {
  (void)kernel.change(AddBridge{"br"});
  const LinkIndex bridge = kernel.link("br")->index;
  (void)kernel.change(
      SetLink{.index = bridge, .up = true, .mac = MacAddress({2, 0xbb, 0, 0, 0, 0})});
  for (int i = 0; i < kPorts; ++i) {
    (void)kernel.change(AddVeth{port_number(i), port_number(i) + "f"});
    (void)kernel.change(SetLink{.index = kernel.link(port_number(i) + "f")->index, .up = true});
    const LinkIndex port = kernel.link(port_number(i))->index;
    (void)kernel.change(SetLink{.index = port, .up = true, .master = bridge});
    if (*rc::gen::arbitrary<bool>()) (void)kernel.change(AddPortVlan{{port, 10}});
    (void)kernel.change(SetPort{port,
                                {.learning = *rc::gen::arbitrary<bool>(),
                                 .unicast_flood = *rc::gen::arbitrary<bool>(),
                                 .isolated = *rc::gen::arbitrary<bool>()}});
  }
  const int entries = *rc::gen::inRange(0, 12);
  for (int i = 0; i < entries; ++i) {
    FdbEntry entry{.port = kernel.link(port_number(*rc::gen::inRange(0, kPorts)))->index,
                   .mac = mac_number(*rc::gen::inRange(1, 6)),
                   .vlan = *rc::gen::element<std::uint16_t>(0, 1, 10),
                   .kind = *rc::gen::element(FdbKind::Static, FdbKind::Local, FdbKind::Dynamic,
                                             FdbKind::ExternLearn)};
    entry.sticky = entry.kind == FdbKind::Static && *rc::gen::arbitrary<bool>();
    (void)kernel.change(add_entry(entry));  // refused where the port lacks the VLAN
  }
  (void)kernel.change(SetBridge{bridge, {.vlan_filtering = *rc::gen::arbitrary<bool>()}});
}

BridgeState any_wish() {
  NetworkDraft draft;
  draft->name = "n";
  draft->bridge.name = "br";
  draft->bridge.mac_table_manager = *rc::gen::element(
      MacTableManager::Kernel, MacTableManager::Libvirt, MacTableManager::Libvirt);
  draft->port_isolated = *rc::gen::element(Tristate::Unset, Tristate::Yes);
  const Network network = *std::move(draft).finish();
  std::vector<GuestPort> guests;
  const int count = *rc::gen::inRange(0, kPorts);
  for (int i = 0; i < count; ++i) {
    guests.push_back({.port = port_number(i),
                      .mac = mac_number(i + 1),
                      .state = *rc::gen::element(GuestState::Running, GuestState::Paused,
                                                 GuestState::Uncertain)});
  }
  return *desired_state(network, guests, {.sticky = *rc::gen::arbitrary<bool>()});
}

RC_GTEST_PROP(Plan, ReachesTheWishAndGoesBack, ()) {
  MemoryKernel kernel;
  disturb(kernel);
  const BridgeState before = *observe(kernel, "br");
  const BridgeState wish = any_wish();
  const Plan plan = make_plan(before, wish);
  RC_ASSERT(plan.obstacles.empty());
  const ApplyReport report = apply(kernel, plan, wish);
  RC_LOG() << to_text(plan) << report.failure;
  RC_ASSERT(report.ok());
  const BridgeState after = *observe(kernel, "br");
  RC_ASSERT(compare(after, wish).empty());
  RC_ASSERT(make_plan(after, wish).empty());
  for (auto operation = plan.operations.rbegin(); operation != plan.operations.rend();
       ++operation) {
    for (const Change& change : changes_of(inverse(*operation), before))
      RC_ASSERT(kernel.change(change).has_value());
  }
  RC_ASSERT(*observe(kernel, "br") == before);
}

}  // namespace
}  // namespace virnet::bridge
