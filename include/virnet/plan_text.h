// include/virnet/plan_text.h - A plan as text, for people.
//
//   using namespace virnet::bridge;
//   const BridgeState observed{.name = "virbr0"};
//   fmt::print("{}", to_text(make_plan(observed, observed)));  // nothing to do
#pragma once

#include <virnet/plan.h>

#include <string>

namespace virnet::bridge {

// Like a diff: what goes after '-', what comes after '+'.
[[nodiscard]] std::string to_text(const Plan& plan);

}  // namespace virnet::bridge
