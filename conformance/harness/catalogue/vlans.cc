// Entries and VLANs: what is made for which, and what stays behind.
#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::FdbKind;
using bridge::Write;
using enum Who;

namespace {

constexpr std::uint16_t kStatic = bridge::Nud::NoArp | bridge::Nud::Reachable;
constexpr std::uint16_t kExclusive = Write::Create | Write::Exclusive;

AddStep add(Who port, Mac mac) { return {.port = port, .mac = mac}; }
AddStep exclusive(Who port, Mac mac, int answer) {
  return {.port = port, .mac = mac, .state = kStatic, .write = kExclusive, .answer = answer};
}
BridgeStep filtering(bool on) { return {{.vlan_filtering = on}}; }
BridgeStep default_vlan(std::uint16_t vlan) { return {{.default_pvid = vlan}}; }

Statement about_vlans(std::string_view id, std::string_view proves, std::vector<Step> steps) {
  return {.id = id,
          .claim_any = proves,
          .steps = std::move(steps),
          .need = Need::VlanFiltering,
          .own_testbed = true};
}

}  // namespace

std::vector<Statement> vlan_statements() {
  const std::vector<Step> orphan = {AddVlanStep{A, 10}, add(A, Mac::D),
                                    VlansStep{Mac::D, A, {0, 1, 10}}, DeleteVlanStep{A, 10},
                                    VlansStep{Mac::D, A, {0, 1, 10}}};
  auto then = [&](std::vector<Step> steps) {
    std::vector<Step> all = orphan;
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
  };
  std::vector<Statement> all = {
      about_vlans("FDB-033",
                  "a VLAN that leaves a port leaves its entries, which a plain deletion misses",
                  then({DeleteStep{A, Mac::D}, VlansStep{Mac::D, A, {10}}})),
      about_vlans("FDB-034", "such an entry cannot be deleted by its VLAN",
                  then({DeleteStep{A, Mac::D, EINVAL, std::uint16_t{10}},
                        VlansStep{Mac::D, A, {0, 1, 10}}})),
      about_vlans(
          "FDB-034", "such an entry can be deleted by its VLAN",
          then({DeleteStep{A, Mac::D, 0, std::uint16_t{10}}, VlansStep{Mac::D, A, {0, 1}}})),
      about_vlans("FDB-035", "a plain deletion succeeds when one of the entries is there",
                  {AddStep{.port = B, .mac = Mac::X, .vlan = std::uint16_t{1}},
                   VlansStep{Mac::X, B, {1}}, DeleteStep{B, Mac::X}, VlansStep{Mac::X, B, {}}}),
      about_vlans("FDB-036", "without a default VLAN an addition makes the entry for VLAN 0 alone",
                  {filtering(false), default_vlan(0), add(A, Mac::D), VlansStep{Mac::D, A, {0}}}),
      about_vlans(
          "FDB-038",
          "learned elsewhere for VLAN 1, an exclusive addition fails, and half of it is made",
          {filtering(true), send(U, Mac::D, Mac::Broadcast, {A, B, C, BR}),
           VlansStep{Mac::D, U, {1}}, exclusive(A, Mac::D, EEXIST), VlansStep{Mac::D, A, {0}},
           VlansStep{Mac::D, U, {1}}}),
  };
  all[1].kernels = {.before = {6, 13}};
  all[2].kernels = {.from = {7, 2}};
  all.push_back({.id = "FRM-037",
                 .claim_libvirt_mode =
                     "a guest whose port gets another VLAN gets nothing until it is added again",
                 .steps = {filtering(false), default_vlan(20), filtering(true),
                           send(U, Mac::R2, Mac::A, kNowhere), exclusive(A, Mac::A, EEXIST),
                           send(U, Mac::R2, Mac::A, kNowhere),
                           AddStep{.port = A, .mac = Mac::A, .write = Write::Create},
                           send(U, Mac::R2, Mac::A, {A})},
                 .need = Need::VlanFiltering,
                 .own_testbed = true});
  return all;
}

}  // namespace virnet::conformance
