// For any state of a bridge and any desired state: the plan reaches it, a second one is empty,
// the inverse goes back.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/plan_text.h>
#include <virnet/testing/memory_kernel.h>

#include "bridge/testing/guest_bridge.h"

namespace virnet::bridge {
namespace {

const GuestBridge kBridge{.uplink = "", .ports = 4};

// A bridge whose ports have arbitrary flags, VLANs and entries.
void disturb(MemoryKernel& kernel) {
  RC_ASSERT(kBridge.build(kernel).empty() && kBridge.bring_up(kernel).empty());
  const LinkIndex bridge = kernel.link(kBridge.name)->index;
  for (int i = 0; i < kBridge.ports; ++i) {
    const LinkIndex port = kernel.link(GuestBridge::port_name(i))->index;
    if (*rc::gen::arbitrary<bool>()) (void)kernel.change(AddPortVlan{{port, 10}});
    (void)kernel.change(SetPort{port,
                                {.learning = *rc::gen::arbitrary<bool>(),
                                 .unicast_flood = *rc::gen::arbitrary<bool>(),
                                 .isolated = *rc::gen::arbitrary<bool>()}});
  }
  const int entries = *rc::gen::inRange(0, 12);
  for (int i = 0; i < entries; ++i) {
    FdbEntry entry{
        .port = kernel.link(GuestBridge::port_name(*rc::gen::inRange(0, kBridge.ports)))->index,
        .mac = kBridge.address(*rc::gen::inRange(0, 5)),
        .vlan = *rc::gen::element<std::uint16_t>(0, 1, 10),
        .kind = *rc::gen::element(FdbKind::Static, FdbKind::Local, FdbKind::Dynamic,
                                  FdbKind::ExternLearn)};
    entry.sticky = entry.kind == FdbKind::Static && *rc::gen::arbitrary<bool>();
    (void)kernel.change(add_entry(entry));  // refused where the port lacks the VLAN
  }
  (void)kernel.change(SetBridge{bridge, {.vlan_filtering = *rc::gen::arbitrary<bool>()}});
}

BridgeState any_desired_state() {
  NetworkDraft draft;
  draft->name = "n";
  draft->bridge.name = "br0";
  draft->bridge.mac_table_manager = *rc::gen::element(
      MacTableManager::Kernel, MacTableManager::Libvirt, MacTableManager::Libvirt);
  draft->port_isolated = *rc::gen::element(Tristate::Unset, Tristate::Yes);
  const Network network = *draft.finish();
  std::vector<GuestPort> guests;
  const int count = *rc::gen::inRange(0, kBridge.ports);
  for (int i = 0; i < count; ++i) {
    guests.push_back({.port = GuestBridge::port_name(i),
                      .mac = kBridge.address(i),
                      .state = *rc::gen::element(GuestState::Running, GuestState::Paused,
                                                 GuestState::Uncertain)});
  }
  return *desired_state(network, guests, {.sticky = *rc::gen::arbitrary<bool>()});
}

RC_GTEST_PROP(Plan, ReachesTheDesiredStateAndGoesBack, ()) {
  MemoryKernel kernel;
  disturb(kernel);
  const BridgeState before = *observe(kernel, kBridge.name);
  const BridgeState desired = any_desired_state();
  const Plan plan = make_plan(before, desired);
  RC_ASSERT(plan.obstacles.empty());
  const BridgeState part = *observe(kernel, desired);
  RC_ASSERT(compare(part, desired) == compare(before, desired));
  RC_ASSERT(same_but_for_learning(make_plan(part, desired), plan));
  const ApplyReport report = apply(kernel, plan, desired);
  RC_LOG() << to_text(plan) << (report.ok() ? "" : report.failure->message);
  RC_ASSERT(report.ok());
  const BridgeState after = *observe(kernel, kBridge.name);
  RC_ASSERT(compare(after, desired).empty());
  RC_ASSERT(make_plan(after, desired).empty());
  for (auto operation = plan.operations.rbegin(); operation != plan.operations.rend();
       ++operation) {
    for (const Change& change : changes_of(inverse(*operation), before))
      RC_ASSERT(kernel.change(change).has_value());
  }
  RC_ASSERT(*observe(kernel, kBridge.name) == before);
}

}  // namespace
}  // namespace virnet::bridge
