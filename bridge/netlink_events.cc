// The listening half of NetlinkKernel.
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <array>

#include "bridge/decode.h"
#include "bridge/netlink_kernel.h"

namespace virnet::bridge {
namespace {

// What one notification means; nothing for those of no interest here.
Decoded<std::optional<Event>> to_event(const Message& message) {
  switch (message.type) {
    case RTM_NEWLINK:
    case RTM_DELLINK: {
      Decoded<LinkMessage> link = decode_link(message.payload);
      if (!link) return std::unexpected(link.error());
      if (message.type == RTM_NEWLINK) return LinkChanged{std::move(link->link)};
      return LinkGone{.index = link->link.index, .left_bridge = link->family == AF_BRIDGE};
    }
    case RTM_NEWNEIGH:
    case RTM_DELNEIGH: {
      Decoded<NeighbourMessage> neighbour = decode_neighbour(message.payload);
      if (!neighbour) return std::unexpected(neighbour.error());
      if (neighbour->family != AF_BRIDGE || neighbour->bridge == LinkIndex::None)
        return std::nullopt;
      if (message.type == RTM_NEWNEIGH) return FdbChanged{neighbour->entry, neighbour->bridge};
      return FdbGone{neighbour->entry, neighbour->bridge};
    }
    default: return std::nullopt;
  }
}

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
    MessageReader reader(**datagram);
    for (;;) {
      Decoded<std::optional<Message>> next = reader.next();
      if (!next) return std::unexpected(bad(next.error()));
      if (!*next) return events;
      Decoded<std::optional<Event>> event = to_event(**next);
      if (!event) return std::unexpected(bad(event.error()));
      if (*event) events.push_back(std::move(**event));
    }
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
