#include "fuzz/notify.h"

#include <linux/if.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <variant>

#include "bridge/netlink/encode.h"

namespace virnet::fuzz {
namespace {

using namespace virnet::bridge;

constexpr std::uint16_t kAllmulti = 61;  // IFLA_ALLMULTI, newer than the headers of Debian 12

std::int32_t number(LinkIndex index) { return static_cast<std::int32_t>(index); }

Datagram finished(const MessageBuilder& message) {
  const std::optional<Bytes> bytes = message.finish();
  return bytes ? Datagram(bytes->begin(), bytes->end()) : Datagram();
}

void add_linkinfo(MessageBuilder& message, const Link& link) {
  message.nest(IFLA_LINKINFO, [&] {
    message.text(IFLA_INFO_KIND, link.kind);
    if (link.bridge)
      message.nest(IFLA_INFO_DATA, [&] { encode_bridge_settings(message, *link.bridge); });
    if (!link.port) return;
    message.text(IFLA_INFO_SLAVE_KIND, "bridge");
    message.nest(IFLA_INFO_SLAVE_DATA, [&] { encode_port_flags(message, *link.port); });
  });
}

Datagram link_of_type(std::uint16_t type, const Link& link, std::uint32_t sequence) {
  MessageBuilder message(type, 0, sequence);
  auto& head = message.header<ifinfomsg>();
  head.ifi_index = number(link.index);
  if (link.up) head.ifi_flags |= IFF_UP;
  if (link.carrier) head.ifi_flags |= IFF_LOWER_UP;
  if (link.promiscuous) head.ifi_flags |= IFF_PROMISC;
  message.text(IFLA_IFNAME, link.name);
  message.bytes(IFLA_ADDRESS, link.mac.octets().data(), link.mac.octets().size());
  message.number(IFLA_MTU, link.mtu);
  message.number(IFLA_PROMISCUITY, link.promiscuity);
  if (link.allmulti) message.number(kAllmulti, *link.allmulti);
  message.number(IFLA_MASTER, number(link.master));
  add_linkinfo(message, link);
  return finished(message);
}

Datagram gone(const LinkGone& event, std::uint32_t sequence) {
  MessageBuilder message(RTM_DELLINK, 0, sequence);
  auto& head = message.header<ifinfomsg>();
  head.ifi_family = event.left_bridge ? AF_BRIDGE : AF_UNSPEC;
  head.ifi_index = number(event.index);
  return finished(message);
}

Datagram entry_of_type(std::uint16_t type, const FdbEntry& entry, LinkIndex bridge,
                       std::uint32_t sequence) {
  const AddFdb as_added = add_entry(entry);
  MessageBuilder message(type, 0, sequence);
  auto& head = message.header<ndmsg>();
  head.ndm_family = AF_BRIDGE;
  head.ndm_ifindex = number(entry.port);
  head.ndm_state = as_added.state;
  head.ndm_flags = as_added.flags;
  message.bytes(NDA_LLADDR, entry.mac.octets().data(), entry.mac.octets().size());
  message.number(NDA_MASTER, number(bridge));
  if (entry.vlan != 0) message.number(NDA_VLAN, entry.vlan);
  return finished(message);
}

struct Encoder {
  std::uint32_t sequence;
  Datagram operator()(const LinkChanged& e) const {
    return link_of_type(RTM_NEWLINK, e.link, sequence);
  }
  Datagram operator()(const LinkGone& e) const { return gone(e, sequence); }
  Datagram operator()(const FdbChanged& e) const {
    return entry_of_type(RTM_NEWNEIGH, e.entry, e.bridge, sequence);
  }
  Datagram operator()(const FdbGone& e) const {
    return entry_of_type(RTM_DELNEIGH, e.entry, e.bridge, sequence);
  }
  Datagram operator()(const EventsLost&) const { return {}; }
};

struct Same {
  bool operator()(const LinkChanged& a, const LinkChanged& b) const { return same(a.link, b.link); }
  bool operator()(const LinkGone& a, const LinkGone& b) const {
    return a.index == b.index && a.left_bridge == b.left_bridge;
  }
  bool operator()(const FdbChanged& a, const FdbChanged& b) const {
    return a.entry == b.entry && a.bridge == b.bridge;
  }
  bool operator()(const FdbGone& a, const FdbGone& b) const {
    return a.entry == b.entry && a.bridge == b.bridge;
  }
  bool operator()(const EventsLost&, const EventsLost&) const { return true; }
  template <typename A, typename B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

}  // namespace

Datagram notification(const Event& event, std::uint32_t sequence) {
  return std::visit(Encoder{sequence}, event);
}
Datagram link_message(const Link& link, std::uint32_t sequence) {
  return link_of_type(RTM_NEWLINK, link, sequence);
}
Datagram entry_message(const FdbEntry& entry, LinkIndex bridge, std::uint32_t sequence) {
  return entry_of_type(RTM_NEWNEIGH, entry, bridge, sequence);
}

Datagram vlans_message(const PortVlans& vlans, LinkIndex bridge, std::uint32_t sequence) {
  MessageBuilder message(RTM_NEWLINK, 0, sequence);
  auto& head = message.header<ifinfomsg>();
  head.ifi_family = AF_BRIDGE;
  head.ifi_index = number(vlans.port);
  message.number(IFLA_MASTER, number(bridge));
  message.nest(IFLA_AF_SPEC, [&] {
    auto untagged = vlans.untagged.begin();
    for (const std::uint16_t vlan : vlans.vlans) {
      unsigned flags = vlan == vlans.pvid ? BRIDGE_VLAN_INFO_PVID : 0U;
      if (untagged != vlans.untagged.end() && *untagged == vlan) {
        flags |= BRIDGE_VLAN_INFO_UNTAGGED;
        ++untagged;
      }
      message.number(IFLA_BRIDGE_VLAN_INFO,
                     bridge_vlan_info{.flags = static_cast<std::uint16_t>(flags), .vid = vlan});
    }
  });
  return finished(message);
}

void append(Datagram& to, const Datagram& more) { to.insert(to.end(), more.begin(), more.end()); }

bool same(const Link& a, const Link& b) {
  return a.index == b.index && a.name == b.name && a.kind == b.kind && a.mac == b.mac &&
         a.mtu == b.mtu && a.up == b.up && a.carrier == b.carrier &&
         a.promiscuous == b.promiscuous && a.promiscuity == b.promiscuity &&
         a.allmulti == b.allmulti && a.master == b.master && a.bridge == b.bridge &&
         a.port == b.port;
}

bool same(const Event& a, const Event& b) { return std::visit(Same{}, a, b); }

}  // namespace virnet::fuzz
