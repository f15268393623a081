// include/virnet/plan_json.h - A plan as JSON: to be looked at, kept, and carried out later.
//
//   using namespace virnet::bridge;
//   const BridgeState state{.name = "virbr0"};
//   const auto stored = read_plan(to_json(make_plan(state, state), state));
//   if (!stored) fmt::print("{}\n", stored.error().message);
//
// The text may be hostile.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/error.h>
#include <virnet/plan.h>

#include <expected>
#include <string>
#include <string_view>

namespace virnet::bridge {

// A plan with the desired state that it was made for.
struct StoredPlan {
  Plan plan = {};
  BridgeState desired = {};
};
[[nodiscard]] std::string to_json(const Plan& plan, const BridgeState& desired);
// Error: Malformed, also where the operations of the text are not those that follow from its two
// states.
[[nodiscard]] std::expected<StoredPlan, Error> read_plan(std::string_view json);

}  // namespace virnet::bridge
