// What entries of the MAC table are, how they come, move and go.
#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::Centiseconds;
using bridge::FdbKind;
using bridge::Ntf;
using bridge::Nud;
using bridge::Write;
using enum Who;

namespace {

constexpr std::uint16_t kStatic = Nud::NoArp | Nud::Reachable;
constexpr std::uint16_t kExclusive = Write::Create | Write::Exclusive;
constexpr std::uint16_t kReplace = Write::Create | Write::Replace;
constexpr std::uint8_t kSticky = Ntf::Master | Ntf::Sticky;
constexpr WhoSet kGuestsAndHost = {A, B, C, BR};

AddStep exclusive(Who port, Mac mac, int answer) {
  return {port, mac, kStatic, kExclusive, answer};
}
AddStep in_state(Who port, Mac mac, std::uint16_t state, int answer = 0) {
  return {port, mac, state, kReplace, answer};
}
AddStep flagged(Who port, Mac mac, std::uint8_t flags, std::uint16_t state = kStatic,
                int answer = 0) {
  return {port, mac, state, kReplace, answer, flags};
}
AddStep for_vlan(Who port, Mac mac, std::uint16_t vlan, int answer = 0) {
  return {port, mac, kStatic, kReplace, answer, Ntf::Master, vlan};
}
EntryStep none(Mac mac) { return {mac}; }

// Rows that say the same in both modes.
Statement both(std::string_view id, std::string_view proves, std::vector<Step> steps,
               Need need = Need::Nothing) {
  return {.id = id,
          .claim_kernel_mode = proves,
          .claim_libvirt_mode = proves,
          .steps = std::move(steps),
          .need = need};
}

std::vector<Statement> adding() {
  return {
      {.id = "FDB-001",
       .claim_kernel_mode = "an entry of state NOARP is static, on its port",
       .steps = {AddStep{A, Mac::A}, EntryStep{Mac::A, A, FdbKind::Static}}},
      {.id = "FDB-001",
       .claim_libvirt_mode = "each guest has a static entry on its own port",
       .steps = {EntryStep{Mac::A, A, FdbKind::Static}, EntryStep{Mac::B, B, FdbKind::Static},
                 EntryStep{Mac::C, C, FdbKind::Static}}},
      both("FDB-002", "adding it again exclusively answers EEXIST",
           {AddStep{A, Mac::A}, exclusive(A, Mac::A, EEXIST),
            EntryStep{Mac::A, A, FdbKind::Static}}),
      both("FDB-003", "added exclusively on another port it stays where it is",
           {AddStep{A, Mac::A}, exclusive(B, Mac::A, EEXIST),
            EntryStep{Mac::A, A, FdbKind::Static}}),
      both("FDB-004", "added on another port without EXCL it moves there",
           {AddStep{A, Mac::A}, AddStep{B, Mac::A, kStatic, Write::Create},
            EntryStep{Mac::A, B, FdbKind::Static}}),
      both("FDB-005", "without CREATE an absent entry answers ENOENT",
           {AddStep{A, Mac::X, kStatic, Write::Replace, ENOENT},
            AddStep{A, Mac::X, kStatic, Write::Modify, ENOENT}, none(Mac::X)}),
      both("FDB-006", "a dynamic entry keeps an exclusive addition out and stays dynamic",
           {in_state(A, Mac::X, Nud::Reachable), exclusive(A, Mac::X, EEXIST),
            EntryStep{Mac::X, A, FdbKind::Dynamic}}),
      both("FDB-007", "learned on the wire before, a guest's address stays lost to it after EEXIST",
           {send(U, Mac::D, Mac::Broadcast, kGuestsAndHost), exclusive(A, Mac::D, EEXIST),
            EntryStep{Mac::D, U, FdbKind::Dynamic}, send(U, Mac::R2, Mac::D, kNowhere),
            send(B, Mac::B, Mac::D, {U})}),
      both("FDB-008", "with REPLACE the guest gets its address back",
           {send(U, Mac::D, Mac::Broadcast, kGuestsAndHost), AddStep{A, Mac::D},
            EntryStep{Mac::D, A, FdbKind::Static}, send(U, Mac::R2, Mac::D, {A})}),
      both("FDB-009", "states other than NOARP, REACHABLE and PERMANENT are refused",
           {in_state(A, Mac::X, 0, EINVAL), in_state(A, Mac::X, Nud::Stale, EINVAL),
            in_state(A, Mac::X, Nud::Probe, EINVAL), none(Mac::X)}),
      both("FDB-010", "a 'permanent' entry sends a guest's frames to the host, not to the guest",
           {in_state(A, Mac::D, Nud::Permanent), EntryStep{Mac::D, A, FdbKind::Local},
            send(U, Mac::R2, Mac::D, {BR})}),
      both("FDB-017", "a link that is no port has no entries in a bridge",
           {AddStep{D, Mac::D, kStatic, kReplace, EOPNOTSUPP}}),
      both("FDB-018", "the zero address is refused",
           {AddStep{A, Mac::Zero, kStatic, kReplace, EINVAL}}),
      both("FDB-024", "a port's own address cannot be added exclusively to another",
           {exclusive(A, Mac::PortB, EEXIST), EntryStep{Mac::PortB, B, FdbKind::Local}}),
      both("FDB-025", "nor can the bridge's",
           {exclusive(A, Mac::Bridge, EEXIST), EntryStep{Mac::Bridge, BR, FdbKind::Local}}),
  };
}

std::vector<Statement> vlans() {
  constexpr auto kVlans = Need::VlanFiltering;
  constexpr auto kNoVlans = Need::NoVlanFiltering;
  return {
      both("FDB-028", "a VLAN in an entry is refused by a kernel without VLANs",
           {for_vlan(A, Mac::D, 1, EINVAL)}, kNoVlans),
      both("FDB-028", "an entry for one VLAN of the port is made alone",
           {for_vlan(A, Mac::D, 1), VlansStep{Mac::D, A, {1}}}, kVlans),
      both("FDB-030", "an addition makes one entry where the kernel has no VLANs",
           {AddStep{A, Mac::D}, VlansStep{Mac::D, A, {0}}}, kNoVlans),
      both("FDB-030", "an addition makes one entry for VLAN 0 and a twin for the port's VLAN",
           {AddStep{A, Mac::D}, VlansStep{Mac::D, A, {0, 1}}}, kVlans),
      both("FDB-031", "a twin is made for each VLAN that the port has at this moment",
           {AddVlanStep{A, 10}, AddVlanStep{A, 11}, AddStep{A, Mac::D},
            VlansStep{Mac::D, A, {0, 1, 10, 11}}, DeleteStep{A, Mac::D}, DeleteVlanStep{A, 10},
            DeleteVlanStep{A, 11}},
           kVlans),
      both("FDB-032",
           "a VLAN added later gets no twin until the entry is added again, not exclusively",
           {AddStep{A, Mac::D}, AddVlanStep{A, 12}, VlansStep{Mac::D, A, {0, 1}},
            exclusive(A, Mac::D, EEXIST), VlansStep{Mac::D, A, {0, 1}}, AddStep{A, Mac::D},
            VlansStep{Mac::D, A, {0, 1, 12}}, DeleteStep{A, Mac::D}, DeleteVlanStep{A, 12}},
           kVlans),
      both("FDB-037", "switching VLAN filtering adds and removes no entry",
           {AddStep{A, Mac::D}, BridgeStep{{.vlan_filtering = true}}, VlansStep{Mac::D, A, {0, 1}},
            BridgeStep{{.vlan_filtering = false}}, VlansStep{Mac::D, A, {0, 1}}},
           kVlans),
  };
}

std::vector<Statement> moving() {
  const Step seen_on_the_wire = send(U, Mac::D, Mac::Broadcast, kGuestsAndHost);
  return {
      both("FDB-059", "a sticky entry stays when a frame on the wire bears its address",
           {flagged(A, Mac::D, kSticky), seen_on_the_wire,
            EntryStep{Mac::D, A, FdbKind::Static, true}, send(B, Mac::B, Mac::D, {A})}),
      both("FDB-060", "a static entry does not: it moves to the uplink and stays static",
           {AddStep{A, Mac::D}, seen_on_the_wire, EntryStep{Mac::D, U, FdbKind::Static},
            send(B, Mac::B, Mac::D, {U})}),
      {.id = "FDB-061",
       .claim_libvirt_mode = "the guest cannot win a moved entry back by sending",
       .steps = {seen_on_the_wire, AddStep{A, Mac::D}, seen_on_the_wire,
                 send(A, Mac::D, Mac::Broadcast, {U, B, C, BR}),
                 EntryStep{Mac::D, U, FdbKind::Static}}},
      both("FDB-062", "a moved entry is not found on its old port",
           {AddStep{A, Mac::D}, seen_on_the_wire, DeleteStep{A, Mac::D, ENOENT},
            EntryStep{Mac::D, U, FdbKind::Static}},
           Need::NoVlanFiltering),
      both("FDB-063", "a local entry does not move",
           {in_state(A, Mac::D, Nud::Permanent), seen_on_the_wire,
            EntryStep{Mac::D, A, FdbKind::Local}}),
      both("FDB-064", "with learning off on the uplink no frame from the wire moves an entry",
           {FlagsStep{U, {.learning = false}}, AddStep{A, Mac::D}, seen_on_the_wire,
            EntryStep{Mac::D, A, FdbKind::Static}, send(B, Mac::B, Mac::D, {A})}),
      both("FDB-065", "a static entry can be made sticky by adding it again",
           {AddStep{A, Mac::D}, flagged(A, Mac::D, kSticky),
            EntryStep{Mac::D, A, FdbKind::Static, true}}),
      both("FDB-066", "sticky and permanent exclude one another",
           {flagged(A, Mac::D, kSticky, Nud::Permanent, EINVAL), none(Mac::D)}),
  };
}

std::vector<Statement> going() {
  return {
      both("FDB-022", "deleting an absent entry, or one through another port, answers ENOENT",
           {DeleteStep{A, Mac::X, ENOENT}, AddStep{A, Mac::D}, DeleteStep{B, Mac::D, ENOENT},
            EntryStep{Mac::D, A, FdbKind::Static}}),
      both("FDB-041", "a port that is down takes static entries, but no dynamic ones",
           {JoinStep{true}, in_state(D, Mac::D, Nud::Reachable, EPERM), AddStep{D, Mac::D},
            EntryStep{Mac::D, D, FdbKind::Static}}),
      both("FDB-043", "a port that leaves takes its entries with it",
           {JoinStep{true}, AddStep{D, Mac::D}, EntryStep{Mac::D, D, FdbKind::Static},
            JoinStep{false}, none(Mac::D)}),
      both("FDB-044", "flushing a port removes learned entries and leaves static ones",
           {AddStep{A, Mac::D}, in_state(A, Mac::X, Nud::Reachable), FlushStep{A},
            EntryStep{Mac::D, A, FdbKind::Static}, none(Mac::X)}),
      {.id = "FDB-067",
       .claim_kernel_mode = "learning switched off, what was learned before still counts",
       .steps = {send(A, Mac::A, Mac::Broadcast, {U, B, C, BR}), FlagsStep{A, {.learning = false}},
                 EntryStep{Mac::A, A, FdbKind::Dynamic}, send(U, Mac::R2, Mac::A, {A})}},
  };
}

}  // namespace

std::vector<Statement> fdb_statements() {
  std::vector<Statement> all;
  for (auto* group : {adding, vlans, moving, going}) {
    for (Statement& statement : group()) all.push_back(std::move(statement));
  }
  return all;
}

}  // namespace virnet::conformance
