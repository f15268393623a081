// include/virnet/bridge_json.h - Bridges and plans as text: virnet's own JSON, and iproute2's.
//
//   auto capture = virnet::bridge::read_iproute2({ip_link, bridge_link, fdb, vlans}, "virbr0");
//   if (!capture) return say(capture.error());
//   std::vector<Drift> drifts = compare(capture->state, wish);
//
// So that a bridge can be judged where it is not: on another host, later, without privilege. The
// texts are taken for hostile; what is wrong with one is said in a sentence.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/plan.h>

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

// What these commands print, all of the same moment and namespace:
struct Iproute2Texts {
  std::string ip_link = {};      // ip -d -j link
  std::string bridge_link = {};  // bridge -d -j link
  std::string bridge_fdb = {};   // bridge -d -j fdb show
  std::string bridge_vlan = {};  // bridge -j vlan show
};
struct Capture {
  BridgeState state = {};
  // Where the texts contradict one another, in sentences. The state then has what protects less.
  std::vector<std::string> remarks = {};
};
// The same state as observe() gives in that namespace, as far as iproute2 tells (4.15 and newer;
// max_learned since 6.9). The error names the text and what is wrong with it.
[[nodiscard]] std::expected<Capture, std::string> read_iproute2(const Iproute2Texts& texts,
                                                                std::string_view bridge);

// A state as JSON, and back: read_state(to_json(state)) == state.
[[nodiscard]] std::string to_json(const BridgeState& state);
// Also takes what check and plan print, which holds the observed state beside other things.
[[nodiscard]] std::expected<BridgeState, std::string> read_state(std::string_view json);

// A plan with the wish that it was made for, and back. The error also says when the operations of
// the text are not those that follow from its two states.
[[nodiscard]] std::string to_json(const Plan& plan, const BridgeState& desired);
struct StoredPlan {
  Plan plan = {};
  BridgeState desired = {};
};
[[nodiscard]] std::expected<StoredPlan, std::string> read_plan(std::string_view json);

}  // namespace virnet::bridge
