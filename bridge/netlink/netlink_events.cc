// The listening half of NetlinkKernel.
#include <linux/rtnetlink.h>

#include <array>

#include "bridge/netlink/netlink_kernel.h"
#include "bridge/netlink/notification.h"

namespace virnet::bridge {
namespace {

class NetlinkEvents final : public Events {
 public:
  explicit NetlinkEvents(Socket socket) : socket_(std::move(socket)) {}

  Result<std::vector<Event>> wait(std::chrono::milliseconds patience) override {
    std::vector<Event> events;
    Result<std::optional<Bytes>> datagram = socket_.receive_within(patience);
    if (!datagram && datagram.error().code == KernelError::Code::Lost) {
      events.emplace_back(EventsLost{});
      return events;
    }
    if (!datagram) return std::unexpected(std::move(datagram.error()));
    if (!*datagram) return events;
    Decoded<std::vector<Event>> told = decode_notifications(**datagram);
    if (!told) return std::unexpected(bad(told.error()));
    return *std::move(told);
  }

 private:
  static KernelError bad(const DecodeError& error) {
    return {.code = KernelError::Code::BadReply,
            .error = 0,
            .action = "read a notification",
            .reason = std::string(error.reason),
            .remedy = {}};
  }

  Socket socket_;
};

}  // namespace

Result<std::unique_ptr<Events>> NetlinkKernel::subscribe() {
  constexpr std::array<int, 2> kGroups = {RTNLGRP_LINK, RTNLGRP_NEIGH};
  std::unique_ptr<Events> events;
  Outcome opened = home_.within([&]() -> Outcome {
    Result<Socket> socket = Socket::open(options_, kGroups);
    if (!socket) return std::unexpected(std::move(socket.error()));
    events = std::make_unique<NetlinkEvents>(std::move(*socket));
    return {};
  });
  if (!opened) return std::unexpected(std::move(opened.error()));
  return events;
}

}  // namespace virnet::bridge
