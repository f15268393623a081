// include/virnet/desired_state.h - The bridge that a network and its guests ask for.
//
//   using namespace virnet::bridge;
//   virnet::NetworkDraft draft;
//   draft->name = "lab";
//   draft->bridge.name = "virbr0";
//   const virnet::Network network = *draft.finish();
//   const std::vector<GuestPort> guests = {*GuestPort::parse("vnet0=52:54:00:00:00:01")};
//   const auto desired = desired_state(network, guests);
//   if (!desired) fmt::print("{}\n", desired.error().message);
//
// Pure functions of their arguments. <virnet/check_bridge.h> compares the result with a bridge,
// <virnet/plan.h> says what has to change.
#pragma once

#include <virnet/mac_address.h>
#include <virnet/uuid.h>
#include <virnet/bridge_state.h>
#include <virnet/error.h>
#include <virnet/guest.h>
#include <virnet/network.h>

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace virnet::bridge {

// A guest's end of a bridge port. <virnet/guest_ports.h> makes them of documents.
struct GuestPort {
  std::string port = {};  // the name of the host's link: "vnet0"
  MacAddress mac = {};    // the guest's own, as configured
  GuestState state = GuestState::Running;
  std::string guest = {};               // its name, if it is known
  Tristate isolated = Tristate::Unset;  // Unset: as the network says
  GuestVlan vlan = {};                  // the tags in force; none: the port's VLANs are left alone
  std::optional<Uuid> portid = {};      // of its <networkport>
  // libvirt leaves this port to the kernel, whatever the network says.
  bool attached_directly = false;
  // libvirt connected it while the network left the MAC table to the kernel.
  bool connected_in_kernel_mode = false;

  // "vnet0=52:54:00:00:00:01".
  [[nodiscard]] static std::optional<GuestPort> parse(std::string_view text);
};

struct DesiredStateOptions {
  // Beyond libvirt: entries are sticky, so that no frame from elsewhere moves them.
  bool sticky = false;
  // Beyond libvirt: this port floods and does not learn, which keeps it from taking entries over,
  // and from being promiscuous. Empty: leave the uplink alone.
  std::string harden_uplink = {};
};

// What libvirt makes of the network (12.8). With macTableManager='kernel' it leaves flags and
// entries alone and so does the desired state, except isolation and the VLANs that a guest asks
// for. Two guests with one address are no error, as for libvirt; compare() says which of them goes
// without.
//
// With macTableManager='libvirt' libvirt turns VLAN filtering on when it starts the network, in
// forward mode bridge as well, and does not start it where the kernel has none. The bridge of that
// mode is not libvirt's, and its guests see the same frames with and without: there filtering is
// optional.
//
// Error: Unsupported. The network has no Linux bridge, or a guest's port is to be the uplink.
[[nodiscard]] std::expected<BridgeState, Error> desired_state(
    const Network& network, std::span<const GuestPort> guests,
    const DesiredStateOptions& options = {});

}  // namespace virnet::bridge
