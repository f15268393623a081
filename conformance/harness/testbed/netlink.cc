#include "conformance/harness/testbed/netlink.h"

#include <linux/netlink.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace virnet::conformance {
namespace {

constexpr int kGetStrictCheck = 12;  // NETLINK_GET_STRICT_CHK
constexpr std::size_t kBuffer = 64 * 1024;

bridge::KernelError failed(std::string action, int error) {
  return {.code = bridge::KernelError::Code::Socket, .error = error, .action = std::move(action)};
}

bridge::KernelError not_understood(std::string_view reason) {
  return {.code = bridge::KernelError::Code::BadReply,
          .action = "read an answer",
          .reason = std::string(reason)};
}

// Takes one message of an answer; true at its end.
bridge::Result<bool> take(const bridge::Message& message, Reply& reply) {
  if (message.type == NLMSG_DONE) {
    reply.error = -bridge::load<std::int32_t>(message.payload).value_or(0);
    return true;
  }
  if (message.type != NLMSG_ERROR) {
    reply.messages.push_back(
        {message.type, message.flags, {message.payload.begin(), message.payload.end()}});
    return false;
  }
  const bridge::Decoded<bridge::Answer> answer = bridge::decode_answer(message);
  if (!answer) return std::unexpected(not_understood(answer.error().reason));
  reply.error = answer->error;
  reply.reason = answer->reason;
  return true;
}

}  // namespace

Netlink::Netlink(int descriptor) : descriptor_(descriptor), buffer_(kBuffer) {}

Netlink::Netlink(Netlink&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      sequence_(other.sequence_),
      buffer_(std::move(other.buffer_)) {}

Netlink& Netlink::operator=(Netlink&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(sequence_, other.sequence_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

Netlink::~Netlink() {
  if (descriptor_ >= 0) close(descriptor_);
}

int Netlink::set(int level, int option, int value) {
  return setsockopt(descriptor_, level, option, &value, sizeof(value)) == 0 ? 0 : errno;
}

bridge::Result<Netlink> Netlink::open(std::span<const int> groups, bool strict) {
  Netlink netlink(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  if (netlink.descriptor_ < 0 ||
      bind(netlink.descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    return std::unexpected(failed("open a route netlink socket", errno));
  }
  (void)netlink.set(SOL_NETLINK, NETLINK_EXT_ACK, 1);
  (void)netlink.set(SOL_NETLINK, NETLINK_CAP_ACK, 1);
  if (const int error = netlink.set(SOL_NETLINK, kGetStrictCheck, strict ? 1 : 0); error != 0)
    return std::unexpected(failed("have dumps filtered by the kernel", error));
  for (const int group : groups) {
    if (const int error = netlink.set(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group); error != 0)
      return std::unexpected(failed("subscribe to notifications", error));
  }
  return netlink;
}

int Netlink::send(bridge::Bytes messages) {
  sockaddr_nl kernel{};
  kernel.nl_family = AF_NETLINK;
  for (;;) {
    if (sendto(descriptor_, messages.data(), messages.size(), 0,
               reinterpret_cast<sockaddr*>(&kernel), sizeof(kernel)) >= 0) {
      return 0;
    }
    if (errno != EINTR) return errno;
  }
}

std::expected<std::optional<bridge::Bytes>, int> Netlink::receive(
    std::chrono::milliseconds patience) {
  pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
  const int ready = poll(&waiting, 1, static_cast<int>(patience.count()));
  if (ready < 0) return std::unexpected(errno);
  if (ready == 0) return std::nullopt;
  const ssize_t size = recv(descriptor_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
  if (size < 0) return std::unexpected(errno);
  return bridge::Bytes(buffer_).first(static_cast<std::size_t>(size));
}

bridge::Result<Reply> Netlink::ask(bridge::Bytes request, std::uint32_t sequence) {
  using namespace std::chrono_literals;
  if (const int error = send(request); error != 0)
    return std::unexpected(failed("send to the kernel", error));
  Reply reply;
  for (;;) {
    const auto datagram = receive(10s);
    if (!datagram) return std::unexpected(failed("receive from the kernel", datagram.error()));
    if (!*datagram) return std::unexpected(failed("get an answer", ETIMEDOUT));
    bridge::MessageReader reader(**datagram);
    for (;;) {
      const bridge::Decoded<std::optional<bridge::Message>> next = reader.next();
      if (!next) return std::unexpected(not_understood(next.error().reason));
      if (!*next) break;
      if ((*next)->sequence != sequence) continue;
      const bridge::Result<bool> done = take(**next, reply);
      if (!done) return std::unexpected(done.error());
      if (*done) return reply;
    }
  }
}

}  // namespace virnet::conformance
