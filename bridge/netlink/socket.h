// bridge/netlink/socket.h - A route netlink socket.
#pragma once

#include <virnet/kernel.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "bridge/netlink/codec.h"

struct mnl_socket;

namespace virnet::bridge {

struct SocketOptions {
  // Room for what the kernel has to say (SO_RCVBUF), in bytes; beyond what the administrator allows
  // only with privilege.
  int receive_buffer = 4 << 20;
  // Into which one datagram must fit. The kernel fills a dump's datagrams up to 32 KiB if it sees
  // room for that, and a smaller buffer makes long dumps many times slower.
  std::size_t datagram = 64 << 10;
  std::uint32_t port = 0;  // the socket's own address; 0: any
};

class Socket {
 public:
  // Joins the given multicast groups (RTNLGRP_*).
  [[nodiscard]] static Result<Socket> open(const SocketOptions& options = {},
                                           std::span<const int> groups = {});

  // Sends any number of messages at once.
  [[nodiscard]] Outcome send(Bytes messages);
  // One datagram, valid until the next call; a truncated one is an error. Code::Lost when the
  // kernel dropped some for want of room. Restarts after a signal.
  [[nodiscard]] Result<Bytes> receive();
  // The same, if one arrives within `patience`.
  [[nodiscard]] Result<std::optional<Bytes>> receive_within(std::chrono::milliseconds patience);

  // True if dumps are filtered by the kernel (NETLINK_GET_STRICT_CHK, 4.20).
  [[nodiscard]] bool strict() const { return strict_; }

 private:
  struct Closer {
    void operator()(mnl_socket* socket) const;
  };
  Socket(mnl_socket* socket, std::size_t datagram) : socket_(socket), buffer_(datagram) {}

  std::unique_ptr<mnl_socket, Closer> socket_;
  std::vector<std::byte> buffer_;
  bool strict_ = false;
};

}  // namespace virnet::bridge
