// fuzz/small_world.h - A bridge with four ports in the kernel in memory, desired states for it, and
// what can happen to it. Few names, addresses and VLANs, so that everything meets everything.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/testing/memory_kernel.h>

#include <string>

#include "fuzz/input.h"

namespace virnet::fuzz {

inline constexpr const char* kBridge = "br0";

[[nodiscard]] bridge::KernelTraits some_traits(Decisions& decisions);
// The bridge, with arbitrary flags, VLANs and entries.
void build(bridge::MemoryKernel& kernel, Decisions& decisions);
[[nodiscard]] bridge::BridgeState some_desired_state(Decisions& decisions);
// Something that an administrator, a guest or the kernel does; often refused.
void disturb(bridge::MemoryKernel& kernel, Decisions& decisions);

}  // namespace virnet::fuzz
