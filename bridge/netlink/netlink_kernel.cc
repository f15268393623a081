#include "bridge/netlink/netlink_kernel.h"

#include <fmt/format.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cerrno>

#include "bridge/netlink/decode.h"
#include "bridge/netlink/encode.h"
#include "bridge/netlink/reply.h"

namespace virnet::bridge {
namespace {

constexpr std::uint16_t kDump = NLM_F_REQUEST | NLM_F_DUMP;
constexpr std::uint32_t kSkipStatistics = 8;  // RTEXT_FILTER_SKIP_STATS
constexpr int kDumpAttempts = 16;
constexpr std::chrono::seconds kPatience(30);

std::int32_t number(LinkIndex index) { return static_cast<std::int32_t>(index); }

KernelError during(std::string action, KernelError error) {
  error.action = fmt::format("{}: {}", action, error.action);
  return error;
}

}  // namespace

void NetlinkKernel::drain() {
  for (;;) {
    Result<std::optional<Bytes>> datagram = socket_.receive_within(std::chrono::milliseconds(0));
    if (datagram && !*datagram) return;
    if (!datagram && datagram.error().code == KernelError::Code::Socket) return;
  }
}

// The rest of the answer may never end, so the socket is replaced instead of being read empty.
Outcome NetlinkKernel::reopen() {
  return home_.within([&]() -> Outcome {
    Result<Socket> socket = Socket::open(options_);
    if (!socket) return std::unexpected(std::move(socket.error()));
    socket_ = std::move(*socket);
    return {};
  });
}

Result<bool> NetlinkKernel::ask(Bytes request, std::uint32_t sequence, const std::string& action,
                                const Reply::Visit& visit, const bool* enough) {
  if (Outcome sent = socket_.send(request); !sent)
    return std::unexpected(during(action, sent.error()));
  Reply reply(sequence, action);
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    Result<Bytes> datagram = socket_.receive();
    if (!datagram) {
      drain();
      return std::unexpected(during(action, datagram.error()));
    }
    const Result<bool> complete = reply.take(*datagram, visit);
    if (complete && *complete) return reply.interrupted();
    const bool late = std::chrono::steady_clock::now() > deadline;
    const bool stop = enough != nullptr && *enough;
    if (complete && !stop && !late) continue;
    if (complete) {
      if (Outcome opened = reopen(); !opened) return std::unexpected(std::move(opened.error()));
      if (stop) return false;
      return std::unexpected(refused(action, ETIMEDOUT, "the answer has no end within 30 s"));
    }
    if (complete.error().code == KernelError::Code::BadReply) drain();
    return std::unexpected(complete.error());
  }
}

Outcome NetlinkKernel::dump(Bytes request, std::uint32_t sequence, const std::string& action,
                            const std::function<void()>& restart, const Reply::Visit& visit,
                            const bool* enough) {
  for (int attempt = 0; attempt < kDumpAttempts; ++attempt) {
    restart();
    const Result<bool> interrupted = ask(request, sequence, action, visit, enough);
    if (interrupted && !*interrupted) return {};
    if (interrupted) continue;
    // An earlier dump of this socket is not at its end.
    const KernelError& error = interrupted.error();
    if (error.error != EBUSY && error.code != KernelError::Code::Lost)
      return std::unexpected(error);
    drain();
  }
  return std::unexpected(KernelError{.code = KernelError::Code::Lost,
                                     .error = EAGAIN,
                                     .action = action,
                                     .reason = "it changed during each of 16 readings",
                                     .remedy = "try again when the host is quieter"});
}

Result<std::vector<Link>> NetlinkKernel::links() {
  MessageBuilder message(RTM_GETLINK, kDump, ++sequence_);
  message.header<ifinfomsg>();
  message.number(IFLA_EXT_MASK, kSkipStatistics);
  std::vector<Link> links;
  Outcome read = dump(
      *message.finish(), sequence_, "read the links", [&] { links.clear(); },
      [&](const Message& answer) -> Decoded<void> {
        if (answer.type != RTM_NEWLINK) return {};
        Decoded<LinkMessage> link = decode_link(answer.payload);
        if (!link) return std::unexpected(link.error());
        links.push_back(std::move(link->link));
        return {};
      });
  if (!read) return std::unexpected(std::move(read.error()));
  return links;
}

Result<Link> NetlinkKernel::one_link(Bytes request, std::uint32_t sequence, std::string action) {
  std::optional<Link> found;
  Result<bool> read = ask(request, sequence, action, [&](const Message& answer) -> Decoded<void> {
    if (answer.type != RTM_NEWLINK) return {};
    Decoded<LinkMessage> link = decode_link(answer.payload);
    if (!link) return std::unexpected(link.error());
    found = std::move(link->link);
    return {};
  });
  if (!read) return std::unexpected(std::move(read.error()));
  if (!found) return std::unexpected(refused(std::move(action), ENODEV, {}));
  return std::move(*found);
}

// With an acknowledgement after the link, so that the end of the answer is known.
Result<Link> NetlinkKernel::link(LinkIndex index) {
  MessageBuilder message(RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK, ++sequence_);
  message.header<ifinfomsg>().ifi_index = number(index);
  message.number(IFLA_EXT_MASK, kSkipStatistics);
  return one_link(*message.finish(), sequence_, fmt::format("read link {}", number(index)));
}

Result<Link> NetlinkKernel::link(std::string_view name) {
  const std::string action = fmt::format("read link '{}'", name);
  MessageBuilder message(RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK, ++sequence_);
  message.header<ifinfomsg>();
  message.text(IFLA_IFNAME, name);
  message.number(IFLA_EXT_MASK, kSkipStatistics);
  const std::optional<Bytes> request = message.finish();
  if (!request) return std::unexpected(refused(action, ENODEV, "no interface name is that long"));
  return one_link(*request, sequence_, action);
}

Result<std::vector<PortVlans>> NetlinkKernel::vlans(LinkIndex bridge) {
  constexpr std::uint32_t kVlans = 2;  // RTEXT_FILTER_BRVLAN
  MessageBuilder message(RTM_GETLINK, kDump, ++sequence_);
  message.header<ifinfomsg>().ifi_family = AF_BRIDGE;
  message.number(IFLA_EXT_MASK, kVlans);
  std::vector<PortVlans> list;
  Outcome read = dump(
      *message.finish(), sequence_, fmt::format("read the VLANs of bridge {}", number(bridge)),
      [&] { list.clear(); },
      [&](const Message& answer) -> Decoded<void> {
        if (answer.type != RTM_NEWLINK) return {};
        Decoded<VlanMessage> vlans = decode_vlans(answer.payload);
        if (!vlans) return std::unexpected(vlans.error());
        const bool wanted = vlans->bridge == bridge && vlans->vlans.port != bridge;
        if (wanted && !vlans->vlans.vlans.empty()) list.push_back(std::move(vlans->vlans));
        return {};
      });
  if (!read) return std::unexpected(std::move(read.error()));
  return list;
}

Result<std::vector<MacAddress>> NetlinkKernel::unicast_filter(LinkIndex link) {
  MessageBuilder message(RTM_GETNEIGH, kDump, ++sequence_);
  auto& head = message.header<ndmsg>();
  head.ndm_family = AF_BRIDGE;
  if (socket_.strict()) head.ndm_ifindex = number(link);
  std::vector<MacAddress> list;
  Outcome read = dump(
      *message.finish(), sequence_, fmt::format("read the address filter of link {}", number(link)),
      [&] { list.clear(); },
      [&](const Message& answer) -> Decoded<void> {
        if (answer.type != RTM_NEWNEIGH) return {};
        Decoded<NeighbourMessage> neighbour = decode_neighbour(answer.payload);
        if (!neighbour) return std::unexpected(neighbour.error());
        const bool own =
            (neighbour->flags & Ntf::Self) != 0 && neighbour->bridge == LinkIndex::None;
        const FdbEntry& entry = neighbour->entry;
        if (own && entry.port == link && !entry.mac.is_multicast()) list.push_back(entry.mac);
        return {};
      });
  if (!read) return std::unexpected(std::move(read.error()));
  return list;
}

Result<std::vector<LinkAddress>> NetlinkKernel::addresses(LinkIndex link) {
  MessageBuilder message(RTM_GETADDR, kDump, ++sequence_);
  message.header<ifaddrmsg>();
  std::vector<LinkAddress> list;
  Outcome read = dump(
      *message.finish(), sequence_, fmt::format("read the addresses of link {}", number(link)),
      [&] { list.clear(); },
      [&](const Message& answer) -> Decoded<void> {
        if (answer.type != RTM_NEWADDR) return {};
        Decoded<AddressMessage> address = decode_address(answer.payload);
        if (!address) return std::unexpected(address.error());
        if (address->link == link && address->address) list.push_back(*address->address);
        return {};
      });
  if (!read) return std::unexpected(std::move(read.error()));
  return list;
}

Result<std::unique_ptr<NetlinkKernel>> NetlinkKernel::open(NetworkNamespace home,
                                                           const SocketOptions& options) {
  std::unique_ptr<NetlinkKernel> kernel;
  Outcome opened = home.within([&]() -> Outcome {
    Result<Socket> socket = Socket::open(options);
    if (!socket) return std::unexpected(std::move(socket.error()));
    kernel =
        std::make_unique<NetlinkKernel>(NetworkNamespace::current(), std::move(*socket), options);
    return {};
  });
  if (!opened) return std::unexpected(std::move(opened.error()));
  return kernel;
}

}  // namespace virnet::bridge
