// fuzz/notify.h - The kernel's side of notifications: events as the datagrams that tell of them.
#pragma once

#include <virnet/kernel.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace virnet::fuzz {

using Datagram = std::vector<std::byte>;

// One message; empty if the event does not fit into one, or is none of the kernel's.
[[nodiscard]] Datagram notification(const bridge::Event& event, std::uint32_t sequence = 0);

// The same, each with its own message type and payload: as a dump lists them.
[[nodiscard]] Datagram link_message(const bridge::Link& link, std::uint32_t sequence = 0);
[[nodiscard]] Datagram entry_message(const bridge::FdbEntry& entry, bridge::LinkIndex bridge,
                                     std::uint32_t sequence = 0);
[[nodiscard]] Datagram vlans_message(const bridge::PortVlans& vlans, bridge::LinkIndex bridge,
                                     std::uint32_t sequence = 0);

void append(Datagram& to, const Datagram& more);

[[nodiscard]] bool same(const bridge::Link& a, const bridge::Link& b);
[[nodiscard]] bool same(const bridge::Event& a, const bridge::Event& b);

}  // namespace virnet::fuzz
