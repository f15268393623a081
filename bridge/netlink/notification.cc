#include "bridge/netlink/notification.h"

#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "bridge/netlink/decode.h"

namespace virnet::bridge {
namespace {

// Nothing for a notification of no interest here.
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

}  // namespace

Decoded<std::vector<Event>> decode_notifications(Bytes datagram) {
  std::vector<Event> events;
  MessageReader reader(datagram);
  for (;;) {
    Decoded<std::optional<Message>> next = reader.next();
    if (!next) return std::unexpected(next.error());
    if (!*next) return events;
    Decoded<std::optional<Event>> event = to_event(**next);
    if (!event) return std::unexpected(event.error());
    if (*event) events.push_back(std::move(**event));
  }
}

}  // namespace virnet::bridge
