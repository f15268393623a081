#include <libmnl/libmnl.h>

#include "bridge/encode.h"

namespace virnet::bridge {

MessageBuilder::MessageBuilder(std::uint16_t type, std::uint16_t flags, std::uint32_t sequence)
    : message_(mnl_nlmsg_put_header(buffer_.data())) {
  message_->nlmsg_type = type;
  message_->nlmsg_flags = flags;
  message_->nlmsg_seq = sequence;
}

void* MessageBuilder::fixed(std::size_t size) { return mnl_nlmsg_put_extra_header(message_, size); }

void MessageBuilder::raw(const void* data, std::size_t size) {
  const std::size_t padded = (size + 3) & ~std::size_t{3};
  if (message_->nlmsg_len + padded > kCapacity) {
    overflow_ = true;
    return;
  }
  std::memcpy(mnl_nlmsg_get_payload_tail(message_), data, size);
  message_->nlmsg_len += static_cast<std::uint32_t>(padded);
}

void MessageBuilder::text(std::uint16_t type, std::string_view value) {
  const std::string terminated(value);
  bytes(type, terminated.c_str(), terminated.size() + 1);
}

void MessageBuilder::bytes(std::uint16_t type, const void* data, std::size_t size) {
  if (!mnl_attr_put_check(message_, kCapacity, type, size, data)) overflow_ = true;
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
