// Where frames come out.
#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::Centiseconds;
using bridge::FdbKind;
using bridge::Nud;
using enum Who;

namespace {

constexpr WhoSet kFromWire = {A, B, C, BR};  // all that a broadcast from U reaches
constexpr WhoSet kFromA = {U, B, C, BR};
constexpr WhoSet kFloodFromA = {U, B, C};  // an unknown unicast address, not promiscuous

// R1 has been seen behind U.
Step wire_known() { return send(U, Mac::R1, Mac::Broadcast, kFromWire); }

Statement both(std::string_view id, std::string_view proves, std::vector<Step> steps,
               Need need = Need::Nothing) {
  return {.id = id,
          .claim_kernel_mode = proves,
          .claim_libvirt_mode = proves,
          .steps = std::move(steps),
          .need = need};
}

std::vector<Statement> unicast() {
  return {
      {.id = "FRM-001",
       .claim_kernel_mode =
           "a unicast frame from the wire for an unknown address reaches all guests",
       .steps = {send(U, Mac::R2, Mac::X, {A, B, C})}},
      {.id = "FRM-002",
       .claim_libvirt_mode =
           "a unicast frame from the wire for an unknown address reaches no guest",
       .steps = {send(U, Mac::R2, Mac::X, kNowhere)}},
      {.id = "FRM-003",
       .claim_kernel_mode =
           "what is sent to a guest that has been silent reaches the others as well",
       .claim_libvirt_mode = "what is sent to a guest that has been silent reaches it alone",
       .steps = {send(U, Mac::R2, Mac::A, {A, B, C}, {A}),
                 send(C, Mac::C, Mac::A, {U, A, B}, {A})}},
      {.id = "FRM-004",
       .claim_libvirt_mode = "what a guest sends to an unknown address goes to the wire alone",
       .steps = {send(A, Mac::A, Mac::R1, {U}), wire_known(), send(A, Mac::A, Mac::R1, {U})}},
      {.id = "FRM-005",
       .claim_kernel_mode =
           "what a guest sends to an unknown address reaches all, until that has spoken",
       .steps = {send(A, Mac::A, Mac::R1, kFloodFromA), wire_known(),
                 send(A, Mac::A, Mac::R1, {U})}},
      both("FRM-016", "what is sent to the bridge's or a port's own address goes to the host alone",
           {send(U, Mac::R2, Mac::Bridge, {BR}), send(U, Mac::R2, Mac::PortA, {BR}),
            send(A, Mac::A, Mac::Bridge, {BR}), send(A, Mac::A, Mac::PortU, {BR})}),
      both("FRM-017", "a frame to its own sender comes back only through a hairpin",
           {send(A, Mac::A, Mac::A, kNowhere), FlagsStep{A, {.hairpin = true}},
            send(A, Mac::A, Mac::A, {A})}),
      {.id = "FRM-018",
       .claim_kernel_mode = "through a hairpin, unknown unicast comes back as well",
       .claim_libvirt_mode = "through a hairpin, unknown unicast still goes to the wire alone",
       .steps = {FlagsStep{A, {.hairpin = true}}, send(A, Mac::A, Mac::X, {U, A, B, C}, {U})}},
  };
}

std::vector<Statement> groups() {
  auto to_group = [](Mac group, WhoSet where) { return send(A, Mac::A, group, where); };
  return {
      both("FRM-006", "broadcasts reach everyone else and the host",
           {send(U, Mac::R2, Mac::Broadcast, kFromWire), send(A, Mac::A, Mac::Broadcast, kFromA)}),
      both("FRM-007", "multicast reaches everyone else and the host while snooping is off",
           {send(U, Mac::R2, Mac::Multicast, kFromWire),
            send(U, Mac::R2, Mac::Multicast6, kFromWire), to_group(Mac::Multicast, kFromA)}),
      both("FRM-021", "without STP, frames to the STP address pass like other multicast",
           {to_group(Mac::Group0, kFromA)}, Need::NoStp),
      both("FRM-021", "with STP, frames to the STP address are not forwarded",
           {to_group(Mac::Group0, kNowhere)}, Need::Stp),
      both("FRM-022", "the other link-local group addresses pass nowhere",
           {to_group(Mac::Group1, kNowhere), to_group(Mac::Group2, kNowhere),
            to_group(Mac::Group3, kNowhere), to_group(Mac::GroupE, kNowhere),
            to_group(Mac::GroupF, kNowhere)}),
      both("FRM-023", "the bridge's group mask lets chosen ones pass",
           {BridgeStep{{.group_fwd_mask = std::uint16_t{0x4008}}}, to_group(Mac::Group3, kFromA),
            to_group(Mac::GroupE, kFromA), to_group(Mac::Group2, kNowhere)}),
      both("FRM-024", "a port's group mask lets them pass from this port only",
           {FlagsStep{A, {.group_fwd_mask = std::uint16_t{0x4000}}}, to_group(Mac::GroupE, kFromA),
            send(U, Mac::R2, Mac::GroupE, kNowhere)}),
  };
}

std::vector<Statement> forged() {
  return {
      {.id = "FRM-008",
       .claim_libvirt_mode = "a guest may forge a source, but the reply to it reaches nobody",
       .steps = {wire_known(), send(A, Mac::X, Mac::R1, {U}), send(U, Mac::R1, Mac::X, kNowhere)}},
      {.id = "FRM-009",
       .claim_kernel_mode = "the reply to a forged source reaches the guest that forged it",
       .steps = {wire_known(), send(A, Mac::X, Mac::R1, {U}), send(U, Mac::R1, Mac::X, {A})}},
      {.id = "FRM-010",
       .claim_libvirt_mode = "a guest that forges another's address does not get its frames",
       .steps = {wire_known(), send(A, Mac::B, Mac::R1, {U}), send(U, Mac::R1, Mac::B, {B})}},
      {.id = "FRM-011",
       .claim_kernel_mode = "a guest that forges another's address gets its frames",
       .steps = {wire_known(), send(A, Mac::B, Mac::R1, {U}), send(U, Mac::R1, Mac::B, {A})}},
      {.id = "FRM-012",
       .claim_kernel_mode =
           "a guest that forges an address of the wire gets what others send there",
       .claim_libvirt_mode =
           "a guest that forges an address of the wire gets nothing of what others send there",
       .steps = {wire_known(), send(A, Mac::R1, Mac::R2, kFloodFromA, {U}),
                 send(C, Mac::C, Mac::R1, {A}, {U})}},
      {.id = "FRM-013",
       .claim_kernel_mode =
           "one frame on the wire with a guest's source takes its traffic to the wire",
       .claim_libvirt_mode =
           "one frame on the wire with a guest's source takes its traffic: the static entry moves",
       .steps = {send(U, Mac::A, Mac::Broadcast, kFromWire), send(B, Mac::B, Mac::A, {U})}},
      {.id = "FRM-014",
       .claim_libvirt_mode =
           "with the uplink's flags off and a static entry for the far end nothing is taken",
       .steps = {FlagsStep{U, {.learning = false, .unicast_flood = false}}, AddStep{U, Mac::R1},
                 send(U, Mac::A, Mac::Broadcast, kFromWire), send(B, Mac::B, Mac::A, {A}),
                 send(B, Mac::B, Mac::R1, {U})}},
      {.id = "FRM-015",
       .claim_kernel_mode = "a guest's address seen on another guest's port moves there",
       .claim_libvirt_mode = "a guest's address seen on another guest's port stays with the guest",
       .steps = {send(C, Mac::B, Mac::Broadcast, {U, A, B, BR}),
                 send(A, Mac::A, Mac::B, {C}, {B})}},
      both("FRM-020", "a frame with a group or zero source address goes nowhere",
           {send(A, Mac::Multicast, Mac::R1, kNowhere), send(A, Mac::Broadcast, Mac::R1, kNowhere),
            send(A, Mac::Zero, Mac::R1, kNowhere)}),
  };
}

std::vector<Statement> entries() {
  const Step b_broadcasts = send(B, Mac::B, Mac::Broadcast, {U, A, C, BR});
  return {
      both("FRM-027", "what is sent to a port that is down is not flooded instead",
           {JoinStep{true}, AddStep{D, Mac::D}, send(A, Mac::A, Mac::D, kNowhere)}),
      both("FRM-028", "a guest whose entry is 'permanent' gets nothing: the host does",
           {AddStep{A, Mac::A, Nud::Permanent}, send(U, Mac::R2, Mac::A, {BR}),
            send(B, Mac::B, Mac::A, {BR})}),
      {.id = "FRM-029",
       .claim_libvirt_mode =
           "a guest without an entry gets broadcasts, and nothing that is sent to it",
       .steps = {DeleteStep{A, Mac::A}, send(U, Mac::R2, Mac::A, kNowhere),
                 send(U, Mac::R2, Mac::Broadcast, kFromWire)}},
      both("FRM-030", "an entry on the wrong port sends a guest's frames there",
           {AddStep{B, Mac::A}, send(U, Mac::R2, Mac::A, {B})}),
      {.id = "FRM-025",
       .claim_kernel_mode = "what was learned ages, and is flooded again",
       .steps = {send(B, Mac::B, Mac::Broadcast, {U, A, C, BR}), send(A, Mac::A, Mac::B, {B}),
                 BridgeStep{{.ageing_time = Centiseconds(100)}}, GoneStep{Mac::B},
                 send(A, Mac::A, Mac::B, kFloodFromA)},
       .once = true},
      {.id = "FRM-025",
       .claim_libvirt_mode = "while learned entries age, a guest's entry stays",
       .steps = {wire_known(), BridgeStep{{.ageing_time = Centiseconds(100)}}, GoneStep{Mac::R1},
                 EntryStep{Mac::A, A, FdbKind::Static}, send(U, Mac::R2, Mac::A, {A})},
       .once = true},
      // While STP changes the topology, the forward delay stands in for the ageing time.
      {.id = "FRM-026",
       .claim_kernel_mode = "with ageing time 0 nothing is learned: all unicast is flooded",
       .steps = {BridgeStep{{.ageing_time = Centiseconds(0)}}, b_broadcasts,
                 send(A, Mac::A, Mac::B, kFloodFromA)},
       .need = Need::NoStp},
      {.id = "FRM-026",
       .claim_libvirt_mode = "with ageing time 0 a guest's entry still counts",
       .steps = {BridgeStep{{.ageing_time = Centiseconds(0)}}, b_broadcasts,
                 send(A, Mac::A, Mac::B, {B})}},
  };
}

std::vector<Statement> flags() {
  SendStep b_speaks = send(B, Mac::B, Mac::Broadcast, {U, C, BR});
  b_speaks.control_misses = {A};
  auto from_a = [](Mac to, WhoSet where) {
    SendStep step = send(A, Mac::A, to, where);
    step.control_misses = {B};
    return step;
  };
  SendStep own = send(A, Mac::A, Mac::R1, {U});
  SendStep forged_source = send(A, Mac::X, Mac::R1, kNowhere);
  own.control_as_self = forged_source.control_as_self = true;
  return {
      both("FRM-019", "nothing passes between two isolated ports; all else does",
           {FlagsStep{A, {.isolated = true}}, FlagsStep{B, {.isolated = true}}, wire_known(),
            b_speaks, send(C, Mac::C, Mac::Broadcast, {U, A, B, BR}), from_a(Mac::B, kNowhere),
            from_a(Mac::C, {C}), from_a(Mac::R1, {U}), send(U, Mac::R1, Mac::A, {A})}),
      both("FRM-033",
           "a promiscuous bridge device (a capture on it) sees what passes between others",
           {send(B, Mac::B, Mac::Broadcast, {U, A, C, BR}), PromiscuousStep{BR, true},
            send(A, Mac::A, Mac::B, {B, BR})}),
      both("FRM-034", "a locked port passes only sources that have an entry on it",
           {wire_known(), AddStep{A, Mac::A}, FlagsStep{A, {.locked = true}}, own, forged_source},
           Need::Locked),
      {.id = "FRM-041",
       .claim_libvirt_mode =
           "hardened: an uplink that floods and does not learn changes nothing for frames",
       .steps = {FlagsStep{U, {.learning = false}}, send(A, Mac::A, Mac::R1, {U}),
                 send(U, Mac::R2, Mac::X, kNowhere), send(U, Mac::R2, Mac::A, {A}),
                 send(A, Mac::A, Mac::B, {B})}},
      {.id = "FRM-042",
       .claim_libvirt_mode = "hardened: no frame from the wire takes a guest's traffic",
       .steps = {FlagsStep{U, {.learning = false}}, send(U, Mac::A, Mac::Broadcast, kFromWire),
                 send(U, Mac::R2, Mac::A, {A}), send(B, Mac::B, Mac::A, {A}),
                 EntryStep{Mac::A, A, FdbKind::Static}, EntryStep{Mac::R2}}},
  };
}

std::vector<Statement> tagged() {
  auto tag = [](Mac to, WhoSet kernel, WhoSet libvirt) {
    SendStep step = send(U, Mac::R2, to, kernel, libvirt);
    step.vlan = 10;
    return step;
  };
  return {
      {.id = "FRM-038",
       .claim_kernel_mode =
           "without filtering, a tagged frame passes with its tag, flooded like another",
       .claim_libvirt_mode =
           "without filtering, a tagged frame for a guest reaches it with its tag",
       .steps = {BridgeStep{{.vlan_filtering = false}}, tag(Mac::A, {A, B, C}, {A})}},
      {.id = "FRM-035",
       .claim_libvirt_mode =
           "with filtering, a frame tagged for a VLAN that no port has goes nowhere",
       .steps = {tag(Mac::A, kNowhere, kNowhere), tag(Mac::Broadcast, kNowhere, kNowhere)},
       .need = Need::VlanFiltering},
      {.id = "FRM-036",
       .claim_libvirt_mode =
           "with filtering, a guest's entry counts only for the VLANs it was made for",
       .steps = {AddVlanStep{U, 10}, AddVlanStep{A, 10}, tag(Mac::A, kNowhere, kNowhere),
                 AddStep{.port = A, .mac = Mac::A, .vlan = std::uint16_t{10}},
                 tag(Mac::A, {A}, {A}), DeleteStep{A, Mac::A}, DeleteVlanStep{A, 10},
                 DeleteVlanStep{U, 10}},
       .need = Need::VlanFiltering},
  };
}

}  // namespace

std::vector<Statement> frame_statements() {
  std::vector<Statement> all;
  for (auto* group : {unicast, groups, forged, entries, flags, tagged}) {
    for (Statement& statement : group()) all.push_back(std::move(statement));
  }
  return all;
}

}  // namespace virnet::conformance
