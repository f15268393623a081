#include "conformance/harness/testbed/ip_packet.h"

#include <arpa/inet.h>
#include <netinet/igmp.h>
#include <netinet/ip.h>

#include <cstring>
#include <initializer_list>

namespace virnet::conformance {
namespace {

constexpr std::uint32_t kAllHosts = 0xe0000001;  // 224.0.0.1
constexpr std::uint32_t kGroups = 0xef000000;    // 239.0.0.0
constexpr std::uint32_t kSender = 0x0a000001;    // 10.0.0.1

using Bytes = std::vector<std::byte>;

template <typename T>
Bytes bytes_of(const T& value) {
  Bytes bytes(sizeof(T));
  std::memcpy(bytes.data(), &value, sizeof(T));
  return bytes;
}

Bytes joined(std::initializer_list<std::span<const std::byte>> parts) {
  std::size_t size = 0;
  for (const auto& part : parts) size += part.size();
  Bytes all(size);
  std::size_t at = 0;
  for (const auto& part : parts) {
    if (!part.empty()) std::memcpy(all.data() + at, part.data(), part.size());
    at += part.size();
  }
  return all;
}

// RFC 1071, over an even number of bytes.
std::uint16_t internet_checksum(std::span<const std::byte> bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    std::uint16_t word = 0;
    std::memcpy(&word, bytes.data() + i, sizeof(word));
    sum += word;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

Bytes packet_to(std::uint32_t destination, std::uint8_t protocol,
                std::span<const std::byte> payload) {
  iphdr header{};
  header.version = 4;
  header.ihl = kIpHeader / 4;
  header.tot_len = htons(static_cast<std::uint16_t>(kIpHeader + payload.size()));
  header.ttl = 1;
  header.protocol = protocol;
  header.saddr = htonl(kSender);
  header.daddr = htonl(destination);
  header.check = internet_checksum(std::as_bytes(std::span(&header, 1)));
  return joined({bytes_of(header), payload});
}

Bytes frame_of(const MacAddress& source, const MacAddress& destination, const Bytes& packet) {
  constexpr std::size_t kShortest = 60;
  Bytes frame = joined(
      {bytes_of(destination.octets()), bytes_of(source.octets()), bytes_of(htons(0x0800)), packet});
  if (frame.size() < kShortest) frame.resize(kShortest);
  return frame;
}

Bytes igmp(std::uint8_t type, std::uint8_t delay, std::uint32_t group) {
  struct igmp message{};
  message.igmp_type = type;
  message.igmp_code = delay;
  message.igmp_group.s_addr = htonl(group);
  message.igmp_cksum = internet_checksum(std::as_bytes(std::span(&message, 1)));
  return bytes_of(message);
}

}  // namespace

std::vector<std::byte> ip_packet(std::uint8_t group, std::uint8_t protocol,
                                 std::span<const std::byte> payload) {
  return packet_to(kGroups | group, protocol, payload);
}

std::vector<std::byte> igmp_query(const MacAddress& source) {
  const MacAddress all_hosts({0x01, 0x00, 0x5e, 0x00, 0x00, 0x01});
  return frame_of(source, all_hosts,
                  packet_to(kAllHosts, IPPROTO_IGMP, igmp(IGMP_MEMBERSHIP_QUERY, 1, 0)));
}

std::vector<std::byte> igmp_report(const MacAddress& source, const MacAddress& group) {
  const std::uint32_t address = kGroups | group.octets()[5];
  return frame_of(source, group,
                  packet_to(address, IPPROTO_IGMP, igmp(IGMP_V2_MEMBERSHIP_REPORT, 0, address)));
}

}  // namespace virnet::conformance
