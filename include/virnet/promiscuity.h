// include/virnet/promiscuity.h - Why a port of a bridge is promiscuous.
//
//   using namespace virnet::bridge;
//   const PortState uplink{.name = "eth0", .promiscuity = 1};
//   const BridgeState observed{.name = "br0", .ports = {uplink}};
//   fmt::print("{}\n", explain_promiscuity(observed, uplink));
#pragma once

#include <virnet/bridge_state.h>

#include <string>

namespace virnet::bridge {

// Which ports keep another one promiscuous, or that the kernel or the device does; empty for a port
// that is not.
[[nodiscard]] std::string explain_promiscuity(const BridgeState& observed, const PortState& port);

}  // namespace virnet::bridge
