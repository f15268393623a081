// Any state of a bridge and any desired state: a plan reaches it, a second one is empty, the
// inverse leads back, and whatever step fails, all is as it was.

#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/plan_text.h>

#include <algorithm>
#include <cerrno>

#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/small_world.h"

namespace virnet::fuzz {
namespace {

using namespace virnet::bridge;

// At most so many steps of a plan are made to fail in one run.
constexpr std::size_t kMostFaults = 6;

// The same kernel each time.
struct World {
  KernelTraits traits;
  std::string_view bytes;
  std::size_t disturbances = 0;

  [[nodiscard]] MemoryKernel make() const {
    MemoryKernel kernel(traits);
    Decisions decisions(bytes);
    build(kernel, decisions);
    for (std::size_t i = 0; i < disturbances; ++i) disturb(kernel, decisions);
    return kernel;
  }
};

// An entry of a VLAN that its port is no longer in: nobody can make such a one, so that it does not
// come back where its address went elsewhere.
void drop_stranded(BridgeState& state) {
  std::erase_if(state.fdb, [&](const FdbEntry& entry) {
    const auto port = std::ranges::find(state.ports, entry.port, &PortState::index);
    return port != state.ports.end() && entry.vlan != 0 &&
           std::ranges::find(port->vlans, entry.vlan) == port->vlans.end();
  });
}

bool is_as_before(BridgeState now, BridgeState before) {
  drop_stranded(now);
  drop_stranded(before);
  return now == before;
}

void check_inverse(MemoryKernel& kernel, const Plan& plan, const BridgeState& before) {
  for (auto operation = plan.operations.rbegin(); operation != plan.operations.rend();
       ++operation) {
    for (const Change& change : changes_of(inverse(*operation), before)) {
      const Outcome done = kernel.change(change);
      require(done.has_value(), "taking back: {}", done ? "" : to_string(done.error()));
    }
  }
  require(is_as_before(*observe(kernel, kBridge), before),
          "taken back, the bridge is another one:\n{}", to_text(plan));
}

std::string failure_of(const ApplyReport& report) {
  return report.ok() ? std::string() : report.failure->message;
}

void check_apply(const World& world, const Plan& plan, const BridgeState& desired) {
  MemoryKernel kernel = world.make();
  const ApplyReport report = apply(kernel, plan, desired, std::chrono::milliseconds(0));
  // Where nothing can be deleted, what a control plane has entered cannot be made to go.
  if (!report.ok() && !world.traits.delete_entries) return;
  require(report.ok() && report.done == plan.operations.size(), "not carried out: {}\n{}",
          failure_of(report), to_text(plan));
  const BridgeState after = *observe(kernel, kBridge);
  require(make_plan(after, desired).empty(), "a second plan is not empty:\n{}\nafter\n{}",
          to_text(make_plan(after, desired)), to_text(plan));
  for (const Drift& drift : compare(after, desired))
    require(!is_repairable(drift.kind), "still so: {}\n{}", to_sentence(drift), to_text(plan));
  // Where nothing can be deleted, what was learned goes with it and does not come back.
  if (world.traits.delete_entries) check_inverse(kernel, plan, plan.observed);
}

// Step `at` is answered with `error`, or not made although it was accepted.
void check_fault(const World& world, const Plan& plan, const BridgeState& desired, std::size_t at,
                 int error) {
  MemoryKernel kernel = world.make();
  std::size_t step = 0;
  kernel.fail_when([&](const Change&) { return step++ == at ? error : 0; });
  const ApplyReport report = apply(kernel, plan, desired, std::chrono::milliseconds(0));
  kernel.fail_when(nullptr);
  const BridgeState after = *observe(kernel, kBridge);
  if (report.ok()) {
    require(error == MemoryKernel::kIgnored, "step {} failed and nobody noticed:\n{}", at,
            to_text(plan));
    require(make_plan(after, desired).empty(), "step {} was not made and nobody noticed:\n{}", at,
            to_text(plan));
    return;
  }
  require(report.undone && report.left.empty(), "step {}: not taken back: {}\n{}", at,
          failure_of(report), to_text(plan));
  require(is_as_before(after, plan.observed),
          "step {} failed, and the bridge is another one:\n{}\nthen\n{}", at, to_text(plan),
          to_text(make_plan(after, desired)));
}

void check_faults(const World& world, const Plan& plan, const BridgeState& desired,
                  Decisions& decisions) {
  std::size_t steps = 0;
  for (const Operation& operation : plan.operations)
    steps += changes_of(operation, plan.observed).size();
  if (steps == 0 || !world.traits.delete_entries) return;
  const std::size_t stride = 1 + steps / kMostFaults;
  const int error = decisions.yes() ? MemoryKernel::kIgnored : EBUSY;
  for (std::size_t at = decisions.below(stride); at < steps; at += stride)
    check_fault(world, plan, desired, at, error);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet::fuzz;
  using namespace virnet::bridge;
  if (size > kMostBytes) return 0;
  Decisions decisions({reinterpret_cast<const char*>(data), size});
  World world{.traits = some_traits(decisions), .bytes = {}};
  const BridgeState desired = some_desired_state(decisions);
  Decisions faults(decisions.take(2));
  world.disturbances = decisions.below(8);
  world.bytes = decisions.rest();
  MemoryKernel kernel = world.make();
  const auto before = observe(kernel, kBridge);
  if (!before) return 0;  // the bridge is gone
  const Plan plan = make_plan(*before, desired);
  if (!plan.obstacles.empty()) {
    require(!apply(kernel, plan, desired, std::chrono::milliseconds(0)).ok() &&
                *observe(kernel, kBridge) == *before,
            "a plan with obstacles was carried out");
    return 0;
  }
  check_apply(world, plan, desired);
  check_faults(world, plan, desired, faults);
  return 0;
}
