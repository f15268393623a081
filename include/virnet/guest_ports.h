// include/virnet/guest_ports.h - Which ports of a network's bridge are a guest's.
//
//   using namespace virnet::bridge;
//   virnet::NetworkDraft draft;
//   draft->name = "lab";
//   draft->bridge.name = "virbr0";
//   const virnet::Network network = *draft.finish();
//   virnet::Guest guest{.name = "web"};
//   guest.interfaces.push_back({.type = "network", .network = "lab"});
//   GuestPorts found = ports_of(guest, network);
//   for (const std::string& remark : found.remarks) fmt::print("{}\n", remark);
//   for (const std::string& lost : resolve_tap_names(found.ports, {.name = "virbr0"}))
//     fmt::print("{}\n", lost);
//   const auto desired = desired_state(network, found.ports);
//
// Pure functions of documents that were read with <virnet/domain.h> and <virnet/parse.h>. Belonging
// to a network, and what the interface, its portgroup and the network say together, are as in
// libvirt 12.8.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/desired_state.h>
#include <virnet/guest.h>
#include <virnet/network.h>
#include <virnet/networkport.h>

#include <string>
#include <vector>

namespace virnet::bridge {

struct GuestPorts {
  // Without the name of the tap where the document does not have it.
  std::vector<GuestPort> ports = {};
  // Of interfaces that are no port although they belong to the network, and of ports that libvirt
  // treats otherwise than the network says: sentences without a full stop.
  std::vector<std::string> remarks = {};
};

// An interface belongs to the network if it names it; one that names its bridge only is on the
// bridge without it, and libvirt leaves such a port to the kernel whatever the network says.
[[nodiscard]] GuestPorts ports_of(const Guest& guest, const Network& network);
// A network's port does not say of which network it is: it belongs if it is on the bridge. Its tap
// has to be found by resolve_tap_names().
[[nodiscard]] GuestPorts ports_of(const NetworkPort& port, const Network& network);

// The address that libvirt gives to the host's side of a tap: the guest's with fe (fa if it is fe
// already) in the first octet.
[[nodiscard]] MacAddress tap_address(const MacAddress& guest);
// Names the ports that have no name by the addresses of the bridge's ports and of the links around
// it, and drops those that are the same interface as one that has a name. Says which are
// still without one, and drops them.
[[nodiscard]] std::vector<std::string> resolve_tap_names(std::vector<GuestPort>& guests,
                                                         const BridgeState& observed);

// Names like vnet0 are used again when a guest is gone. Says of each port that a document names
// whether its address is that of the tap of another guest with an address of QEMU's (52:54:00).
[[nodiscard]] std::vector<std::string> find_stale_taps(const std::vector<GuestPort>& guests,
                                                       const BridgeState& observed);

}  // namespace virnet::bridge
