// What comes back when the MAC table is asked for, and how entries end.
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::Centiseconds;
using bridge::FdbKind;
using bridge::Ntf;
using bridge::Nud;
using enum Who;

namespace {

constexpr std::uint16_t kExtLearned = Ntf::Master | Ntf::ExtLearned;
constexpr std::int32_t kNoLink = 99999;

EntryHead entries(Target target, std::uint8_t flags = 0, std::uint16_t state = 0) {
  return {.link = target, .state = state, .flags = flags};
}
AddStep dynamic(Who port, Mac mac) { return {.port = port, .mac = mac, .state = Nud::Reachable}; }
AddStep learned_elsewhere(Who port, Mac mac) {
  return {.port = port, .mac = mac, .state = Nud::Reachable, .flags = kExtLearned};
}
EntryStep is(Mac mac, Who port, FdbKind kind) { return {.mac = mac, .port = port, .kind = kind}; }
EntryStep none(Mac mac) { return {.mac = mac}; }

// A question for many entries after one has been made on A and one on B.
std::vector<Step> after_two_entries(std::vector<AskTableStep> questions) {
  std::vector<Step> steps = {AddStep{.port = A, .mac = Mac::D}, AddStep{.port = B, .mac = Mac::X}};
  for (AskTableStep& question : questions) steps.emplace_back(std::move(question));
  return steps;
}

std::vector<Statement> questions() {
  const Head of_link = LinkHead{.family = AF_BRIDGE, .link = A};
  const Head all = entries(0);
  return {
      {.id = "FDB-051",
       .claim_any = "without strict checking a dump of entries ignores the link that it names",
       .steps = after_two_entries(
           {{.says = "entries of A", .head = entries(A), .holds = Table::OfAll}})},
      {.id = "FDB-052",
       .claim_any =
           "without strict checking the head of a link's message has only its entries dumped",
       .steps =
           after_two_entries({{.says = "entries of A", .head = of_link, .holds = Table::OfA}})},
      {.id = "FDB-053",
       .claim_any = "with strict checking a dump is of the link, or of the bridge, that it names",
       .steps = after_two_entries(
           {{.says = "entries of A", .strict = true, .head = entries(A), .holds = Table::OfA},
            {.says = "entries of the bridge",
             .strict = true,
             .head = all,
             .fields = {link(NDA_MASTER, BR)},
             .holds = Table::OfBridge}})},
      {.id = "FDB-054",
       .claim_any = "with strict checking a link's head, a state, flags or a VLAN are refused",
       .steps = after_two_entries(
           {{.says = "a link's head", .strict = true, .head = of_link, .answer = EINVAL},
            {.says = "a state",
             .strict = true,
             .head = entries(A, 0, Nud::NoArp),
             .answer = EINVAL},
            {.says = "flags", .strict = true, .head = entries(A, Ntf::Master), .answer = EINVAL},
            {.says = "a VLAN",
             .strict = true,
             .head = entries(A),
             .fields = {u16(NDA_VLAN, 1)},
             .answer = EINVAL}})},
      {.id = "FDB-055",
       .claim_any =
           "with strict checking an absent master is ENODEV, one that is no bridge has nothing",
       .steps = after_two_entries({{.says = "of link 99999",
                                    .strict = true,
                                    .head = all,
                                    .fields = {link(NDA_MASTER, kNoLink)},
                                    .answer = ENODEV},
                                   {.says = "of D",
                                    .strict = true,
                                    .head = all,
                                    .fields = {link(NDA_MASTER, D)},
                                    .holds = Table::Empty}})},
      {.id = "FDB-056",
       .claim_any = "one entry asked for on another port of the bridge is found all the same",
       .steps = after_two_entries({{.says = "D asked for on B",
                                    .dump = false,
                                    .head = entries(B, Ntf::Master),
                                    .fields = {mac(NDA_LLADDR, Mac::D)},
                                    .holds = Table::OfA}})},
      {.id = "FDB-057",
       .claim_any = "one entry that is absent is ENOENT",
       .steps = after_two_entries({{.says = "R1 asked for on A",
                                    .dump = false,
                                    .head = entries(A, Ntf::Master),
                                    .fields = {mac(NDA_LLADDR, Mac::R1)},
                                    .answer = ENOENT,
                                    .reason = "Fdb entry not found"}})},
      {.id = "FDB-058",
       .claim_any = "dumped entries do not have extended flags",
       .steps = after_two_entries(
           {{.says = "entries of A", .head = of_link, .holds = Table::WithoutFlagsExt}}),
       .kernels = {.before = {6, 2}}},
      {.id = "FDB-058",
       .claim_any = "dumped entries of the bridge have extended flags",
       .steps = after_two_entries({{.says = "D asked for on A",
                                    .dump = false,
                                    .head = entries(A, Ntf::Master),
                                    .fields = {mac(NDA_LLADDR, Mac::D)},
                                    .holds = Table::WithFlagsExt}}),
       .kernels = {.from = {6, 12}}},
  };
}

std::vector<Statement> ends() {
  constexpr std::uint16_t kFlush = 21;  // IFLA_BR_FDB_FLUSH
  const RequestStep flush_all{
      .says = "the bridge flushed",
      .type = RTM_NEWLINK,
      .head = LinkHead{.family = AF_UNSPEC, .link = BR},
      .fields = {nest_unmarked(
          IFLA_LINKINFO,
          {text(IFLA_INFO_KIND, "bridge"), nest_unmarked(IFLA_INFO_DATA, {zeros(kFlush, 0)})})}};
  const std::vector<Step> both_kinds = {AddStep{.port = C, .mac = Mac::D}, dynamic(C, Mac::X)};
  auto after = [&](std::vector<Step> steps) {
    std::vector<Step> all = both_kinds;
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
  };
  const EntryStep stays = is(Mac::D, C, FdbKind::Static);
  return {
      {.id = "FDB-039",
       .claim_any =
           "a static entry stays when its port loses the carrier or is down, or the bridge is",
       .steps = after({CarrierStep{C, false}, GoneStep{Mac::X}, stays, CarrierStep{C, true},
                       LinkStep{C, false}, stays, LinkStep{C, true}, LinkStep{BR, false}, stays}),
       .own_testbed = true},
      {.id = "FDB-040",
       .claim_any = "a dynamic entry goes when its port is down",
       .steps = after({is(Mac::X, C, FdbKind::Dynamic), LinkStep{C, false}, GoneStep{Mac::X}}),
       .own_testbed = true},
      {.id = "FDB-042",
       .claim_any = "a port that gets another name keeps its entries",
       .steps = {JoinStep{true}, AddStep{.port = D, .mac = Mac::D}, RenameStep{D},
                 is(Mac::D, D, FdbKind::Static)},
       .own_testbed = true},
      {.id = "FDB-045",
       .claim_any =
           "flushing the bridge takes what was learned, by others too, and leaves the rest",
       .steps = {AddStep{.port = A, .mac = Mac::D}, dynamic(A, Mac::X),
                 learned_elsewhere(B, Mac::R1), is(Mac::X, A, FdbKind::Dynamic),
                 is(Mac::R1, B, FdbKind::ExternLearn), flush_all, is(Mac::D, A, FdbKind::Static),
                 none(Mac::X), none(Mac::R1), is(Mac::PortA, A, FdbKind::Local)}},
      {.id = "FDB-068",
       .claim_any = "an entry that others have learned does not age",
       .steps = {dynamic(A, Mac::X), learned_elsewhere(B, Mac::R1),
                 BridgeStep{{.ageing_time = Centiseconds(100)}}, GoneStep{Mac::X},
                 is(Mac::R1, B, FdbKind::ExternLearn)},
       .once = true},
      {.id = "FDB-072",
       .claim_any = "two bridges have their entries for one address each",
       .steps = {OtherBridgeStep{}, AddStep{.port = A, .mac = Mac::D},
                 AddStep{.port = D, .mac = Mac::D}, is(Mac::D, A, FdbKind::Static),
                 EntryStep{
                     .mac = Mac::D, .port = D, .kind = FdbKind::Static, .in_other_bridge = true}},
       .own_testbed = true},
      {.id = "FDB-074",
       .claim_any = "locked as an extended flag of an addition is ignored",
       .steps = {RequestStep{.says = "D locked",
                             .type = RTM_NEWNEIGH,
                             .flags = NLM_F_CREATE,
                             .head = entries(A, Ntf::Master, Nud::NoArp),
                             .fields = {mac(NDA_LLADDR, Mac::D), u32(NDA_FLAGS_EXT, 2)}}},
       .kernels = {.before = {6, 2}}},
      {.id = "FDB-074",
       .claim_any = "locked as an extended flag of an addition is refused",
       .steps = {RequestStep{.says = "D locked",
                             .type = RTM_NEWNEIGH,
                             .flags = NLM_F_CREATE,
                             .head = entries(A, Ntf::Master, Nud::NoArp),
                             .fields = {mac(NDA_LLADDR, Mac::D), u32(NDA_FLAGS_EXT, 2)},
                             .answer = EINVAL},
                 none(Mac::D)},
       .kernels = {.from = {6, 12}}},
  };
}

// The frames from which nothing is learned any more are also those that prove it: the broadcasts
// after a frame bear addresses of their own, and one of them is learned before the limit is
// reached.
std::vector<Statement> limits() {
  constexpr std::uint16_t kLearned = 48;  // IFLA_BR_FDB_N_LEARNED
  constexpr KernelRange kFrom67{.from = {6, 7}};
  const ReadFieldStep two{.says = "learned entries",
                          .link = BR,
                          .of = ReadFieldStep::Of::Bridge,
                          .type = kLearned,
                          .value = 2};
  const std::vector<Step> full = {BridgeStep{{.max_learned = 2U}},
                                  send(U, Mac::R1, Mac::Broadcast, {A, B, C, BR}),
                                  is(Mac::R1, U, FdbKind::Dynamic), two};
  auto when_full = [&](std::vector<Step> steps) {
    std::vector<Step> all = full;
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
  };
  return {
      {.id = "FDB-069",
       .claim_any = "beyond the limit frames pass, nothing is learned, and answers are flooded",
       .steps = when_full(
           {send(A, Mac::X, Mac::R1, {U}), none(Mac::X), send(U, Mac::R1, Mac::X, {A, B, C}), two}),
       .kernels = kFrom67},
      {.id = "FDB-070",
       .claim_any = "the limit is not for entries that are added, and does not count them",
       .steps = when_full({dynamic(A, Mac::X), AddStep{.port = A, .mac = Mac::D},
                           is(Mac::X, A, FdbKind::Dynamic), is(Mac::D, A, FdbKind::Static), two}),
       .kernels = kFrom67},
      {.id = "FDB-071",
       .claim_any = "a limit below the count is accepted and removes nothing",
       .steps = when_full({BridgeStep{{.max_learned = 1U}}, two, is(Mac::R1, U, FdbKind::Dynamic)}),
       .kernels = kFrom67},
  };
}

// Taps, as virtual machines have.
std::vector<Statement> taps() {
  const bridge::PortFlags off{.learning = false, .unicast_flood = false};
  constexpr Topology kTaps{.guests = Topology::Guests::Tap};
  return {
      {.id = "FDB-073",
       .claim_any = "a persistent tap that is closed and opened again keeps entries and flags",
       .steps = {FlagsStep{A, off}, AddStep{.port = A, .mac = Mac::A}, TapStep{A, TapUse::Close},
                 is(Mac::A, A, FdbKind::Static), ReadFlagsStep{A, off}, TapStep{A, TapUse::Open},
                 is(Mac::A, A, FdbKind::Static), ReadFlagsStep{A, off},
                 send(U, Mac::R2, Mac::A, {A})},
       .own_testbed = true,
       .topology = kTaps},
  };
}

}  // namespace

std::vector<Statement> table_statements() {
  std::vector<Statement> all;
  for (auto* group : {questions, ends, limits, taps}) {
    for (Statement& statement : group()) all.push_back(std::move(statement));
  }
  return all;
}

}  // namespace virnet::conformance
