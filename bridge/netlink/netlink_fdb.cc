// NetlinkKernel: reading MAC tables.
#include <fmt/format.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "bridge/netlink/decode.h"
#include "bridge/netlink/encode.h"
#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {
namespace {

constexpr std::uint16_t kDump = NLM_F_REQUEST | NLM_F_DUMP;

std::int32_t number(LinkIndex index) { return static_cast<std::int32_t>(index); }

std::string reading_table(LinkIndex bridge) {
  return fmt::format("read the MAC table of bridge {}", number(bridge));
}

KernelError not_understood(std::string action, const DecodeError& error) {
  return {.code = KernelError::Code::BadReply,
          .action = std::move(action),
          .reason = std::string(error.reason)};
}

}  // namespace

// The kernel's own filter is asked for where it exists; every entry is looked at all the same.
Result<std::vector<FdbEntry>> NetlinkKernel::fdb(LinkIndex bridge) {
  MessageBuilder message(RTM_GETNEIGH, kDump, ++sequence_);
  message.header<ndmsg>().ndm_family = AF_BRIDGE;
  if (socket_.strict()) message.number<std::int32_t>(NDA_MASTER, number(bridge));
  return list_entries(*message.finish(), bridge, LinkIndex::None,
                      std::numeric_limits<std::size_t>::max());
}

// The entries of a bridge that the answer to a request for entries lists, or only those of a port.
Result<std::vector<FdbEntry>> NetlinkKernel::list_entries(Bytes request, LinkIndex bridge,
                                                          LinkIndex port, std::size_t most) {
  std::vector<FdbEntry> entries;
  bool enough = false;
  Outcome read = dump(
      request, sequence_, reading_table(bridge),
      [&] {
        entries.clear();
        enough = false;
      },
      [&](const Message& answer) -> Decoded<void> {
        if (answer.type != RTM_NEWNEIGH) return {};
        Decoded<NeighbourMessage> neighbour = decode_neighbour(answer.payload);
        if (!neighbour) return std::unexpected(neighbour.error());
        if (neighbour->bridge != bridge) return {};
        if (port != LinkIndex::None && neighbour->entry.port != port) return {};
        if (entries.size() < most) entries.push_back(neighbour->entry);
        enough = entries.size() >= most;
        return {};
      },
      &enough);
  if (!read) return std::unexpected(std::move(read.error()));
  return entries;
}

Result<std::vector<FdbEntry>> NetlinkKernel::fdb_part(LinkIndex bridge, const FdbPart& part) {
  if (!socket_.strict()) return Kernel::fdb_part(bridge, part);
  std::set<FdbEntry> found;
  const std::set<FdbPart::Key> keys(part.keys.begin(), part.keys.end());
  if (Outcome asked = find_entries(bridge, std::vector(keys.begin(), keys.end()), found); !asked) {
    // There is no such bridge, which a listing tells from a question that is not understood.
    const int error = asked.error().error;
    if (error == EINVAL || error == EOPNOTSUPP) return Kernel::fdb_part(bridge, part);
    return std::unexpected(std::move(asked.error()));
  }
  for (const FdbPart::Port& port : part.ports) {
    MessageBuilder message(RTM_GETNEIGH, kDump, ++sequence_);
    auto& head = message.header<ndmsg>();
    head.ndm_family = AF_BRIDGE;
    head.ndm_ifindex = number(port.port);
    const Result<std::vector<FdbEntry>> there =
        list_entries(*message.finish(), bridge, port.port, port.most);
    // The port was deleted meanwhile; the caller notices when it reads the links again.
    if (!there && there.error().error == ENODEV) continue;
    if (!there) return std::unexpected(there.error());
    for (const FdbEntry& entry : *there)
      if (!keys.contains({entry.mac, entry.vlan})) found.insert(entry);
  }
  return std::vector<FdbEntry>(found.begin(), found.end());
}

// Each of them by a request of its own, many requests at a time, and fewer where the answers do not
// fit into the socket's buffer. To each there is one answer.
Outcome NetlinkKernel::find_entries(LinkIndex bridge, std::span<const FdbPart::Key> keys,
                                    std::set<FdbEntry>& found) {
  constexpr int kMostLosses = 16;
  std::size_t at_a_time = 64;
  for (int losses = 0; !keys.empty();) {
    const std::size_t count = std::min(at_a_time, keys.size());
    std::vector<std::byte> requests;
    const std::uint32_t first = sequence_ + 1;
    for (const FdbPart::Key& key : keys.first(count)) {
      MessageBuilder message(RTM_GETNEIGH, NLM_F_REQUEST, ++sequence_);
      message.header<ndmsg>().ndm_family = AF_BRIDGE;
      message.number<std::int32_t>(NDA_MASTER, number(bridge));
      message.bytes(NDA_LLADDR, key.mac.octets().data(), key.mac.octets().size());
      if (key.vlan != 0) message.number<std::uint16_t>(NDA_VLAN, key.vlan);
      const Bytes bytes = *message.finish();
      requests.insert(requests.end(), bytes.begin(), bytes.end());
    }
    if (Outcome sent = socket_.send(requests); !sent) return sent;
    if (Outcome taken = take_entries(bridge, first, count, found); taken) {
      keys = keys.subspan(count);
    } else {
      if (taken.error().code != KernelError::Code::Lost || ++losses > kMostLosses) return taken;
      at_a_time = std::max<std::size_t>(1, at_a_time / 4);
    }
  }
  return {};
}

Outcome NetlinkKernel::take_entries(LinkIndex bridge, std::uint32_t first, std::size_t count,
                                    std::set<FdbEntry>& found) {
  const std::string action = reading_table(bridge);
  std::vector<bool> answered(count);
  auto take = [&](const Message& message) -> Outcome {
    const std::size_t place = message.sequence - first;
    if (place >= answered.size() || answered[place]) return {};
    if (message.type == NLMSG_ERROR) {
      const Decoded<Answer> answer = decode_answer(message);
      if (!answer) return std::unexpected(not_understood(action, answer.error()));
      answered[place] = true;
      if (answer->error == ENOENT) return {};
      return std::unexpected(refused(action, answer->error, answer->reason));
    }
    if (message.type != RTM_NEWNEIGH) return {};
    const Decoded<NeighbourMessage> neighbour = decode_neighbour(message.payload);
    if (!neighbour) return std::unexpected(not_understood(action, neighbour.error()));
    answered[place] = true;
    if (neighbour->bridge == bridge) found.insert(neighbour->entry);
    return {};
  };
  while (std::ranges::find(answered, false) != answered.end()) {
    Result<Bytes> datagram = socket_.receive();
    if (!datagram) {
      drain();
      return std::unexpected(std::move(datagram.error()));
    }
    MessageReader reader(*datagram);
    for (;;) {
      const Decoded<std::optional<Message>> next = reader.next();
      if (!next) return std::unexpected(not_understood(action, next.error()));
      if (!*next) break;
      if (Outcome taken = take(**next); !taken) return taken;
    }
  }
  return {};
}

}  // namespace virnet::bridge
