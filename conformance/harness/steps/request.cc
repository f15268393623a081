#include "conformance/harness/steps/request.h"

#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <span>

namespace virnet::conformance {
namespace {

using Bytes = std::vector<std::byte>;

template <typename T>
Bytes bytes_of(const T& value) {
  const auto bytes = std::as_bytes(std::span(&value, 1));
  return {bytes.begin(), bytes.end()};
}

void append(Bytes& out, const Bytes& more) {
  out.insert(out.end(), more.begin(), more.end());
  out.resize((out.size() + 3) / 4 * 4);
}

class Encoder {
 public:
  explicit Encoder(const Translator& translator) : translator_(translator) {}

  Bytes operator()(const LinkHead& head) const {
    ifinfomsg bytes{};
    bytes.ifi_family = head.family;
    bytes.ifi_index = translator_.number(head.link);
    return bytes_of(bytes);
  }
  Bytes operator()(const EntryHead& head) const {
    ndmsg bytes{};
    bytes.ndm_family = AF_BRIDGE;
    bytes.ndm_ifindex = translator_.number(head.link);
    bytes.ndm_state = head.state;
    bytes.ndm_flags = head.flags;
    return bytes_of(bytes);
  }

  Bytes operator()(const Bytes& raw) const { return raw; }
  Bytes operator()(const std::vector<Field>& inside) const {
    Bytes all;
    for (const Field& field : inside) append(all, encoded(field));
    return all;
  }
  Bytes operator()(Mac role) const { return translator_.address(role); }
  Bytes operator()(const Target& target) const { return bytes_of(translator_.number(target)); }
  Bytes operator()(const NameOf& name) const {
    const std::string_view name_text = translator_.name(name.who);
    const auto bytes = std::as_bytes(std::span(name_text));
    Bytes ended(bytes.begin(), bytes.end());
    ended.push_back(std::byte{0});
    return ended;
  }

 private:
  [[nodiscard]] Bytes encoded(const Field& field) const {
    const Bytes value = std::visit(*this, field.value);
    const nlattr head{.nla_len = static_cast<std::uint16_t>(sizeof(nlattr) + value.size()),
                      .nla_type = field.type};
    Bytes all = bytes_of(head);
    append(all, value);
    return all;
  }
  const Translator& translator_;
};

}  // namespace

Field u8(std::uint16_t type, std::uint8_t value) { return {type, bytes_of(value)}; }
Field u16(std::uint16_t type, std::uint16_t value) { return {type, bytes_of(value)}; }
Field u32(std::uint16_t type, std::uint32_t value) { return {type, bytes_of(value)}; }
Field text(std::uint16_t type, std::string_view value) {
  const auto bytes = std::as_bytes(std::span(value));
  return {type, Bytes(bytes.begin(), bytes.end())};
}
Field zeros(std::uint16_t type, std::size_t size) { return {type, Bytes(size)}; }
Field mac(std::uint16_t type, Mac value) { return {type, value}; }
Field link(std::uint16_t type, Target value) { return {type, value}; }
Field name_of(std::uint16_t type, Who who) { return {type, NameOf{who}}; }
Field nest(std::uint16_t type, std::vector<Field> inside) {
  return {static_cast<std::uint16_t>(type | NLA_F_NESTED), std::move(inside)};
}
Field nest_unmarked(std::uint16_t type, std::vector<Field> inside) {
  return {type, std::move(inside)};
}

Bytes encode_request(std::uint16_t type, std::uint16_t flags, std::uint32_t sequence,
                     const Head& head, const std::vector<Field>& fields,
                     const Translator& translator) {
  const Encoder encoder(translator);
  Bytes body = std::visit(encoder, head);
  append(body, encoder(fields));
  const nlmsghdr header{.nlmsg_len = static_cast<std::uint32_t>(sizeof(nlmsghdr) + body.size()),
                        .nlmsg_type = type,
                        .nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags),
                        .nlmsg_seq = sequence,
                        .nlmsg_pid = 0};
  Bytes message = bytes_of(header);
  append(message, body);
  return message;
}

}  // namespace virnet::conformance
