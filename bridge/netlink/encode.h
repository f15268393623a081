// bridge/netlink/encode.h - From changes and questions to rtnetlink messages.
#pragma once

#include <virnet/kernel.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bridge/netlink/codec.h"

struct nlmsghdr;
struct nlattr;

namespace virnet::bridge {

// One message in the making. Too much content is remembered, not written.
class MessageBuilder {
 public:
  MessageBuilder(std::uint16_t type, std::uint16_t flags, std::uint32_t sequence);
  MessageBuilder(const MessageBuilder&) = delete;
  MessageBuilder& operator=(const MessageBuilder&) = delete;

  // The fixed part, once, before the attributes.
  template <typename Header>
  Header& header() {
    return *static_cast<Header*>(fixed(sizeof(Header)));
  }
  // A fixed part within a nested attribute.
  void raw(const void* data, std::size_t size);

  template <typename T>
  void number(std::uint16_t type, T value) {
    bytes(type, &value, sizeof(T));
  }
  void flag(std::uint16_t type, bool value) { number<std::uint8_t>(type, value ? 1 : 0); }
  void text(std::uint16_t type, std::string_view value);
  void bytes(std::uint16_t type, const void* data, std::size_t size);
  // Everything that `content` adds goes inside.
  template <typename Content>
  void nest(std::uint16_t type, Content content) {
    nlattr* outer = open(type);
    content();
    close(outer);
  }

  // The finished message, or nothing if it did not fit.
  [[nodiscard]] std::optional<Bytes> finish() const;

 private:
  void* fixed(std::size_t size);
  nlattr* open(std::uint16_t type);
  void close(nlattr* outer);

  static constexpr std::size_t kCapacity = 2048;
  // Written up to nlmsg_len, and not cleared before: that would take longer than most messages.
  alignas(8) std::array<std::byte, kCapacity> buffer_;
  nlmsghdr* message_;
  bool overflow_ = false;
};

// Appends the request for a change that goes through netlink (all but AddTap), with an
// acknowledgement. False, and nothing is appended, if it does not fit into a message.
[[nodiscard]] bool encode(const Change& change, std::uint32_t sequence,
                          std::vector<std::byte>& out);

void encode_bridge_settings(MessageBuilder& message, const BridgeSettings& settings);
void encode_port_flags(MessageBuilder& message, const PortFlags& flags);

}  // namespace virnet::bridge
