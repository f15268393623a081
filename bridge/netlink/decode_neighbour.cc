#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "bridge/netlink/decode.h"

namespace virnet::bridge {
namespace {

std::optional<IpAddress> ip_address(std::uint8_t family, Bytes bytes) {
  const std::size_t size = family == AF_INET ? 4 : 16;
  if ((family != AF_INET && family != AF_INET6) || bytes.size() != size) return std::nullopt;
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  for (const std::byte byte : bytes) {
    high = (high << 8) | (low >> 56);
    low = (low << 8) | std::to_integer<std::uint64_t>(byte);
  }
  return family == AF_INET ? IpAddress::v4(static_cast<std::uint32_t>(low))
                           : IpAddress::v6(high, low);
}

}  // namespace

FdbKind fdb_kind(std::uint16_t state, std::uint8_t flags) {
  if ((state & Nud::Permanent) != 0) return FdbKind::Local;
  // An entry of a control plane that was made static keeps its mark, and is static all the same.
  if ((state & Nud::NoArp) != 0) return FdbKind::Static;
  return (flags & Ntf::ExtLearned) != 0 ? FdbKind::ExternLearn : FdbKind::Dynamic;
}

Decoded<NeighbourMessage> decode_neighbour(Bytes payload) {
  const std::optional<ndmsg> head = load<ndmsg>(payload);
  if (!head) return std::unexpected(DecodeError{0, "a neighbour message is cut short"});
  NeighbourMessage message{.family = head->ndm_family,
                           .state = head->ndm_state,
                           .flags = head->ndm_flags,
                           .bridge = LinkIndex::None,
                           .entry = {}};
  FdbEntry& entry = message.entry;
  entry.port = LinkIndex{head->ndm_ifindex};
  entry.kind = fdb_kind(head->ndm_state, head->ndm_flags);
  entry.sticky = (head->ndm_flags & Ntf::Sticky) != 0;
  Decoded<void> read =
      each_attribute(payload.subspan(sizeof(ndmsg)), [&](const Attribute& attribute) {
        switch (attribute.type) {
          case NDA_LLADDR: entry.mac = attribute.mac().value_or(MacAddress()); break;
          case NDA_VLAN: entry.vlan = attribute.number<std::uint16_t>().value_or(0); break;
          case NDA_MASTER:
            message.bridge = LinkIndex{attribute.number<std::int32_t>().value_or(0)};
            break;
          default: break;
        }
      });
  if (!read) return std::unexpected(read.error());
  return message;
}

Decoded<AddressMessage> decode_address(Bytes payload) {
  const std::optional<ifaddrmsg> head = load<ifaddrmsg>(payload);
  if (!head) return std::unexpected(DecodeError{0, "an address message is cut short"});
  AddressMessage message{.link = LinkIndex{static_cast<std::int32_t>(head->ifa_index)},
                         .address = {}};
  std::optional<IpAddress> local;
  std::optional<IpAddress> address;
  Decoded<void> read =
      each_attribute(payload.subspan(sizeof(ifaddrmsg)), [&](const Attribute& attribute) {
        if (attribute.type == IFA_LOCAL) local = ip_address(head->ifa_family, attribute.payload);
        if (attribute.type == IFA_ADDRESS)
          address = ip_address(head->ifa_family, attribute.payload);
      });
  if (!read) return std::unexpected(read.error());
  // On a point-to-point link IFA_ADDRESS is the other end's.
  if (const std::optional<IpAddress> own = local ? local : address) {
    message.address = LinkAddress{*own, head->ifa_prefixlen};
  }
  return message;
}

}  // namespace virnet::bridge
