// When a bridge keeps its ports promiscuous, and when it lets one go.
#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::PortFlags;
using enum Who;

std::vector<Statement> promiscuity_statements() {
  const PortFlags manual{.learning = false, .unicast_flood = false};
  constexpr std::string_view kUnfiltered =
      "without VLAN filtering the bridge keeps every port promiscuous";
  constexpr std::string_view kNoFlag =
      "promiscuity by the bridge shows in the counter, not in IFF_PROMISC";
  constexpr std::string_view kVeth = "a veth port is never released, filtering or not";
  auto prm = [](Who who, std::uint32_t value) { return ReadPromiscuityStep{who, value}; };
  return {
      {.id = "PRM-001",
       .claim_kernel_mode = kUnfiltered,
       .claim_libvirt_mode = kUnfiltered,
       .steps = {BridgeStep{{.vlan_filtering = false}}, prm(U, 1), prm(A, 1), prm(B, 1),
                 prm(C, 1)}},
      {.id = "PRM-002",
       .claim_kernel_mode = kVeth,
       .claim_libvirt_mode = kVeth,
       .steps = {BridgeStep{{.vlan_filtering = true}}, prm(A, 1), prm(B, 1), prm(C, 1),
                 FlagsStep{A, manual}, prm(A, 1)},
       .need = Need::VlanFiltering},
      {.id = "PRM-006",
       .claim_kernel_mode = "while guests learn or flood, the uplink stays promiscuous",
       .steps = {BridgeStep{{.vlan_filtering = true}}, prm(U, 1), FlagsStep{A, manual},
                 FlagsStep{B, manual}, prm(U, 1), FlagsStep{C, manual}, prm(U, 0)},
       .need = Need::FilterUplink},
      {.id = "PRM-008",
       .claim_libvirt_mode =
           "with every guest port off, the uplink is released; guest ports stay promiscuous",
       .steps = {prm(U, 0), prm(A, 1), prm(B, 1), prm(C, 1)},
       .need = Need::FilterUplink},
      {.id = "PRM-009",
       .claim_libvirt_mode =
           "one guest port that learns, or floods, makes the uplink promiscuous again",
       .steps = {FlagsStep{A, {.learning = true}}, prm(U, 1), FlagsStep{A, {.learning = false}},
                 prm(U, 0), FlagsStep{A, {.unicast_flood = true}}, prm(U, 1),
                 FlagsStep{A, {.unicast_flood = false}}, prm(U, 0)},
       .need = Need::FilterUplink},
      {.id = "PRM-010",
       .claim_libvirt_mode =
           "a new port makes the uplink promiscuous even while it is down, until its flags are off",
       .steps = {JoinStep{true}, prm(U, 1), FlagsStep{D, manual}, prm(U, 0), JoinStep{false},
                 prm(U, 0)},
       .need = Need::FilterUplink},
      {.id = "PRM-011",
       .claim_libvirt_mode =
           "a promiscuous bridge device (a capture on it) makes the uplink promiscuous",
       .steps = {PromiscuousStep{BR, true}, prm(U, 1), PromiscuousStep{BR, false}, prm(U, 0)},
       .need = Need::FilterUplink},
      {.id = "PRM-013",
       .claim_libvirt_mode = "switching VLAN filtering off and on takes the uplink with it",
       .steps = {BridgeStep{{.vlan_filtering = false}}, prm(U, 1),
                 BridgeStep{{.vlan_filtering = true}}, prm(U, 0)},
       .need = Need::FilterUplink},
      {.id = "PRM-015",
       .claim_libvirt_mode =
           "group flooding, broadcast flooding and isolation do not touch promiscuity",
       .steps = {FlagsStep{A,
                           {.multicast_flood = false, .broadcast_flood = false, .isolated = true}},
                 prm(U, 0)},
       .need = Need::FilterUplink},
      {.id = "PRM-016",
       .claim_libvirt_mode = "with the uplink's flags off as well it stays released",
       .steps = {FlagsStep{U, manual}, prm(U, 0)},
       .need = Need::FilterUplink},
      {.id = "PRM-017",
       .claim_libvirt_mode = "an administrator's own request counts beside the bridge's",
       .steps = {PromiscuousStep{U, true}, prm(U, 1), ReadPromiscuousStep{U, true}},
       .need = Need::FilterUplink},
      {.id = "PRM-018",
       .claim_kernel_mode = kNoFlag,
       .claim_libvirt_mode = kNoFlag,
       .steps = {prm(A, 1), ReadPromiscuousStep{A, false}}},
      {.id = "PRM-019",
       .claim_libvirt_mode = "the released uplink filters by the guests' addresses",
       .steps = {FilterListStep{U, Mac::A}, FilterListStep{U, Mac::B}, FilterListStep{U, Mac::C},
                 FilterListStep{U, Mac::X, false}},
       .need = Need::FilterUplink},
      {.id = "PRM-021",
       .claim_libvirt_mode =
           "promiscuous again, the uplink's filter is emptied; released, it is filled",
       .steps = {FlagsStep{A, {.learning = true}}, FilterListStep{U, Mac::B, false},
                 FlagsStep{A, {.learning = false}}, FilterListStep{U, Mac::B}},
       .need = Need::FilterUplink},
      {.id = "PRM-022",
       .claim_libvirt_mode = "a guest's entry taken out of the table leaves the uplink's filter",
       .steps = {DeleteStep{A, Mac::A}, FilterListStep{U, Mac::A, false},
                 FilterListStep{U, Mac::B}},
       .need = Need::FilterUplink},
      {.id = "PRM-033",
       .claim_libvirt_mode = "an uplink that floods but does not learn is released all the same",
       .steps = {FlagsStep{U, {.learning = false}}, prm(U, 0), prm(A, 1)},
       .need = Need::FilterUplink},
  };
}

}  // namespace virnet::conformance
