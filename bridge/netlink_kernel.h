// bridge/netlink_kernel.h - The real kernel, over rtnetlink.
#pragma once

#include <virnet/kernel.h>

#include <functional>

#include "bridge/socket.h"

namespace virnet::bridge {

class NetlinkKernel final : public Kernel {
 public:
  explicit NetlinkKernel(Socket socket) : socket_(std::move(socket)) {}

  Result<std::vector<Link>> links() override;
  Result<Link> link(LinkIndex index) override;
  Result<Link> link(std::string_view name) override;
  Result<std::vector<FdbEntry>> fdb(LinkIndex bridge) override;
  Result<std::vector<PortVlans>> vlans(LinkIndex bridge) override;
  Result<std::vector<MacAddress>> unicast_filter(LinkIndex link) override;
  Result<std::vector<LinkAddress>> addresses(LinkIndex link) override;
  std::vector<Outcome> execute(std::span<const Change> changes) override;
  Result<std::unique_ptr<Events>> subscribe() override;

 private:
  using Visit = std::function<Decoded<void>(const Message&)>;
  // Sends the request and hands each message of the answer to `visit`.
  Outcome ask(Bytes request, std::uint32_t sequence, const std::string& action, const Visit& visit);
  // The same for a dump: again from the start, after `restart`, when the kernel says that it
  // changed midway.
  Outcome dump(Bytes request, std::uint32_t sequence, const std::string& action,
               const std::function<void()>& restart, const Visit& visit);
  Result<Link> one_link(Bytes request, std::uint32_t sequence, std::string action);
  // Sends changes [from, to), whose messages are ready, and waits for all answers.
  void exchange(std::span<const Change> changes, std::size_t from, Bytes batch,
                std::vector<Outcome>& outcomes, std::span<const std::uint32_t> sequences);

  Socket socket_;
  std::uint32_t sequence_ = 0;
};

// Creates a persistent tap device in the caller's network namespace.
[[nodiscard]] Outcome create_tap(const AddTap& tap);

// Fills in what to do about a refusal.
[[nodiscard]] KernelError refused(std::string action, int error, std::string reason);

}  // namespace virnet::bridge
