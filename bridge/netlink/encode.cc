#include "bridge/netlink/encode.h"

#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <sys/socket.h>

#include "bridge/attributes/attributes.h"

namespace virnet::bridge {
namespace {

constexpr std::uint16_t kRequest = NLM_F_REQUEST | NLM_F_ACK;
constexpr std::uint16_t kCreate = kRequest | NLM_F_CREATE | NLM_F_EXCL;

std::int32_t number(LinkIndex index) { return static_cast<std::int32_t>(index); }

void name_link(MessageBuilder& message, std::string_view name) {
  message.header<ifinfomsg>();
  message.text(IFLA_IFNAME, name);
}

// Link kinds go without the terminating NUL, which the kernel does not need.
void put_kind(MessageBuilder& message, std::string_view kind) {
  message.bytes(IFLA_INFO_KIND, kind.data(), kind.size());
}

template <typename Owner>
void encode_values(MessageBuilder& message, const Owner& values) {
  for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    if (const auto& value = values.*row.member)
      message.number(row.type, kind::to_wire<Kind>(*value));
  });
}

// Appends the message to `out`; false if it does not fit.
struct Encoder {
  std::uint32_t sequence;
  std::vector<std::byte>& out;

  bool append(const MessageBuilder& message) const {
    const std::optional<Bytes> bytes = message.finish();
    if (bytes) out.insert(out.end(), bytes->begin(), bytes->end());
    return bytes.has_value();
  }

  bool operator()(const AddBridge& add) const {
    MessageBuilder message(RTM_NEWLINK, kCreate, sequence);
    name_link(message, add.name);
    message.nest(IFLA_LINKINFO, [&] {
      put_kind(message, "bridge");
      message.nest(IFLA_INFO_DATA, [&] { encode_bridge_settings(message, add.settings); });
    });
    return append(message);
  }

  bool operator()(const AddVeth& add) const {
    MessageBuilder message(RTM_NEWLINK, kCreate, sequence);
    name_link(message, add.name);
    message.nest(IFLA_LINKINFO, [&] {
      put_kind(message, "veth");
      message.nest(IFLA_INFO_DATA, [&] {
        message.nest(VETH_INFO_PEER, [&] {
          const ifinfomsg peer{};
          message.raw(&peer, sizeof(peer));
          message.text(IFLA_IFNAME, add.peer);
        });
      });
    });
    return append(message);
  }

  bool operator()(const AddVlanLink& add) const {
    MessageBuilder message(RTM_NEWLINK, kCreate, sequence);
    name_link(message, add.name);
    message.number<std::int32_t>(IFLA_LINK, number(add.lower));
    message.nest(IFLA_LINKINFO, [&] {
      put_kind(message, "vlan");
      message.nest(IFLA_INFO_DATA, [&] { message.number<std::uint16_t>(IFLA_VLAN_ID, add.vlan); });
    });
    return append(message);
  }

  bool operator()(const AddTap&) const { return false; }

  bool operator()(const DeleteLink& gone) const {
    MessageBuilder message(RTM_DELLINK, kRequest, sequence);
    message.header<ifinfomsg>().ifi_index = number(gone.index);
    return append(message);
  }

  bool operator()(const SetLink& set) const {
    MessageBuilder message(RTM_NEWLINK, kRequest, sequence);
    auto& head = message.header<ifinfomsg>();
    head.ifi_index = number(set.index);
    auto set_flag = [&](const std::optional<bool>& value, unsigned bit) {
      if (!value) return;
      head.ifi_change |= bit;
      if (*value) head.ifi_flags |= bit;
    };
    set_flag(set.up, IFF_UP);
    set_flag(set.promiscuous, IFF_PROMISC);
    if (set.master) message.number<std::int32_t>(IFLA_MASTER, number(*set.master));
    if (set.mac) message.bytes(IFLA_ADDRESS, set.mac->octets().data(), 6);
    if (set.mtu) message.number<std::uint32_t>(IFLA_MTU, *set.mtu);
    if (set.name) message.text(IFLA_IFNAME, *set.name);
    return append(message);
  }

  bool operator()(const SetBridge& set) const {
    MessageBuilder message(RTM_NEWLINK, kRequest, sequence);
    message.header<ifinfomsg>().ifi_index = number(set.index);
    message.nest(IFLA_LINKINFO, [&] {
      put_kind(message, "bridge");
      message.nest(IFLA_INFO_DATA, [&] { encode_bridge_settings(message, set.settings); });
    });
    return append(message);
  }

  template <typename Content>
  bool port_message(LinkIndex port, Content content) const {
    MessageBuilder message(RTM_SETLINK, kRequest, sequence);
    auto& head = message.header<ifinfomsg>();
    head.ifi_family = AF_BRIDGE;
    head.ifi_index = number(port);
    // Of all nested attributes this one is refused (EINVAL) without the nested bit, which nest()
    // sets.
    message.nest(IFLA_PROTINFO, [&] { content(message); });
    return append(message);
  }

  bool operator()(const SetPort& set) const {
    return port_message(set.index,
                        [&](MessageBuilder& message) { encode_port_flags(message, set.flags); });
  }

  bool operator()(const FlushPort& flush) const {
    return port_message(
        flush.index, [](MessageBuilder& message) { message.bytes(IFLA_BRPORT_FLUSH, nullptr, 0); });
  }

  bool operator()(const AddAddress& add) const {
    MessageBuilder message(RTM_NEWADDR, kCreate, sequence);
    const IpAddress& ip = add.address.address;
    auto& head = message.header<ifaddrmsg>();
    head.ifa_family = ip.is_v4() ? AF_INET : AF_INET6;
    head.ifa_prefixlen = static_cast<std::uint8_t>(add.address.prefix);
    head.ifa_index = static_cast<std::uint32_t>(number(add.index));
    // Usable at once: nobody else can have the address in a namespace of one's own.
    head.ifa_flags = ip.is_v4() ? 0 : IFA_F_NODAD;
    std::array<std::uint8_t, 16> bytes{};
    const std::size_t size = ip.is_v4() ? 4 : 16;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t shift = 8 * (size - 1 - i);
      bytes[i] =
          static_cast<std::uint8_t>(shift >= 64 ? ip.high() >> (shift - 64) : ip.low() >> shift);
    }
    message.bytes(IFA_LOCAL, bytes.data(), size);
    message.bytes(IFA_ADDRESS, bytes.data(), size);
    return append(message);
  }

  bool port_vlan(std::uint16_t type, const PortVlan& vlan) const {
    MessageBuilder message(type, kRequest, sequence);
    auto& head = message.header<ifinfomsg>();
    head.ifi_family = AF_BRIDGE;
    head.ifi_index = number(vlan.index);
    bridge_vlan_info info{.flags = 0, .vid = vlan.vlan};
    if (vlan.pvid) info.flags |= BRIDGE_VLAN_INFO_PVID;
    if (vlan.untagged) info.flags |= BRIDGE_VLAN_INFO_UNTAGGED;
    message.nest(IFLA_AF_SPEC, [&] { message.number(IFLA_BRIDGE_VLAN_INFO, info); });
    return append(message);
  }
  bool operator()(const AddPortVlan& vlan) const { return port_vlan(RTM_SETLINK, vlan); }
  bool operator()(const DeletePortVlan& vlan) const { return port_vlan(RTM_DELLINK, vlan); }

  template <typename Request>
  bool neighbour(std::uint16_t type, std::uint16_t write, const Request& request) const {
    MessageBuilder message(type, static_cast<std::uint16_t>(kRequest | write), sequence);
    auto& head = message.header<ndmsg>();
    head.ndm_family = AF_BRIDGE;
    head.ndm_ifindex = number(request.port);
    head.ndm_state = request.state;
    head.ndm_flags = request.flags;
    message.bytes(NDA_LLADDR, request.mac.octets().data(), 6);
    if (request.vlan) message.number<std::uint16_t>(NDA_VLAN, *request.vlan);
    return append(message);
  }
  bool operator()(const AddFdb& add) const { return neighbour(RTM_NEWNEIGH, add.write, add); }
  // Without any of the bits of an addition: from 6.1 on NLM_F_EXCL in a deletion means "bulk".
  bool operator()(const DeleteFdb& gone) const { return neighbour(RTM_DELNEIGH, 0, gone); }
};

}  // namespace

void encode_bridge_settings(MessageBuilder& message, const BridgeSettings& settings) {
  encode_values(message, settings);
}

void encode_port_flags(MessageBuilder& message, const PortFlags& flags) {
  encode_values(message, flags);
}

bool encode(const Change& change, std::uint32_t sequence, std::vector<std::byte>& out) {
  return std::visit(Encoder{sequence, out}, change);
}

}  // namespace virnet::bridge
