// include/virnet/observe.h - Reading a bridge as it is at one moment.
//
//   using namespace virnet::bridge;
//   if (auto kernel = open_kernel()) {
//     const auto state = observe(**kernel, "virbr0");
//     if (state) fmt::print("{} ports\n", state->ports.size());
//     else fmt::print("{}\n", state.error().message);
//   }
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/error.h>
#include <virnet/kernel.h>

#include <expected>
#include <string_view>

namespace virnet::bridge {

// One consistent snapshot. The kernel does not mark a MAC table that changed while it was read, so
// notifications are listened to meanwhile, and everything is read again if there were any, until
// two readings agree in all but what was learned.
//
// Errors: NotFound if no link has the name; Unsupported if it is no bridge; Busy if the bridge
// changed during each of 8 readings, or could not be read in 30 s; Kernel, NoPrivilege.
[[nodiscard]] std::expected<BridgeState, Error> observe(Kernel& kernel, std::string_view bridge);

// The same, of the bridge that the desired state names, but of the MAC table only what the desired
// state is about: the entries of its addresses, and those on the ports of its guests. What was
// learned elsewhere is not read, and of what a guest's port has learned no more than is
// needed to see that it has, so that no flood of new addresses keeps a bridge from being read.
// check_bridge() and make_plan() find the same in it as in the whole.
[[nodiscard]] std::expected<BridgeState, Error> observe(Kernel& kernel, const BridgeState& desired);

}  // namespace virnet::bridge
