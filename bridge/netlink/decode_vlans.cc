#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "bridge/netlink/decode.h"

namespace virnet::bridge {

Decoded<VlanMessage> decode_vlans(Bytes payload) {
  const std::optional<ifinfomsg> head = load<ifinfomsg>(payload);
  if (!head) return std::unexpected(DecodeError{0, "a link message is cut short"});
  VlanMessage message;
  message.vlans.port = LinkIndex{head->ifi_index};
  std::optional<Bytes> specific;
  Decoded<void> read =
      each_attribute(payload.subspan(sizeof(ifinfomsg)), [&](const Attribute& attribute) {
        if (attribute.type == IFLA_AF_SPEC) specific = attribute.payload;
        if (attribute.type == IFLA_MASTER) {
          message.bridge = LinkIndex{attribute.number<std::int32_t>().value_or(0)};
        }
      });
  if (!read) return std::unexpected(read.error());
  if (!specific) return message;
  read = each_attribute(*specific, [&](const Attribute& attribute) {
    if (attribute.type != IFLA_BRIDGE_VLAN_INFO) return;
    const auto info = attribute.number<bridge_vlan_info>();
    if (!info) return;
    message.vlans.vlans.push_back(info->vid);
    if ((info->flags & BRIDGE_VLAN_INFO_PVID) != 0) message.vlans.pvid = info->vid;
    if ((info->flags & BRIDGE_VLAN_INFO_UNTAGGED) != 0) message.vlans.untagged.push_back(info->vid);
  });
  if (!read) return std::unexpected(read.error());
  return message;
}

}  // namespace virnet::bridge
