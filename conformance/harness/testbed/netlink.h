// conformance/harness/testbed/netlink.h - A route netlink socket without manners: what statements
// say about messages, buffers and losses is said with this one.
#pragma once

#include <virnet/kernel.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bridge/netlink/codec.h"

namespace virnet::conformance {

// What came back for a request: the kernel's answer, and the messages of data before it.
struct Reply {
  int error = 0;  // an errno value; 0: acknowledged, or the end of a dump
  std::string reason = {};
  struct Message {
    std::uint16_t type = 0;
    std::uint16_t flags = 0;
    std::vector<std::byte> payload = {};
  };
  std::vector<Message> messages = {};
};

class Netlink {
 public:
  // Groups are RTNLGRP_*. A strict socket has dumps filtered by the kernel.
  [[nodiscard]] static bridge::Result<Netlink> open(std::span<const int> groups = {},
                                                    bool strict = false);
  Netlink(Netlink&& other) noexcept;
  Netlink& operator=(Netlink&& other) noexcept;
  ~Netlink();

  // setsockopt with a number; 0 or an errno value.
  [[nodiscard]] int set(int level, int option, int value);
  // 0 or an errno value.
  [[nodiscard]] int send(bridge::Bytes messages);
  // One datagram if one is there or arrives in time; nothing if none does. The error is an errno
  // value.
  [[nodiscard]] std::expected<std::optional<bridge::Bytes>, int> receive(
      std::chrono::milliseconds patience);
  // Sends one request, whose sequence number is given, and reads up to its answer.
  [[nodiscard]] bridge::Result<Reply> ask(bridge::Bytes request, std::uint32_t sequence);

  [[nodiscard]] std::uint32_t next_sequence() { return ++sequence_; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  explicit Netlink(int descriptor);
  int descriptor_ = -1;
  std::uint32_t sequence_ = 0;
  std::vector<std::byte> buffer_;
};

}  // namespace virnet::conformance
