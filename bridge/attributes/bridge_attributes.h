// bridge/attributes/bridge_attributes.h - The settings of a bridge.
#pragma once

#include <linux/if_link.h>

#include <tuple>

#include "bridge/attributes/attribute.h"

namespace virnet::bridge {

template <typename Kind>
using SettingAttribute = BridgeAttribute<BridgeSettings, Kind>;

// IFLA_BR_FDB_MAX_LEARNED, which the headers of Debian 12 do not have.
inline constexpr std::uint16_t kFdbMaxLearned = 49;

template <>
inline constexpr auto kAttributes<BridgeSettings> = std::tuple{
    SettingAttribute<kind::StpMode>{.member = &BridgeSettings::stp,
                                    .type = IFLA_BR_STP_STATE,
                                    .name = "stp",
                                    .iproute2 = "stp_state",
                                    .meaning = "runs STP",
                                    .initial = false},
    SettingAttribute<kind::Time>{.member = &BridgeSettings::forward_delay,
                                 .type = IFLA_BR_FORWARD_DELAY,
                                 .name = "forward_delay",
                                 .iproute2 = "forward_delay",
                                 .meaning = "waits before it forwards",
                                 .initial = Centiseconds(1500)},
    SettingAttribute<kind::Time>{.member = &BridgeSettings::ageing_time,
                                 .type = IFLA_BR_AGEING_TIME,
                                 .name = "ageing_time",
                                 .iproute2 = "ageing_time",
                                 .meaning = "forgets what it learned",
                                 .initial = Centiseconds(30000)},
    SettingAttribute<kind::Flag>{.member = &BridgeSettings::vlan_filtering,
                                 .type = IFLA_BR_VLAN_FILTERING,
                                 .name = "vlan_filtering",
                                 .iproute2 = "vlan_filtering",
                                 .meaning = "filters by VLAN",
                                 .initial = false},
    SettingAttribute<kind::Number<std::uint16_t>>{.member = &BridgeSettings::default_pvid,
                                                  .type = IFLA_BR_VLAN_DEFAULT_PVID,
                                                  .name = "default_pvid",
                                                  .iproute2 = "vlan_default_pvid",
                                                  .meaning = "puts ports into a VLAN",
                                                  .initial = 1},
    SettingAttribute<kind::Flag>{.member = &BridgeSettings::multicast_snooping,
                                 .type = IFLA_BR_MCAST_SNOOPING,
                                 .name = "multicast_snooping",
                                 .iproute2 = "mcast_snooping",
                                 .meaning = "snoops multicast",
                                 .initial = true},
    SettingAttribute<kind::GroupMask>{.member = &BridgeSettings::group_fwd_mask,
                                      .type = IFLA_BR_GROUP_FWD_MASK,
                                      .name = "group_fwd_mask",
                                      .iproute2 = "group_fwd_mask",
                                      .meaning = "forwards link-local groups",
                                      .initial = 0},
    SettingAttribute<kind::Number<std::uint32_t>>{.member = &BridgeSettings::max_learned,
                                                  .type = kFdbMaxLearned,
                                                  .name = "max_learned",
                                                  .iproute2 = "fdb_max_learned",
                                                  .meaning = "limits what it learns",
                                                  .initial = 0,
                                                  .since = {6, 7}},
};

}  // namespace virnet::bridge
