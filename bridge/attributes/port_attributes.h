// bridge/attributes/port_attributes.h - The flags of a port.
#pragma once

#include <linux/if_link.h>

#include <tuple>

#include "bridge/attributes/attribute.h"

namespace virnet::bridge {

template <typename Kind>
using PortAttribute = BridgeAttribute<PortFlags, Kind>;

template <>
inline constexpr auto kAttributes<PortFlags> = std::tuple{
    PortAttribute<kind::Flag>{.member = &PortFlags::learning,
                              .type = IFLA_BRPORT_LEARNING,
                              .name = "learning",
                              .iproute2 = "learning",
                              .meaning = "learns",
                              .initial = true,
                              .weakest = true},
    PortAttribute<kind::Flag>{.member = &PortFlags::unicast_flood,
                              .type = IFLA_BRPORT_UNICAST_FLOOD,
                              .name = "flood",
                              .iproute2 = "flood",
                              .meaning = "floods",
                              .initial = true,
                              .weakest = true},
    PortAttribute<kind::Flag>{.member = &PortFlags::multicast_flood,
                              .type = IFLA_BRPORT_MCAST_FLOOD,
                              .name = "multicast_flood",
                              .iproute2 = "mcast_flood",
                              .meaning = "floods multicast",
                              .initial = true,
                              .weakest = true},
    PortAttribute<kind::Flag>{.member = &PortFlags::broadcast_flood,
                              .type = IFLA_BRPORT_BCAST_FLOOD,
                              .name = "broadcast_flood",
                              .iproute2 = "bcast_flood",
                              .meaning = "floods broadcast",
                              .initial = true,
                              .weakest = true},
    PortAttribute<kind::Flag>{.member = &PortFlags::isolated,
                              .type = IFLA_BRPORT_ISOLATED,
                              .name = "isolated",
                              .iproute2 = "isolated",
                              .meaning = "is isolated",
                              .initial = false,
                              .since = {4, 18},
                              .weakest = false},
    PortAttribute<kind::Flag>{.member = &PortFlags::hairpin,
                              .type = IFLA_BRPORT_MODE,
                              .name = "hairpin",
                              .iproute2 = "hairpin",
                              .meaning = "sends frames back where they came in",
                              .initial = false,
                              .weakest = true},
    PortAttribute<kind::Flag>{.member = &PortFlags::locked,
                              .type = IFLA_BRPORT_LOCKED,
                              .name = "locked",
                              .iproute2 = "locked",
                              .meaning = "is locked",
                              .initial = false,
                              .since = {5, 18},
                              .weakest = false},
    PortAttribute<kind::GroupMask>{.member = &PortFlags::group_fwd_mask,
                                   .type = IFLA_BRPORT_GROUP_FWD_MASK,
                                   .name = "group_fwd_mask",
                                   .iproute2 = "group_fwd_mask",
                                   .meaning = "forwards link-local groups",
                                   .initial = 0,
                                   .since = {4, 15},
                                   .weakest = 0xffff},
    PortAttribute<kind::StpState>{.member = &PortFlags::state,
                                  .type = IFLA_BRPORT_STATE,
                                  .name = "state",
                                  .iproute2 = "state",
                                  .meaning = "is in a state of STP",
                                  .initial = PortStpState::Disabled,
                                  .weakest = PortStpState::Forwarding},
};

}  // namespace virnet::bridge
