// A datagram of messages, from a kernel that nobody vouches for: nothing outside of it is read, no
// message is longer than it, and what was understood is understood again when it is written anew.
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>

#include "bridge/netlink/decode.h"
#include "bridge/netlink/encode.h"
#include "bridge/netlink/notification.h"
#include "fuzz/notify.h"
#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

using namespace virnet::bridge;

bool is_within(Bytes part, Bytes whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

Message only_message(const Datagram& datagram) {
  MessageReader reader(datagram);
  Decoded<std::optional<Message>> message = reader.next();
  require(message && *message, "what was written is no message");
  return **message;
}

void check_link(const Link& link) {
  const Datagram again = link_message(link);
  if (again.empty()) return;  // does not fit into one message
  const Decoded<LinkMessage> read = decode_link(only_message(again).payload);
  require(read.has_value(), "a link cannot be read again: {}", read ? "" : read.error().reason);
  require(same(read->link, link), "link {} is read again as another one", link.name);
}

void check_neighbour(const NeighbourMessage& told) {
  const Datagram again = entry_message(told.entry, told.bridge);
  const Decoded<NeighbourMessage> read = decode_neighbour(only_message(again).payload);
  // Only the kinds that can be entered can be written.
  FdbEntry entry = told.entry;
  if (!read || read->bridge != told.bridge || read->entry != entry)
    fail(fmt::format("an entry for {} is read again as another one", entry.mac.to_string()));
}

void check_vlans(const VlanMessage& told) {
  const Datagram again = vlans_message(told.vlans, told.bridge);
  if (again.empty()) return;
  const Decoded<VlanMessage> read = decode_vlans(only_message(again).payload);
  require(read && read->bridge == told.bridge && read->vlans == told.vlans,
          "VLANs are read again as others");
}

void check_address(const AddressMessage& told) {
  if (!told.address) return;
  std::vector<std::byte> again;
  require(encode(AddAddress{.index = told.link, .address = *told.address}, 1, again),
          "an address does not fit into a message");
  const Decoded<AddressMessage> read = decode_address(only_message(again).payload);
  if (!read || read->link != told.link || read->address != told.address)
    fail(fmt::format("address {} is read again as another one", told.address->address.to_string()));
}

// A decoder's error lies within what it was given.
template <typename T>
const T* understood(const Decoded<T>& decoded, Bytes payload) {
  if (decoded) return &*decoded;
  require(decoded.error().offset <= payload.size() && !decoded.error().reason.empty(),
          "an error at byte {} of {}", decoded.error().offset, payload.size());
  return nullptr;
}

void read_payload(const Message& message) {
  switch (message.type) {
    case RTM_NEWLINK:
    case RTM_DELLINK: {
      const Decoded<LinkMessage> link = decode_link(message.payload);
      if (const LinkMessage* told = understood(link, message.payload)) check_link(told->link);
      const Decoded<VlanMessage> vlans = decode_vlans(message.payload);
      if (const VlanMessage* told = understood(vlans, message.payload)) check_vlans(*told);
      break;
    }
    case RTM_NEWNEIGH:
    case RTM_DELNEIGH: {
      const Decoded<NeighbourMessage> neighbour = decode_neighbour(message.payload);
      if (const auto* told = understood(neighbour, message.payload)) check_neighbour(*told);
      break;
    }
    case RTM_NEWADDR: {
      const Decoded<AddressMessage> address = decode_address(message.payload);
      if (const auto* told = understood(address, message.payload)) check_address(*told);
      break;
    }
    case NLMSG_ERROR: (void)understood(decode_answer(message), message.payload); break;
    default: break;
  }
}

void read_messages(Bytes datagram) {
  MessageReader reader(datagram);
  std::size_t bytes = 0;
  for (;;) {
    const Decoded<std::optional<Message>> next = reader.next();
    if (!understood(next, datagram) || !*next) return;
    const Message& message = **next;
    bytes += sizeof(nlmsghdr) + message.payload.size();
    require(bytes <= datagram.size() && is_within(message.payload, datagram),
            "{} bytes of messages in a datagram of {}", bytes, datagram.size());
    read_payload(message);
  }
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  const virnet::bridge::Bytes datagram(reinterpret_cast<const std::byte*>(data), size);
  read_messages(datagram);
  (void)understood(virnet::bridge::decode_notifications(datagram), datagram);
  return 0;
}
