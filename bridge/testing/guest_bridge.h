// bridge/testing/guest_bridge.h - A bridge with an uplink and as many guests as wanted, for tests.
//
//   const GuestBridge bridge{.ports = 2};
//   MemoryKernel kernel;
//   std::string failure = bridge.build(kernel);
//   if (failure.empty()) failure = reach(kernel, bridge.desired());
#pragma once

#include <virnet/desired_state.h>
#include <virnet/kernel.h>

#include <string>
#include <vector>

namespace virnet::bridge {

// Ports eth0 and vnet0, vnet1 and so on; the other ends of their cables are wire and guest0, guest1
// and so on.
struct GuestBridge {
  std::string name = "br0";
  std::string uplink = "eth0";  // empty: there is none
  int ports = 1;                // of guests
  int addresses_each = 1;       // guests that use each port
  // Of the network. No kernel is too poor for this one.
  ForwardMode mode = ForwardMode::Bridge;

  // Makes what is missing of the bridge and its links, and joins the ports, which have the flags
  // that the kernel gives. What went wrong, or nothing.
  [[nodiscard]] std::string build(Kernel& kernel) const;
  // One guest's port, made if it is missing, joined, and up at both ends. What went wrong, or
  // nothing.
  [[nodiscard]] std::string add_port(Kernel& kernel, int port) const;
  // The bridge and all links, at both ends. What went wrong, or nothing.
  [[nodiscard]] std::string bring_up(Kernel& kernel) const;

  [[nodiscard]] static std::string port_name(int port);
  [[nodiscard]] static std::string far_end(int port);
  [[nodiscard]] MacAddress address(int port, int guest = 0) const;

  [[nodiscard]] Network network(MacTableManager manager = MacTableManager::Libvirt) const;
  [[nodiscard]] std::vector<GuestPort> guests() const;
  [[nodiscard]] BridgeState desired(const DesiredStateOptions& options = {}) const;

 private:
  struct Cable {
    std::string near;
    std::string far;
  };
  [[nodiscard]] std::vector<Cable> cables() const;
};

// The whole way: observe, plan, apply. What went wrong, or nothing.
[[nodiscard]] std::string reach(Kernel& kernel, const BridgeState& desired);

}  // namespace virnet::bridge
