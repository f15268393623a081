#include <libmnl/libmnl.h>

#include <cstring>

#include "bridge/netlink/encode.h"

namespace virnet::bridge {
namespace {

// All parts of a message begin at a multiple of four bytes.
std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

}  // namespace

MessageBuilder::MessageBuilder(std::uint16_t type, std::uint16_t flags, std::uint32_t sequence)
    : message_(mnl_nlmsg_put_header(buffer_.data())) {
  message_->nlmsg_type = type;
  message_->nlmsg_flags = flags;
  message_->nlmsg_seq = sequence;
}

void* MessageBuilder::fixed(std::size_t size) { return mnl_nlmsg_put_extra_header(message_, size); }

void MessageBuilder::raw(const void* data, std::size_t size) {
  const std::size_t whole = padded(size);
  if (message_->nlmsg_len + whole > kCapacity) {
    overflow_ = true;
    return;
  }
  auto* tail = static_cast<std::byte*>(mnl_nlmsg_get_payload_tail(message_));
  std::memcpy(tail, data, size);
  std::memset(tail + size, 0, whole - size);
  message_->nlmsg_len += static_cast<std::uint32_t>(whole);
}

void MessageBuilder::text(std::uint16_t type, std::string_view value) {
  const std::string terminated(value);
  bytes(type, terminated.c_str(), terminated.size() + 1);
}

void MessageBuilder::bytes(std::uint16_t type, const void* data, std::size_t size) {
  if (!mnl_attr_put_check(message_, kCapacity, type, size, data)) {
    overflow_ = true;
    return;
  }
  // libmnl does it from 1.0.5 on.
  const std::size_t padding = padded(size) - size;
  auto* tail = static_cast<std::byte*>(mnl_nlmsg_get_payload_tail(message_));
  std::memset(tail - padding, 0, padding);
}

nlattr* MessageBuilder::open(std::uint16_t type) {
  nlattr* outer = mnl_attr_nest_start_check(message_, kCapacity, type);
  if (outer == nullptr) overflow_ = true;
  return outer;
}

void MessageBuilder::close(nlattr* outer) {
  if (outer != nullptr) mnl_attr_nest_end(message_, outer);
}

std::optional<Bytes> MessageBuilder::finish() const {
  if (overflow_) return std::nullopt;
  return Bytes(buffer_).first(message_->nlmsg_len);
}

}  // namespace virnet::bridge
