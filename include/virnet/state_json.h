// include/virnet/state_json.h - A bridge's state as JSON, and back.
//
//   using namespace virnet::bridge;
//   const std::string json = to_json(BridgeState{.name = "virbr0"});
//   const auto state = read_state(json);
//   if (!state) fmt::print("{}\n", state.error().message);
//
// The text may be hostile.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/error.h>

#include <expected>
#include <string>
#include <string_view>

namespace virnet::bridge {

// read_state(to_json(state)) == state.
[[nodiscard]] std::string to_json(const BridgeState& state);
// Also takes what check and plan print, which holds the observed state beside other things. Error:
// Malformed, with the position where the text is no JSON.
[[nodiscard]] std::expected<BridgeState, Error> read_state(std::string_view json);

}  // namespace virnet::bridge
