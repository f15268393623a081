// Where group frames come out of a bridge that snoops for members.
#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using enum Who;

namespace {

SendStep to_group(Who from, Mac source, Mac group, WhoSet where, bool eventually = false) {
  SendStep step = send(from, source, group, where);
  step.as_ip = true;
  step.eventually = eventually;
  return step;
}

}  // namespace

std::vector<Statement> snooping_statements() {
  const BridgeStep snooping{{.multicast_snooping = true}};
  const IgmpStep query{.from = U};
  const IgmpStep report{.from = B, .report = true};
  constexpr std::string_view kMembers =
      "snooping, with a querier, a group reaches its members and the router, others the router "
      "alone";
  constexpr std::string_view kNobody = "snooping, without a querier, groups are flooded";
  return {
      {.id = "FRM-031",
       .claim_kernel_mode = kMembers,
       .claim_libvirt_mode = kMembers,
       .steps = {snooping, query, report, to_group(U, Mac::R2, Mac::Multicast, {B}, true),
                 to_group(U, Mac::R2, Mac::Multicast2, kNowhere),
                 to_group(A, Mac::A, Mac::Multicast2, {U}),
                 to_group(A, Mac::A, Mac::Multicast, {U, B})},
       .own_testbed = true},
      {.id = "FRM-032",
       .claim_kernel_mode = kNobody,
       .claim_libvirt_mode = kNobody,
       .steps = {snooping, report, to_group(U, Mac::R2, Mac::Multicast, {A, B, C, BR}),
                 to_group(A, Mac::A, Mac::Multicast2, {U, B, C, BR})},
       .own_testbed = true},
  };
}

}  // namespace virnet::conformance
