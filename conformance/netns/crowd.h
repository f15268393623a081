// conformance/netns/crowd.h - A bridge with an uplink and as many guests as wanted.
#pragma once

#include <virnet/apply.h>

#include <string>

namespace virnet::conformance {

// br0 with the ports eth0 and vnet0, vnet1 and so on.
struct Crowd {
  int ports = 0;
  int addresses_each = 1;  // guests behind each port

  // The links, freshly enslaved, with the flags that the kernel gives. What went wrong, or nothing.
  [[nodiscard]] std::string build(bridge::Kernel& kernel) const;
  // What a network in forward mode 'bridge' wants, for which no kernel is too poor.
  [[nodiscard]] bridge::BridgeState wish() const;

  [[nodiscard]] static std::string port_name(int port);
  [[nodiscard]] MacAddress address(int port, int guest = 0) const;
};

// The whole way: observe, plan, apply. What went wrong, or nothing.
[[nodiscard]] std::string reach(bridge::Kernel& kernel, const bridge::BridgeState& wish);

}  // namespace virnet::conformance
