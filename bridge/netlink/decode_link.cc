#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "bridge/attributes/attributes.h"
#include "bridge/netlink/decode.h"

namespace virnet::bridge {
namespace {

constexpr std::uint16_t kAllmulti = 61;  // IFLA_ALLMULTI, newer than the headers of Debian 12

// Numbers of another width than the row's say nothing.
template <typename Owner>
Decoded<Owner> decode_values(Bytes attributes) {
  Owner values;
  Decoded<void> read = each_attribute(attributes, [&](const Attribute& attribute) {
    for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
      if (row.type != attribute.type) return;
      const auto number = attribute.number<typename Kind::Wire>();
      values.*row.member = number ? kind::from_wire<Kind>(*number) : std::nullopt;
    });
  });
  if (!read) return std::unexpected(read.error());
  return values;
}

// IFLA_LINKINFO: the kind, and the data of the link itself and of its place in a master. The kinds
// come before the data that they explain.
Decoded<void> decode_linkinfo(Bytes attributes, Link& link) {
  std::string slave_kind;
  std::optional<Bytes> data;
  std::optional<Bytes> slave_data;
  Decoded<void> read = each_attribute(attributes, [&](const Attribute& attribute) {
    switch (attribute.type) {
      case IFLA_INFO_KIND: link.kind = attribute.text(); break;
      case IFLA_INFO_DATA: data = attribute.payload; break;
      case IFLA_INFO_SLAVE_KIND: slave_kind = attribute.text(); break;
      case IFLA_INFO_SLAVE_DATA: slave_data = attribute.payload; break;
      default: break;
    }
  });
  if (!read) return read;
  if (link.kind == "bridge") {
    Decoded<BridgeSettings> settings = decode_bridge(data.value_or(Bytes()));
    if (!settings) return std::unexpected(settings.error());
    link.bridge = *settings;
  }
  if (slave_kind == "bridge") {
    Decoded<PortFlags> port = decode_port(slave_data.value_or(Bytes()));
    if (!port) return std::unexpected(port.error());
    link.port = *port;
  }
  return {};
}

}  // namespace

Decoded<PortFlags> decode_port(Bytes attributes) { return decode_values<PortFlags>(attributes); }

Decoded<BridgeSettings> decode_bridge(Bytes attributes) {
  return decode_values<BridgeSettings>(attributes);
}

Decoded<LinkMessage> decode_link(Bytes payload) {
  const std::optional<ifinfomsg> head = load<ifinfomsg>(payload);
  if (!head) return std::unexpected(DecodeError{0, "a link message is cut short"});
  LinkMessage message{.family = head->ifi_family, .link = {}};
  Link& link = message.link;
  link.index = LinkIndex{head->ifi_index};
  link.up = (head->ifi_flags & IFF_UP) != 0;
  link.carrier = (head->ifi_flags & IFF_LOWER_UP) != 0;
  link.promiscuous = (head->ifi_flags & IFF_PROMISC) != 0;
  // Of several, like of every attribute, the last one counts.
  Bytes linkinfo;
  std::optional<Bytes> protinfo;
  Decoded<void> read =
      each_attribute(payload.subspan(sizeof(ifinfomsg)), [&](const Attribute& attribute) {
        switch (attribute.type) {
          case IFLA_IFNAME: link.name = attribute.text(); break;
          case IFLA_ADDRESS: link.mac = attribute.mac().value_or(MacAddress()); break;
          case IFLA_MTU: link.mtu = attribute.number<std::uint32_t>().value_or(0); break;
          case IFLA_PROMISCUITY:
            link.promiscuity = attribute.number<std::uint32_t>().value_or(0);
            break;
          case kAllmulti: link.allmulti = attribute.number<std::uint32_t>(); break;
          case IFLA_MASTER:
            link.master = LinkIndex{attribute.number<std::int32_t>().value_or(0)};
            break;
          case IFLA_LINKINFO: linkinfo = attribute.payload; break;
          case IFLA_PROTINFO: protinfo = attribute.payload; break;
          default: break;
        }
      });
  if (read) read = decode_linkinfo(linkinfo, link);
  // Of IPv6 in AF_INET6 messages, of the bridge in AF_BRIDGE ones.
  if (read && head->ifi_family == AF_BRIDGE && protinfo) {
    Decoded<PortFlags> port = decode_port(*protinfo);
    if (port)
      link.port = *port;
    else
      read = std::unexpected(port.error());
  }
  if (!read) return std::unexpected(read.error());
  return message;
}

}  // namespace virnet::bridge
