// bridge/netlink/network_namespace.h - The network namespace of the caller, or one with a name.
#pragma once

#include <virnet/kernel.h>

#include <cstdint>
#include <functional>
#include <string_view>

namespace virnet::bridge {

class NetworkNamespace {
 public:
  // That of the calling thread.
  [[nodiscard]] static NetworkNamespace current();
  // As `ip netns` names it (below /run/netns), or a path, such as /proc/1234/ns/net.
  [[nodiscard]] static Result<NetworkNamespace> named(std::string_view name);

  // Runs `work` inside, in a thread of its own unless the caller is there already. Sockets that are
  // opened by it stay in the namespace.
  [[nodiscard]] Outcome within(const std::function<Outcome()>& work) const;

  // A number that no other namespace has while this one is there; 0 where there is only one.
  [[nodiscard]] std::uint64_t number() const;

  NetworkNamespace(NetworkNamespace&& other) noexcept;
  NetworkNamespace& operator=(NetworkNamespace&& other) noexcept;
  ~NetworkNamespace();

 private:
  explicit NetworkNamespace(int file) : file_(file) {}
  [[nodiscard]] bool is_current() const;

  // Keeps the namespace alive; -1 where there is no /proc, and then there is only one.
  int file_;
};

}  // namespace virnet::bridge
