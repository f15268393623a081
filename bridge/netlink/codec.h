// bridge/netlink/codec.h - Decodes untrusted netlink bytes.
//
// A datagram holds messages, a message a fixed header and attributes, an attribute bytes or
// attributes again. Every length is checked against what is really there before a byte is touched;
// what does not fit ends the reading and is said so. Nothing here does I/O or keeps state beyond
// the span it was given.
#pragma once

#include <virnet/mac_address.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace virnet::bridge {

using Bytes = std::span<const std::byte>;

// Where and why the bytes are no message.
struct DecodeError {
  std::size_t offset = 0;  // from the start of the span that was being read
  std::string_view reason;
  friend bool operator==(const DecodeError&, const DecodeError&) = default;
};

template <typename T>
using Decoded = std::expected<T, DecodeError>;

// The first sizeof(T) bytes as a T, in host byte order.
template <typename T>
[[nodiscard]] std::optional<T> load(Bytes bytes) {
  static_assert(std::is_trivially_copyable_v<T>);
  if (bytes.size() < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, bytes.data(), sizeof(T));
  return value;
}

struct Message {
  std::uint16_t type = 0;
  std::uint16_t flags = 0;
  std::uint32_t sequence = 0;
  std::uint32_t port = 0;
  Bytes payload;
};

struct Attribute {
  std::uint16_t type = 0;  // without the nested and byte order bits
  Bytes payload;

  // A number of exactly this size, or nothing.
  template <typename T>
  [[nodiscard]] std::optional<T> number() const {
    if (payload.size() != sizeof(T)) return std::nullopt;
    return load<T>(payload);
  }
  // Up to the first NUL, or the whole payload.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::optional<MacAddress> mac() const;
};

// Walks the messages of a datagram.
class MessageReader {
 public:
  explicit MessageReader(Bytes datagram) : bytes_(datagram) {}
  // The next message; an empty optional at the end.
  [[nodiscard]] Decoded<std::optional<Message>> next();

 private:
  Bytes bytes_;
  std::size_t offset_ = 0;
};

// Walks attributes.
class AttributeReader {
 public:
  explicit AttributeReader(Bytes attributes) : bytes_(attributes) {}
  [[nodiscard]] Decoded<std::optional<Attribute>> next();

 private:
  Bytes bytes_;
  std::size_t offset_ = 0;
};

// Calls `visit` with each attribute in turn.
template <typename Visit>
[[nodiscard]] Decoded<void> each_attribute(Bytes attributes, Visit visit) {
  AttributeReader reader(attributes);
  for (;;) {
    const Decoded<std::optional<Attribute>> next = reader.next();
    if (!next) return std::unexpected(next.error());
    const std::optional<Attribute>& attribute = next.value();
    if (!attribute) return {};
    visit(*attribute);
  }
}

// The errno value in a negative status. Any number can come.
[[nodiscard]] int errno_of(std::int32_t status);

// The answer to one request: NLMSG_ERROR, which with error 0 is an acknowledgement.
struct Answer {
  int error = 0;  // errno, positive
  std::uint32_t sequence = 0;
  std::string reason;  // the kernel's own words (NLMSGERR_ATTR_MSG)
};
[[nodiscard]] Decoded<Answer> decode_answer(const Message& message);

}  // namespace virnet::bridge
