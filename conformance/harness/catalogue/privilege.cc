// What holds where one is root of nothing but a namespace, behind taps, and with filtering as the
// other mode has it; and what sysfs is good for.
#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::FdbKind;
using enum Who;

std::vector<Statement> privilege_statements() {
  constexpr Topology kNobody{.unprivileged = true};
  constexpr std::string_view kSame =
      "in a user namespace attributes, promiscuity and entries are as "
      "for root";
  constexpr std::string_view kFrames = "in a user namespace frames go the same ways";
  constexpr std::string_view kTaps = "behind taps frames go the same ways";
  constexpr std::string_view kFiltering =
      "untagged frames go the same ways whether the bridge filters VLANs or not";
  const bridge::PortFlags off{.learning = false};
  const bridge::PortFlags on{.learning = true};
  const auto made_dynamic = [](Mac mac) {
    return AddStep{.port = A, .mac = mac, .state = bridge::Nud::Reachable};
  };
  const std::vector<Step> delete_one = {
      AddStep{.port = A, .mac = Mac::D},
      EntryStep{.mac = Mac::D, .port = A, .kind = FdbKind::Static}};
  auto then = [&](std::vector<Step> steps) {
    std::vector<Step> all = delete_one;
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
  };
  const std::vector<Step> by_sysfs = {
      FlagsStep{A, on}, SysfsStep{A, "brport/learning", "0"}, ReadFlagsStep{A, off},
      SysfsStep{A, "brport/learning", "x", EINVAL}, ReadFlagsStep{A, off}};
  return {
      {.id = "ATT-029",
       .claim_any =
           "what is written to brport/learning in sysfs is read over netlink; no number is "
           "EINVAL",
       .steps = by_sysfs,
       .need = Need::Sysfs,
       .own_testbed = true},
      {.id = "FRM-039",
       .claim_kernel_mode = kTaps,
       .claim_libvirt_mode = kTaps,
       .topology = {.guests = Topology::Guests::Tap},
       .recheck = {"FRM-*"}},
      {.id = "FRM-040",
       .claim_kernel_mode = kFiltering,
       .claim_libvirt_mode = kFiltering,
       .need = Need::VlanFiltering,
       .topology = {.other_filtering = true},
       .recheck = {"FRM-00*", "FRM-01*", "FRM-02*", "FRM-030", "FRM-033", "FRM-034", "FRM-041",
                   "FRM-042"}},
      {.id = "UNS-001",
       .claim_kernel_mode = kSame,
       .claim_libvirt_mode = kSame,
       .topology = kNobody,
       .recheck = {"ATT-*", "PRM-*", "FDB-*"}},
      {.id = "UNS-002",
       .claim_any = "in a user namespace entries cannot be deleted",
       .steps = then({DeleteStep{A, Mac::D, EPERM},
                      EntryStep{.mac = Mac::D, .port = A, .kind = FdbKind::Static}}),
       .need = Need::NoBulkBit,
       .topology = kNobody},
      {.id = "UNS-002",
       .claim_any = "in a user namespace entries can be deleted as by root",
       .steps = then({DeleteStep{A, Mac::D}, EntryStep{.mac = Mac::D}}),
       .need = Need::BulkBit,
       .topology = kNobody},
      {.id = "UNS-006",
       .claim_any =
           "in a user namespace an entry that is made dynamic goes when its port is flushed; "
           "one that others have learned does not, but does once another port has seen it",
       .steps = {AddStep{.port = A, .mac = Mac::D}, made_dynamic(Mac::D), FlushStep{A},
                 EntryStep{.mac = Mac::D},
                 AddStep{.port = A,
                         .mac = Mac::D,
                         .state = bridge::Nud::Reachable,
                         .flags = bridge::Ntf::Master | bridge::Ntf::ExtLearned},
                 made_dynamic(Mac::D), FlushStep{A},
                 EntryStep{.mac = Mac::D, .port = A, .kind = FdbKind::ExternLearn},
                 AddStep{.port = U,
                         .mac = Mac::D,
                         .state = bridge::Nud::Reachable,
                         .flags = bridge::Ntf::Master | bridge::Ntf::Use},
                 EntryStep{.mac = Mac::D, .port = U, .kind = FdbKind::Dynamic}, FlushStep{U},
                 EntryStep{.mac = Mac::D}},
       .topology = kNobody},
      {.id = "UNS-003",
       .claim_kernel_mode = kFrames,
       .claim_libvirt_mode = kFrames,
       .topology = kNobody,
       .recheck = {"FRM-*"}},
      {.id = "UNS-004",
       .claim_any = "in a user namespace no buffer can be made larger than the host allows",
       .steps = {ProbeStep{"SO_RCVBUFFORCE", force_a_buffer}},
       .topology = kNobody},
      {.id = "UNS-005",
       .claim_any = "in a user namespace flags can be set through a sysfs that is mounted there",
       .steps = by_sysfs,
       .need = Need::Sysfs,
       .own_testbed = true,
       .topology = kNobody},
  };
}

}  // namespace virnet::conformance
