// What the kernel announces to those who listen.
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::Write;
using enum Who;

namespace {

constexpr std::uint16_t kStatic = bridge::Nud::NoArp | bridge::Nud::Reachable;

Notice entry(std::uint16_t type, Who port, std::uint16_t vlan = 0) {
  return {.type = type, .link = port, .vlan = vlan};
}
Notice link_of(std::uint16_t type, std::uint8_t family, Who who) {
  return {.type = type, .family = family, .link = who};
}
HeardStep of_entry(Mac mac, std::vector<Notice> notices) {
  return {.notices = std::move(notices), .mac = mac};
}
// Links are also announced when the kernel notices a carrier: what is said between is not looked
// at.
HeardStep of_link(Who who, std::vector<Notice> notices) {
  return {.notices = std::move(notices), .link = who, .exactly = false};
}
AddStep replaced(Who port) { return {.port = port, .mac = Mac::D}; }

Statement row(std::string_view id, std::string_view proves, std::vector<Step> steps,
              Need need = Need::Nothing) {
  return {.id = id, .claim_any = proves, .steps = std::move(steps), .need = need};
}

std::vector<Statement> entries() {
  constexpr auto kNoVlans = Need::NoVlanFiltering;
  constexpr auto kVlans = Need::VlanFiltering;
  const SendStep by_frame = send(U, Mac::D, Mac::Broadcast, {A, B, C, BR});
  return {
      row("NTF-001", "an addition is announced once",
          {ListenStep{}, replaced(A), of_entry(Mac::D, {entry(RTM_NEWNEIGH, A)})}, kNoVlans),
      row("NTF-001", "an addition is announced once for each VLAN, VLAN 0 first",
          {ListenStep{}, replaced(A),
           of_entry(Mac::D, {entry(RTM_NEWNEIGH, A), entry(RTM_NEWNEIGH, A, 1)})},
          kVlans),
      row("NTF-002",
          "an entry that moves, by request or by a frame, is announced as a new one only",
          {replaced(A), ListenStep{}, replaced(B), by_frame,
           of_entry(Mac::D, {entry(RTM_NEWNEIGH, B), entry(RTM_NEWNEIGH, U)})},
          kNoVlans),
      row("NTF-002",
          "an entry that moves, by request with its twin or by a frame, is announced as new only",
          {replaced(A), ListenStep{}, replaced(B), by_frame,
           of_entry(Mac::D,
                    {entry(RTM_NEWNEIGH, B), entry(RTM_NEWNEIGH, B, 1), entry(RTM_NEWNEIGH, U)})},
          kVlans),
      row("NTF-003", "what fails is not announced",
          {replaced(A), ListenStep{},
           AddStep{.port = B,
                   .mac = Mac::D,
                   .state = kStatic,
                   .write = Write::Create | Write::Exclusive,
                   .answer = EEXIST},
           DeleteStep{B, Mac::D, ENOENT}, of_entry(Mac::D, {})}),
  };
}

std::vector<Statement> links() {
  const Field off = u8(IFLA_BRPORT_LEARNING, 0);
  const RequestStep by_protinfo{.says = "learning 0",
                                .type = RTM_SETLINK,
                                .head = LinkHead{.family = AF_BRIDGE, .link = A},
                                .fields = {nest(IFLA_PROTINFO, {off})}};
  const RequestStep by_slave_data{
      .says = "learning 0 as the data of a slave",
      .type = RTM_NEWLINK,
      .head = LinkHead{.family = AF_UNSPEC, .link = A},
      .fields = {nest_unmarked(IFLA_LINKINFO, {text(IFLA_INFO_SLAVE_KIND, "bridge"),
                                               nest_unmarked(IFLA_INFO_SLAVE_DATA, {off})})}};
  auto goes = [](std::vector<Notice> notices) {
    return HeardStep{.notices = std::move(notices),
                     .mac = Mac::D,
                     .link = D,
                     .types = {RTM_DELLINK, RTM_DELNEIGH}};
  };
  const Step on_d = AddStep{.port = D, .mac = Mac::D};
  Statement leaves = row(
      "NTF-006", "a port that leaves is gone from the bridge before its entries are, not a link",
      {JoinStep{true}, on_d, ListenStep{}, JoinStep{false},
       goes({link_of(RTM_DELLINK, AF_BRIDGE, D), entry(RTM_DELNEIGH, D)})});
  Statement leaves_vlans =
      row("NTF-006", "a port that leaves is gone before its entries for each VLAN are, not a link",
          {JoinStep{true}, on_d, ListenStep{}, JoinStep{false},
           goes({link_of(RTM_DELLINK, AF_BRIDGE, D), entry(RTM_DELNEIGH, D, 1),
                 entry(RTM_DELNEIGH, D)})});
  Statement deleted = row(
      "NTF-007", "a link that is deleted is gone from the bridge, then its entries, then itself",
      {JoinStep{true}, on_d, ListenStep{}, DeleteLinkStep{D},
       goes({link_of(RTM_DELLINK, AF_BRIDGE, D), entry(RTM_DELNEIGH, D),
             link_of(RTM_DELLINK, AF_UNSPEC, D)})});
  Statement deleted_vlans =
      row("NTF-007", "a deleted link is gone from the bridge, then its VLANs' entries, then itself",
          {JoinStep{true}, on_d, ListenStep{}, DeleteLinkStep{D},
           goes({link_of(RTM_DELLINK, AF_BRIDGE, D), entry(RTM_DELNEIGH, D, 1),
                 entry(RTM_DELNEIGH, D), link_of(RTM_DELLINK, AF_UNSPEC, D)})});
  leaves.need = deleted.need = Need::NoVlanFiltering;
  leaves_vlans.need = deleted_vlans.need = Need::VlanFiltering;
  deleted.own_testbed = deleted_vlans.own_testbed = true;
  return {
      row("NTF-004", "a flag that is set to what it is already is announced all the same",
          {by_protinfo, ListenStep{}, by_protinfo,
           of_link(A, {link_of(RTM_NEWLINK, AF_BRIDGE, A)})}),
      row("NTF-005", "flags that are set as the data of a slave are announced twice",
          {ListenStep{}, by_slave_data,
           of_link(A, {link_of(RTM_NEWLINK, AF_BRIDGE, A), link_of(RTM_NEWLINK, AF_UNSPEC, A)})}),
      std::move(leaves),
      std::move(leaves_vlans),
      std::move(deleted),
      std::move(deleted_vlans),
  };
}

}  // namespace

std::vector<Statement> notice_statements() {
  std::vector<Statement> all = entries();
  for (Statement& statement : links()) all.push_back(std::move(statement));
  return all;
}

}  // namespace virnet::conformance
