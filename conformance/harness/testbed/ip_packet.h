// conformance/harness/testbed/ip_packet.h - IPv4 packets, as far as a bridge that snoops looks at
// them.
#pragma once

#include <virnet/mac_address.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace virnet::conformance {

inline constexpr std::uint8_t kExperimentalProtocol = 253;  // RFC 3692
inline constexpr std::size_t kIpHeader = 20;                // without options

// To the group 239.0.0.X whose address on the link ends in X, or to all hosts.
[[nodiscard]] std::vector<std::byte> ip_packet(std::uint8_t group, std::uint8_t protocol,
                                               std::span<const std::byte> payload);

// Whole frames of IGMP version 2 (RFC 2236). The query asks for all groups, to be answered within
// 1/10 s, and bears the address 10.0.0.1: a bridge heeds no query without one.
[[nodiscard]] std::vector<std::byte> igmp_query(const MacAddress& source);
[[nodiscard]] std::vector<std::byte> igmp_report(const MacAddress& source, const MacAddress& group);

}  // namespace virnet::conformance
