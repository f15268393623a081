// Steps that send netlink messages of their own making and read attributes back.
#include <fmt/format.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include <cstring>

#include "conformance/harness/steps/runner.h"
#include "conformance/harness/testbed/netlink.h"

namespace virnet::conformance {
namespace {

std::string answer_text(int error) { return error == 0 ? "ok" : bridge::errno_name(error); }

// The first attribute of a type, nested bit or not.
std::optional<bridge::Bytes> find(bridge::Bytes attributes, std::uint16_t type) {
  std::optional<bridge::Bytes> found;
  (void)bridge::each_attribute(attributes, [&](const bridge::Attribute& attribute) {
    if (attribute.type == type && !found) found = attribute.payload;
  });
  return found;
}

// The attribute of a link, of it as a port, or of it as a bridge.
std::optional<bridge::Bytes> part_of(bridge::Bytes link_message, const ReadFieldStep& step) {
  if (link_message.size() < sizeof(ifinfomsg)) return std::nullopt;
  const bridge::Bytes attributes = link_message.subspan(sizeof(ifinfomsg));
  if (step.of == ReadFieldStep::Of::Link) return find(attributes, step.type);
  const auto info = find(attributes, IFLA_LINKINFO);
  if (!info) return std::nullopt;
  const bool port = step.of == ReadFieldStep::Of::Port;
  const auto data = find(*info, port ? IFLA_INFO_SLAVE_DATA : IFLA_INFO_DATA);
  return data ? find(*data, step.type) : std::nullopt;
}

// Little-endian as the host is; wide enough for every number among these attributes.
std::string number_text(const std::optional<bridge::Bytes>& bytes) {
  if (!bytes) return "absent";
  std::uint64_t value = 0;
  if (bytes->size() > sizeof(value)) return fmt::format("{} bytes", bytes->size());
  std::memcpy(&value, bytes->data(), bytes->size());
  return fmt::format("{}", value);
}

}  // namespace

std::int32_t Runner::number(const Target& target) const {
  const auto* who = std::get_if<Who>(&target);
  return who == nullptr ? std::get<std::int32_t>(target)
                        : static_cast<std::int32_t>(testbed_.link(actual(*who)));
}

std::vector<std::byte> Runner::address(Mac role) const {
  const MacAddress mac = testbed_.mac(actual(role));
  const auto bytes = std::as_bytes(std::span(mac.octets()));
  return {bytes.begin(), bytes.end()};
}

std::string_view Runner::name(Who who) const { return testbed_.port_name(actual(who)); }

Runner::Seen Runner::operate(const RequestStep& step) {
  bridge::Result<Netlink> netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  const std::uint32_t sequence = netlink->next_sequence();
  const auto flags = static_cast<std::uint16_t>(NLM_F_ACK | step.flags);
  const std::vector<std::byte> request =
      encode_request(step.type, flags, sequence, step.head, step.fields, *this);
  const bridge::Result<Reply> reply = netlink->ask(request, sequence);
  if (!reply) return std::unexpected(fmt::format("{}: {}", step.says, to_string(reply.error())));
  std::string read = fmt::format("{}: {}", step.says, answer_text(reply->error));
  if (!reply->reason.empty()) read += fmt::format(" \"{}\"", reply->reason);
  if (reply->error != step.answer)
    return std::unexpected(fmt::format("{}; expected {}", read, answer_text(step.answer)));
  if (reply->reason.find(step.reason) == std::string::npos)
    return std::unexpected(fmt::format("{}; expected \"{}\"", read, step.reason));
  return read;
}

Runner::Seen Runner::operate(const ReadFieldStep& step) {
  bridge::Result<Netlink> netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  const std::uint32_t sequence = netlink->next_sequence();
  const std::vector<std::byte> request =
      encode_request(RTM_GETLINK, NLM_F_ACK, sequence, LinkHead{.link = step.link}, {}, *this);
  const bridge::Result<Reply> reply = netlink->ask(request, sequence);
  if (!reply) return std::unexpected(to_string(reply.error()));
  std::optional<bridge::Bytes> bytes;
  for (const Reply::Message& message : reply->messages) {
    if (message.type == RTM_NEWLINK) bytes = part_of(message.payload, step);
  }
  const std::string read = number_text(bytes);
  const std::string expected = step.value ? fmt::format("{}", *step.value) : "absent";
  const std::string said = fmt::format("{} reads {} {}", to_string(step.link), step.says, read);
  if (read != expected) return std::unexpected(fmt::format("{}; expected {}", said, expected));
  if (step.size != 0 && bytes && bytes->size() != step.size) {
    return std::unexpected(
        fmt::format("{} in {} bytes; expected {}", said, bytes->size(), step.size));
  }
  return said;
}

Runner::Seen Runner::operate(const LinkStep& step) {
  const bridge::SetLink set{.index = testbed_.link(actual(step.link)), .up = step.up};
  return change(set, 0, fmt::format("{} {}", to_string(step.link), step.up ? "up" : "down"));
}

}  // namespace virnet::conformance
