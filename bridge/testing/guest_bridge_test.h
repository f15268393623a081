// bridge/testing/guest_bridge_test.h - What tests of a GuestBridge on the kernel in memory have in
// common.
#pragma once

#include <gtest/gtest.h>
#include <virnet/testing/memory_kernel.h>
#include <virnet/apply.h>

#include <string>

#include "bridge/testing/guest_bridge.h"

namespace virnet::bridge {

// The bridge is there, all of it is up, and its ports have the default flags.
class GuestBridgeTest : public testing::Test {
 protected:
  explicit GuestBridgeTest(GuestBridge bridge, const KernelTraits& traits = {})
      : bridge_(std::move(bridge)), kernel_(traits) {
    build();
  }

  void build() {
    ASSERT_EQ(bridge_.build(kernel_), "");
    ASSERT_EQ(bridge_.bring_up(kernel_), "");
  }
  void must(const Change& change) {
    const Outcome done = kernel_.change(change);
    ASSERT_TRUE(done) << to_string(done.error());
  }
  LinkIndex link(std::string_view name) { return kernel_.link(name)->index; }
  BridgeState now() { return observe(kernel_, bridge_.name).value(); }

  GuestBridge bridge_;
  MemoryKernel kernel_;
};

}  // namespace virnet::bridge
