#include "bridge/netlink/socket.h"

#include <libmnl/libmnl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <cerrno>

namespace virnet::bridge {
namespace {

KernelError failed(std::string action) {
  return {.code = KernelError::Code::Socket,
          .error = errno,
          .action = std::move(action),
          .reason = {},
          .remedy = {}};
}

constexpr int kGetStrictCheck = 12;  // NETLINK_GET_STRICT_CHK

}  // namespace

void Socket::Closer::operator()(mnl_socket* socket) const { mnl_socket_close(socket); }

Result<Socket> Socket::open(const SocketOptions& options, std::span<const int> groups) {
  mnl_socket* raw = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
  if (raw == nullptr) return std::unexpected(failed("open a route netlink socket"));
  Socket socket(raw, options.datagram);
  if (mnl_socket_bind(raw, 0, static_cast<pid_t>(options.port)) < 0)
    return std::unexpected(failed("bind a netlink socket"));
  int on = 1;
  // Conveniences that old kernels lack.
  (void)mnl_socket_setsockopt(raw, NETLINK_EXT_ACK, &on, sizeof(on));
  (void)mnl_socket_setsockopt(raw, NETLINK_CAP_ACK, &on, sizeof(on));
  const int fd = mnl_socket_get_fd(raw);
  const int room = options.receive_buffer;
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) != 0)
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
  // The kernel answers at once; waiting for an answer that was lost shall end.
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  socket.strict_ = mnl_socket_setsockopt(raw, kGetStrictCheck, &on, sizeof(on)) == 0;
  for (int group : groups) {
    if (mnl_socket_setsockopt(raw, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)) < 0) {
      return std::unexpected(failed("subscribe to notifications"));
    }
  }
  return socket;
}

Outcome Socket::send(Bytes messages) {
  for (;;) {
    if (mnl_socket_sendto(socket_.get(), messages.data(), messages.size()) >= 0) return {};
    if (errno != EINTR) return std::unexpected(failed("send to the kernel"));
  }
}

Result<Bytes> Socket::receive() {
  for (;;) {
    const ssize_t size = mnl_socket_recvfrom(socket_.get(), buffer_.data(), buffer_.size());
    if (size >= 0) return Bytes(buffer_).first(static_cast<std::size_t>(size));
    if (errno == EINTR) continue;
    KernelError error = failed("receive from the kernel");
    if (error.error == ENOBUFS || error.error == EAGAIN) error.code = KernelError::Code::Lost;
    if (error.error == ENOSPC) {
      error.code = KernelError::Code::BadReply;
      error.reason = "a datagram was longer than the buffer";
    }
    return std::unexpected(std::move(error));
  }
}

Result<std::optional<Bytes>> Socket::receive_within(std::chrono::milliseconds patience) {
  pollfd waiting{.fd = mnl_socket_get_fd(socket_.get()), .events = POLLIN, .revents = 0};
  const int ready = poll(&waiting, 1, static_cast<int>(patience.count()));
  if (ready < 0 && errno != EINTR) return std::unexpected(failed("wait for the kernel"));
  if (ready <= 0) return std::nullopt;
  Result<Bytes> datagram = receive();
  if (!datagram) return std::unexpected(std::move(datagram.error()));
  return *datagram;
}

}  // namespace virnet::bridge
