// Promiscuity where ports have a unicast filter: all of them, or a network card as the uplink.
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::Nud;
using bridge::PortFlags;
using enum Who;

namespace {

constexpr PortFlags kManual{.learning = false, .unicast_flood = false};
constexpr PortFlags kFloods{.learning = false, .unicast_flood = true};
constexpr PortFlags kLearns{.learning = true, .unicast_flood = false};
constexpr PortFlags kBoth{.learning = true, .unicast_flood = true};

ReadPromiscuityStep prm(Who who, std::uint32_t value) { return {.link = who, .value = value}; }
FilterListStep listed(Mac mac, bool is = true) { return {.link = U, .mac = mac, .listed = is}; }
JoinStep leaves(Who who) { return {.joins = false, .port = who}; }

// Ports of VLAN devices, without a mode: the flags are the statement's.
std::vector<Statement> few_ports() {
  auto row = [](std::string_view id, std::string_view proves, std::vector<Step> steps) {
    steps.insert(steps.begin(), BridgeStep{{.vlan_filtering = true}});
    return Statement{.id = id,
                     .claim_any = proves,
                     .steps = std::move(steps),
                     .need = Need::FilterUplink,
                     .own_testbed = true,
                     .topology = {.guests = Topology::Guests::Vlan}};
  };
  auto one_automatic = [](PortFlags flags) {
    return std::vector<Step>{FlagsStep{U, flags}, prm(U, 0), prm(A, 1)};
  };
  std::vector<Step> two_ports = {leaves(B), leaves(C), FlagsStep{A, kManual}};
  std::vector<Step> three_ports = {leaves(C), FlagsStep{A, kManual}, FlagsStep{B, kManual}};
  for (const PortFlags& flags : {kFloods, kLearns, kBoth}) {
    for (const Step& step : one_automatic(flags)) two_ports.push_back(step);
    for (const Step& step : one_automatic(flags)) three_ports.push_back(step);
    three_ports.emplace_back(prm(B, 1));
  }
  return {
      row("PRM-003", "a port that is alone is released, whatever its flags are",
          {leaves(A), leaves(B), leaves(C), prm(U, 0), FlagsStep{U, kManual}, prm(U, 0),
           FlagsStep{U, kFloods}, prm(U, 0), FlagsStep{U, kLearns}, prm(U, 0)}),
      row("PRM-004", "of two ports that neither learn nor flood both are released",
          {leaves(B), leaves(C), prm(U, 1), prm(A, 1), FlagsStep{U, kManual}, FlagsStep{A, kManual},
           prm(U, 0), prm(A, 0)}),
      row("PRM-005", "of two ports the one that learns or floods is released, the other is not",
          std::move(two_ports)),
      row("PRM-007", "of three ports the only one that learns or floods is released",
          std::move(three_ports)),
  };
}

std::vector<Statement> released_uplink() {
  auto row = [](std::string_view id, std::string_view libvirt, std::vector<Step> steps,
                bool own_testbed = false) {
    return Statement{.id = id,
                     .claim_libvirt_mode = libvirt,
                     .steps = std::move(steps),
                     .need = Need::FilterUplink,
                     .own_testbed = own_testbed};
  };
  const std::uint16_t allmulti = 61;  // IFLA_ALLMULTI
  Statement multicast = row("PRM-026", "the released uplink still takes all multicast",
                            {prm(U, 0), ReadFieldStep{.says = "allmulti",
                                                      .link = U,
                                                      .of = ReadFieldStep::Of::Link,
                                                      .type = allmulti,
                                                      .value = 1}});
  multicast.kernels = {.from = {6, 1}};
  return {
      row("PRM-012", "a packet socket that asks the bridge for everything makes it promiscuous",
          {prm(U, 0), CaptureStep{BR, true}, prm(U, 1), CaptureStep{BR, false}, prm(U, 0)}),
      row("PRM-014",
          "the uplink stays released while it, or the bridge, is down and comes up again",
          {prm(U, 0), LinkStep{U, false}, prm(U, 0), LinkStep{U, true}, prm(U, 0),
           LinkStep{BR, false}, prm(U, 0), LinkStep{BR, true}, prm(U, 0)},
          true),
      row("PRM-020", "a dynamic entry does not get into the uplink's filter",
          {AddStep{.port = A, .mac = Mac::X, .state = Nud::Reachable},
           AddStep{.port = A, .mac = Mac::D}, listed(Mac::D), listed(Mac::X, false)}),
      row("PRM-023", "a guest's port that leaves takes both its addresses out of the filter",
          {listed(Mac::B), listed(Mac::PortB), leaves(B), listed(Mac::B, false),
           listed(Mac::PortB, false), listed(Mac::A), listed(Mac::PortA)},
          true),
      row("PRM-024", "an uplink that leaves is not promiscuous, and its filter is empty",
          {listed(Mac::A), listed(Mac::PortA), leaves(U), prm(U, 0), listed(Mac::A, false),
           listed(Mac::PortA, false), listed(Mac::Bridge, false)},
          true),
      row("PRM-025", "under a released VLAN device the veth, which cannot filter, is promiscuous",
          {prm(U, 0), listed(Mac::A),
           ReadPromiscuityStep{.link = U, .value = 1, .of_lower = true}}),
      std::move(multicast),
      row("PRM-027", "another bridge has no influence, and its entries stay out of the filter",
          {OtherBridgeStep{}, AddStep{.port = D, .mac = Mac::D}, AddStep{.port = A, .mac = Mac::X},
           prm(U, 0), listed(Mac::X), listed(Mac::D, false)},
          true),
      row("PRM-028", "a change of promiscuity is announced as one of the link",
          {ListenStep{}, FlagsStep{A, {.learning = true}}, prm(U, 1),
           HeardStep{.notices = {{.type = RTM_NEWLINK, .family = AF_UNSPEC, .link = U}},
                     .link = U,
                     .exactly = false}}),
      row("PRM-029", "promiscuity is what it will be as soon as the change is acknowledged",
          {FlagsStep{A, {.learning = true}}, prm(U, 1),
           send(U, Mac::R2, Mac::Broadcast, {A, B, C, BR}), prm(U, 1),
           FlagsStep{A, {.learning = false}}, prm(U, 0),
           send(U, Mac::R2, Mac::Broadcast, {A, B, C, BR}), prm(U, 0)}),
      row("PRM-034", "a sticky entry gets into the uplink's filter as well",
          {DeleteStep{A, Mac::A}, listed(Mac::A, false),
           AddStep{.port = A, .mac = Mac::A, .flags = bridge::Ntf::Master | bridge::Ntf::Sticky},
           listed(Mac::A)}),
  };
}

// The uplink is a network card that drops what it is not to take.
std::vector<Statement> card() {
  auto row = [](std::string_view id, std::string_view libvirt, std::vector<Step> steps) {
    return Statement{.id = id,
                     .claim_libvirt_mode = libvirt,
                     .steps = std::move(steps),
                     .need = Need::FilterUplink,
                     .topology = {.card = true}};
  };
  return {
      row("PRM-030", "a released network card drops foreign unicast before the host sees it",
          {prm(U, 0), CardStep{Mac::X, false}, CardStep{Mac::A, true},
           send(U, Mac::R2, Mac::A, {A}), send(U, Mac::R2, Mac::X, kNowhere)}),
      row("PRM-031", "without VLAN filtering the card takes foreign unicast, and no guest gets it",
          {BridgeStep{{.vlan_filtering = false}}, prm(U, 1), CardStep{Mac::X, true},
           send(U, Mac::R2, Mac::X, kNowhere), send(U, Mac::R2, Mac::A, {A})}),
      row("PRM-032", "with more entries than it can filter by the card takes all, still released",
          {ManyEntriesStep{200}, prm(U, 0), CardStep{Mac::X, true},
           send(U, Mac::R2, Mac::X, kNowhere)}),
  };
}

}  // namespace

std::vector<Statement> uplink_statements() {
  std::vector<Statement> all;
  for (auto* group : {few_ports, released_uplink, card}) {
    for (Statement& statement : group()) all.push_back(std::move(statement));
  }
  return all;
}

}  // namespace virnet::conformance
