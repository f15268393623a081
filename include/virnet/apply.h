// include/virnet/apply.h - Looking at a bridge, and carrying out a plan.
//
//   auto kernel = virnet::bridge::open_kernel();
//   auto observed = virnet::bridge::observe(**kernel, "virbr0");
//   virnet::bridge::ApplyReport done =
//       virnet::bridge::apply(**kernel, virnet::bridge::make_plan(*observed, wish), wish);
//   if (!done.ok()) fmt::print("{}\n", done.failure);
#pragma once

#include <virnet/kernel.h>
#include <virnet/plan.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

// One consistent snapshot. The kernel does not mark a MAC table that changed while it was read, so
// notifications are listened to meanwhile, and everything is read again if there were any, until
// two readings agree in all but what was learned. Refused with ENODEV or EOPNOTSUPP if there is no
// such bridge.
[[nodiscard]] Result<BridgeState> observe(Kernel& kernel, std::string_view bridge);

struct ApplyReport {
  std::size_t done = 0;          // operations that were carried out
  std::string failure = {};      // a sentence; empty when the bridge is as it is wanted
  bool undone = false;           // after a failure: the bridge is as it was before
  std::vector<Drift> left = {};  // after a failure: in what it differs from what it was before
  [[nodiscard]] bool ok() const { return failure.empty(); }
};

// Carries out the plan, reads back and compares; on any failure takes everything back in reverse
// order and reads back again. Refuses, with nothing changed, a plan with obstacles and one that was
// made for another state; waits, as long as `patience` lasts, while another process carries out one
// on the same bridge. Where the kernel allows no deletion (5.10 in a user namespace) an entry is
// made dynamic and its port flushed, which also removes what the port had learned; one with the
// mark of a control plane (extern_learn), or on a port that is down, goes by way of another port.
[[nodiscard]] ApplyReport apply(Kernel& kernel, const Plan& plan, const BridgeState& desired,
                                std::chrono::milliseconds patience = std::chrono::seconds(5));

}  // namespace virnet::bridge
