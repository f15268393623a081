#include "conformance/harness/testbed/endpoint.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "conformance/harness/testbed/ip_packet.h"

namespace virnet::conformance {
namespace {

constexpr std::uint16_t kEtherType = 0x88B5;
constexpr std::uint16_t kTagType = 0x8100;
constexpr std::uint16_t kIpType = 0x0800;
constexpr std::size_t kShortest = 60;  // of an Ethernet frame without its checksum
constexpr std::array<char, 8> kMagic = {'v', 'i', 'r', 'n', 'e', 't', '0', '1'};

bridge::KernelError failed(std::string action, int error) {
  return {.code = bridge::KernelError::Code::Socket, .error = error, .action = std::move(action)};
}

template <typename T>
void append(std::vector<std::byte>& bytes, const T& value) {
  const auto* begin = reinterpret_cast<const std::byte*>(&value);
  bytes.insert(bytes.end(), begin, begin + sizeof(T));
}

template <typename T>
std::optional<T> take(std::span<const std::byte>& bytes) {
  if (bytes.size() < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, bytes.data(), sizeof(T));
  bytes = bytes.subspan(sizeof(T));
  return value;
}

// The tag that the kernel keeps beside the bytes.
std::uint16_t tag_of(msghdr& message) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
       part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_PACKET || part->cmsg_type != PACKET_AUXDATA) continue;
    tpacket_auxdata data{};
    std::memcpy(&data, CMSG_DATA(part), sizeof(data));
    if ((data.tp_status & TP_STATUS_VLAN_VALID) != 0) return data.tp_vlan_tci & 0xfff;
  }
  return 0;
}

bridge::Outcome make_promiscuous(bridge::Kernel& kernel, const bridge::Link& link, int descriptor) {
  packet_mreq membership{};
  membership.mr_ifindex = static_cast<int>(link.index);
  membership.mr_type = PACKET_MR_PROMISC;
  if (setsockopt(descriptor, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &membership, sizeof(membership)) !=
      0) {
    return std::unexpected(failed(fmt::format("make '{}' promiscuous", link.name), errno));
  }
  bridge::Result<bridge::Link> now = kernel.link(link.index);
  if (!now) return std::unexpected(std::move(now.error()));
  if (now->promiscuity > link.promiscuity) return {};
  return std::unexpected(failed(fmt::format("see '{}' promiscuous", link.name), 0));
}

}  // namespace

std::vector<std::byte> encode_frame(const Frame& frame) {
  std::vector<std::byte> bytes;
  append(bytes, frame.destination.octets());
  append(bytes, frame.source.octets());
  if (frame.vlan != 0) {
    append(bytes, htons(kTagType));
    append(bytes, htons(frame.vlan));
  }
  std::vector<std::byte> content;
  append(content, kMagic);
  append(content, frame.cookie);
  if (frame.as_ip)
    content = ip_packet(frame.destination.octets()[5], kExperimentalProtocol, content);
  append(bytes, htons(frame.as_ip ? kIpType : kEtherType));
  bytes.insert(bytes.end(), content.begin(), content.end());
  if (bytes.size() < kShortest) bytes.resize(kShortest);
  return bytes;
}

std::optional<Frame> decode_frame(std::span<const std::byte> bytes) {
  using Octets = std::array<std::uint8_t, 6>;
  const auto destination = take<Octets>(bytes);
  const auto source = take<Octets>(bytes);
  auto type = take<std::uint16_t>(bytes);
  std::uint16_t vlan = 0;
  if (type == htons(kTagType)) {
    vlan = ntohs(take<std::uint16_t>(bytes).value_or(0)) & 0xfff;
    type = take<std::uint16_t>(bytes);
  }
  const bool as_ip = type == htons(kIpType);
  if (as_ip) bytes = bytes.subspan(std::min(kIpHeader, bytes.size()));
  const auto magic = take<std::array<char, 8>>(bytes);
  const auto cookie = take<std::uint64_t>(bytes);
  if ((type != htons(kEtherType) && !as_ip) || magic != kMagic || !cookie) return std::nullopt;
  return Frame{MacAddress(*source), MacAddress(*destination), vlan, *cookie, as_ip};
}

bridge::Result<Endpoint> Endpoint::open(bridge::Kernel& kernel, const bridge::Link& link,
                                        bool promiscuous) {
  const std::string action = fmt::format("open a packet socket on '{}'", link.name);
  Endpoint endpoint(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), link.name);
  if (endpoint.descriptor_ < 0) return std::unexpected(failed(action, errno));
  const int on = 1;
  // One for all receivers of a flood, even if this process does not get to read for a while.
  const int room = 256 * 1024;
  (void)setsockopt(endpoint.descriptor_, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
  (void)setsockopt(endpoint.descriptor_, SOL_PACKET, PACKET_AUXDATA, &on, sizeof(on));
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  // All types: a socket for one type gets tagged frames without a word about their tag.
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = static_cast<int>(link.index);
  if (bind(endpoint.descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) !=
      0) {
    return std::unexpected(failed(action, errno));
  }
  if (promiscuous) {
    bridge::Outcome done = make_promiscuous(kernel, link, endpoint.descriptor_);
    if (!done) return std::unexpected(std::move(done.error()));
  }
  return endpoint;
}

Endpoint Endpoint::of_tap(int descriptor, std::string name) {
  Endpoint endpoint(descriptor, std::move(name));
  endpoint.tap_ = true;
  return endpoint;
}

Endpoint::Endpoint(Endpoint&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      tap_(other.tap_),
      name_(std::move(other.name_)),
      recording_(other.recording_),
      interface_(other.interface_) {}

Endpoint& Endpoint::operator=(Endpoint&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(tap_, other.tap_);
  std::swap(name_, other.name_);
  std::swap(recording_, other.recording_);
  std::swap(interface_, other.interface_);
  return *this;
}

Endpoint::~Endpoint() { end(); }

void Endpoint::end() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

void Endpoint::record(Recording& recording) {
  recording_ = &recording;
  interface_ = recording.add_interface(name_);
}

void Endpoint::recorded(Recording::Direction direction, std::span<const std::byte> bytes,
                        std::uint16_t removed_tag) {
  constexpr std::size_t kAddresses = 12;
  if (recording_ == nullptr || bytes.size() < kAddresses) return;
  if (removed_tag == 0) return recording_->add(interface_, direction, bytes);
  std::vector<std::byte> whole(bytes.begin(), bytes.begin() + kAddresses);
  append(whole, htons(kTagType));
  append(whole, htons(removed_tag));
  whole.insert(whole.end(), bytes.begin() + kAddresses, bytes.end());
  recording_->add(interface_, direction, whole);
}

bridge::Outcome Endpoint::send(const Frame& frame) { return send_bytes(encode_frame(frame)); }

bridge::Outcome Endpoint::send_bytes(std::span<const std::byte> bytes) {
  recorded(Recording::Direction::Sent, bytes, 0);
  // On a packet socket this sends.
  while (write(descriptor_, bytes.data(), bytes.size()) < 0) {
    if (errno != EINTR)
      return std::unexpected(failed(fmt::format("send a frame on '{}'", name_), errno));
  }
  return {};
}

Endpoint::Raw Endpoint::receive_bytes() {
  for (;;) {
    std::array<std::byte, 2048> bytes{};
    alignas(cmsghdr) std::array<std::byte, 128> control{};
    iovec place{.iov_base = bytes.data(), .iov_len = bytes.size()};
    sockaddr_ll from{};
    msghdr message{};
    message.msg_name = &from;
    message.msg_namelen = sizeof(from);
    message.msg_iov = &place;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t size =
        tap_ ? read(descriptor_, bytes.data(), bytes.size()) : recvmsg(descriptor_, &message, 0);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return {};
    if (!tap_ && from.sll_pkttype == PACKET_OUTGOING) continue;
    return {.bytes = {bytes.begin(), bytes.begin() + size},
            .removed_tag = tap_ ? std::uint16_t{0} : tag_of(message)};
  }
}

std::optional<Frame> Endpoint::receive() {
  for (;;) {
    const Raw raw = receive_bytes();
    if (raw.bytes.empty()) return std::nullopt;
    recorded(Recording::Direction::Seen, raw.bytes, raw.removed_tag);
    std::optional<Frame> frame = decode_frame(raw.bytes);
    if (!frame) continue;
    if (frame->vlan == 0) frame->vlan = raw.removed_tag;
    return frame;
  }
}

}  // namespace virnet::conformance
