// conformance/harness/catalogue/statement.h - A statement about a bridge, as data.
//
// How to add one: a row in catalogue_*.cc. Each row starts from the state that the mode asks for
// (Testbed::reset):
//
//   {.id = "FRM-002",
//    .claim_libvirt_mode = "a unicast frame from the wire for an unknown address reaches no guest",
//    .steps = {send(U, Mac::R2, Mac::X, kNowhere)}},
//
// The steps are done in order; each checks what it says. A, B and C are any guest, any other, and
// the third: for a document a row is run for every order of the three guests.
#pragma once

#include <virnet/kernel.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "conformance/harness/catalogue/vocabulary.h"
#include "conformance/harness/steps/probes.h"
#include "conformance/harness/steps/request.h"
#include "conformance/harness/testbed/testbed.h"

namespace virnet::conformance {

// A frame; where it must come out, and nowhere else, in each mode.
struct SendStep {
  Who from = Who::U;
  Mac source = Mac::R2;
  Mac destination = Mac::X;
  WhoSet kernel = {};
  WhoSet libvirt = {};
  std::uint16_t vlan = 0;
  WhoSet control_misses = {};
  bool control_as_self = false;
  // An IPv4 packet, to a group that IGMP can know.
  bool as_ip = false;
  // Sent again until it comes out as it must: the bridge changes its mind in its own time.
  bool eventually = false;
};

// A change of the flags of a port, or of all guests' if `all_guests`, and the errno value it
// answers with.
struct FlagsStep {
  Who port = Who::A;
  bridge::PortFlags flags = {};
  int answer = 0;
};
// The flags read; those without a value are not looked at.
struct ReadFlagsStep {
  Who port = Who::A;
  bridge::PortFlags flags = {};
};
// The flags that the mode asks for.
struct ReadModeStep {
  Who port = Who::A;
};
struct BridgeStep {
  bridge::BridgeSettings settings = {};
  int answer = 0;
};
struct ReadBridgeStep {
  bridge::BridgeSettings settings = {};
};
// An addition to the MAC table.
struct AddStep {
  Who port = Who::A;
  Mac mac = Mac::A;
  std::uint16_t state = bridge::Nud::NoArp | bridge::Nud::Reachable;
  std::uint16_t write = bridge::Write::Create | bridge::Write::Replace;
  int answer = 0;
  std::uint8_t flags = bridge::Ntf::Master;
  std::optional<std::uint16_t> vlan = {};
};
struct DeleteStep {
  Who port = Who::A;
  Mac mac = Mac::A;
  int answer = 0;
  std::optional<std::uint16_t> vlan = {};
};
// The one entry of an address that counts for untagged frames; no kind: there is none.
struct EntryStep {
  Mac mac = Mac::A;
  Who port = Who::A;
  std::optional<bridge::FdbKind> kind = {};
  bool sticky = false;
  bool in_other_bridge = false;
};
// All VLANs for which the address has an entry on the port.
struct VlansStep {
  Mac mac = Mac::A;
  Who port = Who::A;
  std::vector<std::uint16_t> vlans = {};
};
struct FlushStep {
  Who port = Who::A;
};
// A link becomes a port, or ceases to be one. The spare one is down.
struct JoinStep {
  bool joins = true;
  Who port = Who::D;
};
struct AddVlanStep {
  Who port = Who::A;
  std::uint16_t vlan = 10;
};
struct DeleteVlanStep {
  Who port = Who::A;
  std::uint16_t vlan = 10;
};
// IFF_PROMISC, as an administrator sets it.
struct PromiscuousStep {
  Who link = Who::BR;
  bool on = true;
};
struct ReadPromiscuityStep {
  Who link = Who::U;
  std::uint32_t value = 1;
  bool of_lower = false;  // of the veth under the uplink
};
// IFF_PROMISC in the flags.
struct ReadPromiscuousStep {
  Who link = Who::U;
  bool on = false;
};
struct FilterListStep {
  Who link = Who::U;
  Mac mac = Mac::A;
  bool listed = true;
};
// Waits for the kernel to say that the address has no entry any more.
struct GoneStep {
  Mac mac = Mac::R1;
};
// The cable of a port is pulled out at its far end, and the port has no carrier, or put in again.
struct CarrierStep {
  Who port = Who::C;
  bool on = false;
};
// The link gets another name.
struct RenameStep {
  Who link = Who::D;
  int answer = 0;
};
struct DeleteLinkStep {
  Who link = Who::D;
};
// Waits for the link to be gone.
struct LinkGoneStep {
  Who link = Who::D;
};
// A second bridge, up, with D as its only port.
struct OtherBridgeStep {};
// A packet socket that asks for everything (PACKET_MR_PROMISC), as a capture has.
struct CaptureStep {
  Who link = Who::BR;
  bool on = true;
};
// Writes a text into a file of the link in sysfs.
struct SysfsStep {
  Who link = Who::A;
  std::string_view file;
  std::string_view text;
  int answer = 0;
};
// What is done to the tap of a guest, in a testbed of taps.
struct TapStep {
  Who guest = Who::A;
  TapUse does = TapUse::Close;
};
// IGMP version 2: a general query with the shortest delay, or a report for Mac::Multicast.
struct IgmpStep {
  Who from = Who::U;
  bool report = false;
};
// Many static entries on A, none of which anyone uses.
struct ManyEntriesStep {
  int count = 2000;
};
// Sends a frame from the wire; the network card of the uplink gives it to the host, or does not.
struct CardStep {
  Mac destination = Mac::X;
  bool taken = false;
};

// From here on what the kernel announces is kept.
struct ListenStep {};
struct Notice {
  std::uint16_t type = 0;   // RTM_NEWLINK, RTM_DELLINK, RTM_NEWNEIGH, RTM_DELNEIGH
  std::uint8_t family = 7;  // AF_BRIDGE; 0: the link itself
  Who link = Who::A;
  std::uint16_t vlan = 0;
};
// What it has announced since: of the types given, all if none are, about this address and this
// link. Either nothing else and in this order, or these in this order and anything between.
struct HeardStep {
  std::vector<Notice> notices = {};
  std::optional<Mac> mac = {};
  std::optional<Who> link = {};
  std::vector<std::uint16_t> types = {};
  bool exactly = true;
};

// What a question for entries brought.
enum class Table : std::uint8_t {
  Empty,
  OfA,       // some, all on A
  OfBridge,  // some on A and on B, none outside the bridge
  OfAll,     // the same, and some outside
  WithFlagsExt,
  WithoutFlagsExt,
};
// RTM_GETNEIGH for all entries, or for one.
struct AskTableStep {
  std::string_view says;
  bool strict = false;  // NETLINK_GET_STRICT_CHK
  bool dump = true;
  Head head = {};
  std::vector<Field> fields = {};
  int answer = 0;
  Table holds = Table::Empty;
  std::string_view reason = {};
};

// What a line cannot say; see probes.h.
struct ProbeStep {
  std::string_view says;
  Probed (*probe)(Testbed& testbed) = nullptr;
};

// A netlink message as it stands here, its answer, and words that the kernel's explanation must
// have.
struct RequestStep {
  std::string_view says;
  std::uint16_t type = 0;
  std::uint16_t flags = 0;  // besides REQUEST and ACK
  Head head = {};
  std::vector<Field> fields = {};
  int answer = 0;
  std::string_view reason = {};
};
// A number among the attributes of a link, of it as a port, or of it as a bridge; no value: the
// attribute is absent.
struct ReadFieldStep {
  enum class Of : std::uint8_t { Link, Port, Bridge };
  std::string_view says;
  Who link = Who::A;
  Of of = Of::Port;
  std::uint16_t type = 0;
  std::optional<std::uint64_t> value = {};
  std::size_t size = 0;  // bytes; 0: not looked at
};
struct LinkStep {
  Who link = Who::A;
  bool up = true;
};

using Step =
    std::variant<SendStep, FlagsStep, ReadFlagsStep, ReadModeStep, BridgeStep, ReadBridgeStep,
                 AddStep, DeleteStep, EntryStep, VlansStep, FlushStep, JoinStep, AddVlanStep,
                 DeleteVlanStep, PromiscuousStep, ReadPromiscuityStep, ReadPromiscuousStep,
                 FilterListStep, GoneStep, CarrierStep, RenameStep, DeleteLinkStep, LinkGoneStep,
                 OtherBridgeStep, CaptureStep, SysfsStep, TapStep, IgmpStep, ManyEntriesStep,
                 CardStep, ListenStep, HeardStep, AskTableStep, ProbeStep, RequestStep,
                 ReadFieldStep, LinkStep>;

[[nodiscard]] inline SendStep send(Who from, Mac source, Mac destination, WhoSet both) {
  return {
      .from = from, .source = source, .destination = destination, .kernel = both, .libvirt = both};
}
[[nodiscard]] inline SendStep send(Who from, Mac source, Mac destination, WhoSet kernel,
                                   WhoSet libvirt) {
  return {.from = from,
          .source = source,
          .destination = destination,
          .kernel = kernel,
          .libvirt = libvirt};
}

enum class Need : std::uint8_t {
  Nothing,
  VlanFiltering,    // skipped where the kernel has none
  FilterUplink,     // skipped where the uplink has no unicast filter
  Locked,           // skipped before 5.18
  NoVlanFiltering,  // about kernels without: left out on others
  BulkBit,          // about kernels that know NLM_F_BULK, and about others
  NoBulkBit,
  BulkDeletion,  // about kernels whose bridges know it
  VlanDevices,   // skipped where the kernel makes none, whether it filters or not
  Sysfs,         // skipped where it cannot be mounted
  Stp,           // about bridges with STP: left out of others
  NoStp,
};

// The kernels that a statement is about; a version that is 0 is no limit.
struct KernelRange {
  KernelVersion from = {};
  KernelVersion before = {};
  [[nodiscard]] bool has(KernelVersion version) const {
    return version >= from && (before == KernelVersion{} || version < before);
  }
};

// "6.1 and later", "before 6.7", "6.1 to before 6.7", "all".
[[nodiscard]] std::string to_string(const KernelRange& range);

struct Statement {
  std::string_view id;  // "FDB-021", never reused
  std::string_view claim_kernel_mode = {};   // what it proves in this mode; empty: not of it
  std::string_view claim_libvirt_mode = {};  // and in this one
  // What it proves whatever the mode. It is about the kernel and left out for a document; the
  // testbed is in kernel mode.
  std::string_view claim_any = {};
  std::vector<Step> steps = {};
  Need need = Need::Nothing;
  KernelRange kernels = {};
  bool once = false;  // takes time; one order of the guests is enough
  // Leaves the testbed in a state from which it is easier to build another one.
  bool own_testbed = false;
  // Of what the testbed is made, and where. Statements with the same share a testbed.
  Topology topology = {};
  // Without steps of its own: in this topology the statements whose ids match one of these
  // globs hold as they do elsewhere; those that delete entries, wait, or have a testbed of their
  // own are left out.
  std::vector<std::string_view> recheck = {};

  // What it proves in a mode; empty: not of that mode.
  [[nodiscard]] std::string_view text(BridgeMode mode) const {
    if (!claim_any.empty()) return mode == BridgeMode::Kernel ? claim_any : std::string_view{};
    return mode == BridgeMode::Kernel ? claim_kernel_mode : claim_libvirt_mode;
  }
};

[[nodiscard]] std::vector<Statement> attribute_statements();
[[nodiscard]] std::vector<Statement> message_statements();
[[nodiscard]] std::vector<Statement> promiscuity_statements();
[[nodiscard]] std::vector<Statement> fdb_statements();
[[nodiscard]] std::vector<Statement> frame_statements();
[[nodiscard]] std::vector<Statement> table_statements();
[[nodiscard]] std::vector<Statement> uplink_statements();
[[nodiscard]] std::vector<Statement> vlan_statements();
[[nodiscard]] std::vector<Statement> snooping_statements();
[[nodiscard]] std::vector<Statement> notice_statements();
[[nodiscard]] std::vector<Statement> fault_statements();
[[nodiscard]] std::vector<Statement> privilege_statements();
// All of them, in the order of the report.
[[nodiscard]] std::vector<Statement> catalogue();

}  // namespace virnet::conformance
