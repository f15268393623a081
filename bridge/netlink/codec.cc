#include "bridge/netlink/codec.h"

#include <linux/netlink.h>

#include <algorithm>
#include <array>

namespace virnet::bridge {
namespace {

constexpr std::size_t align(std::size_t length) { return (length + 3) & ~std::size_t{3}; }

}  // namespace

std::string Attribute::text() const {
  const auto* end = std::find(payload.data(), payload.data() + payload.size(), std::byte{0});
  const auto size = static_cast<std::size_t>(end - payload.data());
  std::string result(size, '\0');
  if (size != 0) std::memcpy(result.data(), payload.data(), size);
  return result;
}

std::optional<MacAddress> Attribute::mac() const {
  const auto octets = number<std::array<std::uint8_t, 6>>();
  if (!octets) return std::nullopt;
  return MacAddress(*octets);
}

Decoded<std::optional<Message>> MessageReader::next() {
  if (offset_ >= bytes_.size()) return std::nullopt;
  const Bytes rest = bytes_.subspan(offset_);
  const std::optional<nlmsghdr> header = load<nlmsghdr>(rest);
  if (!header) return std::unexpected(DecodeError{offset_, "a message header is cut short"});
  if (header->nlmsg_len < sizeof(nlmsghdr)) {
    return std::unexpected(DecodeError{offset_, "a message is shorter than its header"});
  }
  if (header->nlmsg_len > rest.size()) {
    return std::unexpected(DecodeError{offset_, "a message is longer than the datagram"});
  }
  offset_ += std::min(align(header->nlmsg_len), rest.size());
  return Message{.type = header->nlmsg_type,
                 .flags = header->nlmsg_flags,
                 .sequence = header->nlmsg_seq,
                 .port = header->nlmsg_pid,
                 .payload = rest.subspan(sizeof(nlmsghdr), header->nlmsg_len - sizeof(nlmsghdr))};
}

Decoded<std::optional<Attribute>> AttributeReader::next() {
  if (offset_ >= bytes_.size()) return std::nullopt;
  const Bytes rest = bytes_.subspan(offset_);
  const std::optional<nlattr> header = load<nlattr>(rest);
  if (!header) return std::unexpected(DecodeError{offset_, "an attribute header is cut short"});
  if (header->nla_len < sizeof(nlattr)) {
    return std::unexpected(DecodeError{offset_, "an attribute is shorter than its header"});
  }
  if (header->nla_len > rest.size()) {
    return std::unexpected(DecodeError{offset_, "an attribute is longer than what holds it"});
  }
  offset_ += std::min(align(header->nla_len), rest.size());
  return Attribute{.type = static_cast<std::uint16_t>(header->nla_type & NLA_TYPE_MASK),
                   .payload = rest.subspan(sizeof(nlattr), header->nla_len - sizeof(nlattr))};
}

int errno_of(std::int32_t status) { return static_cast<int>(0U - static_cast<unsigned>(status)); }

Decoded<Answer> decode_answer(const Message& message) {
  const std::optional<nlmsgerr> head = load<nlmsgerr>(message.payload);
  if (!head) return std::unexpected(DecodeError{0, "an acknowledgement is cut short"});
  Answer answer{.error = errno_of(head->error), .sequence = message.sequence, .reason = {}};
  if ((message.flags & NLM_F_ACK_TLVS) == 0) return answer;
  // Unless the request was capped (NLM_F_CAPPED), all of it stands before the attributes.
  std::size_t skip = sizeof(nlmsgerr);
  if ((message.flags & NLM_F_CAPPED) == 0 && answer.error != 0) {
    if (head->msg.nlmsg_len < sizeof(nlmsghdr)) return answer;
    skip = sizeof(std::int32_t) + align(head->msg.nlmsg_len);
  }
  if (skip >= message.payload.size()) return answer;
  Decoded<void> read =
      each_attribute(message.payload.subspan(skip), [&](const Attribute& attribute) {
        if (attribute.type == NLMSGERR_ATTR_MSG) answer.reason = attribute.text();
      });
  if (!read) return std::unexpected(read.error());
  return answer;
}

}  // namespace virnet::bridge
