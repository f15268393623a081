// Whole valid networks.
//
// Every part of the model occurs. Left out is only what a written document cannot say, so that
// writing and reading gives the same network again; a test of its own shows what becomes of each of
// these:
//   - line breaks and tabs in attribute values, which libvirt prints raw
//   - CR in text, printed raw too
//   - values that are not printed: the content of a forward of mode none, `managed` outside
//   hostdev, an empty nat,
//     numbers that are 0, bootp without range or host, a domain without name, what does not belong
//     to the type of a virtualport
//   - a driver without a name in a forward without content, whose line stands outside of <forward>
//   - a native VLAN that is listed twice, and PCI functions above 9, and delays from 2^63
#pragma once

#include <virnet/network.h>

#include "conformance/property/choices.h"

namespace virnet::generate {

// A network that libvirt `release` accepts; finish(release) succeeds.
[[nodiscard]] NetworkDraft network(Choices& choices, Release release);

// The parts, each with a file or a function of its own.
void add_forward(Choices& choices, NetworkDraft& draft, Release release);
void add_bridge(Choices& choices, NetworkDraft& draft);
void add_dns(Choices& choices, NetworkDraft& draft, Release release);
void add_ips(Choices& choices, NetworkDraft& draft, Release release);
void add_routes(Choices& choices, NetworkDraft& draft, Release release);
void add_portgroups(Choices& choices, NetworkDraft& draft);
[[nodiscard]] draft::Vlan vlan(Choices& choices);
[[nodiscard]] Bandwidth bandwidth(Choices& choices);
[[nodiscard]] draft::VirtualPort virtual_port(Choices& choices, bool in_portgroup);

// Values.
[[nodiscard]] std::string some_name(Choices& choices);
[[nodiscard]] std::string some_text(Choices& choices);
[[nodiscard]] std::string some_device(Choices& choices);
[[nodiscard]] Tristate some_tristate(Choices& choices);
[[nodiscard]] Uuid some_uuid(Choices& choices);
[[nodiscard]] MacAddress some_mac(Choices& choices);
[[nodiscard]] IpAddress some_address(Choices& choices, IpFamily family);
[[nodiscard]] IpAddress some_address(Choices& choices);

}  // namespace virnet::generate
