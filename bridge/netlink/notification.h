// bridge/netlink/notification.h - What the kernel tells of by itself.
#pragma once

#include <virnet/kernel.h>

#include <vector>

#include "bridge/netlink/codec.h"

namespace virnet::bridge {

// The notifications of a datagram, without those of no interest here. One that cannot be read makes
// the whole datagram unreadable.
[[nodiscard]] Decoded<std::vector<Event>> decode_notifications(Bytes datagram);

}  // namespace virnet::bridge
