// include/virnet/apply.h - Carrying out a plan, or leaving the bridge as it was.
//
//   using namespace virnet::bridge;
//   if (auto kernel = open_kernel()) {
//     if (const auto observed = observe(**kernel, "virbr0")) {
//       BridgeState desired = *observed;
//       for (PortState& port : desired.ports) port.flags.isolated = true;
//       const ApplyReport done = apply(**kernel, make_plan(*observed, desired), desired);
//       if (!done.ok()) fmt::print("{}\n", done.failure->message);
//     }
//   }
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/drift.h>
#include <virnet/error.h>
#include <virnet/kernel.h>
#include <virnet/observe.h>
#include <virnet/plan.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace virnet::bridge {

struct ApplyReport {
  std::size_t done = 0;               // operations that were carried out
  std::optional<Error> failure = {};  // empty when the bridge is as it should be
  bool undone = false;                // after a failure: the bridge is as it was before
  std::vector<Drift> left = {};       // after a failure: in what it differs from what it was before
  std::string remark = {};            // BridgeLock::remark()
  [[nodiscard]] bool ok() const { return !failure.has_value(); }
};

// Carries out the plan, reads back and compares; on any failure takes everything back in reverse
// order and reads back again. Refuses, with nothing changed, a plan with obstacles and one that was
// made for another state; waits, as long as `patience` lasts, while another process carries out one
// on the same bridge. What is learned meanwhile is no other state: once the guests' ports are
// closed it is read again and goes as well, and taking back does not bring all of it back. Where
// the kernel allows no deletion (5.10 in a user namespace) an entry is made dynamic and its port
// flushed, which also removes what the port had learned; one with the mark of a control plane
// (extern_learn), or on a port that is down, goes by way of another port.
//
// Failures: Unsupported if the plan has obstacles; Changed if the bridge is not, or no longer, as
// the plan supposes; Busy if another process holds the lock or the bridge changes too fast; Kernel
// if the kernel refuses a change, or reads otherwise than it answered; NoPrivilege, NotFound.
//
// `stop` is asked before each step: true takes everything back, and the failure then is Busy with
// EINTR. When the last change has been read back it is not asked any more.
[[nodiscard]] ApplyReport apply(Kernel& kernel, const Plan& plan, const BridgeState& desired,
                                std::chrono::milliseconds patience = std::chrono::seconds(5),
                                const std::function<bool()>& stop = {});

}  // namespace virnet::bridge
