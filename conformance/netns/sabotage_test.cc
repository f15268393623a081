// Statements can fail. Faults are put into the bridge behind the harness's back, into its ears, and
// into the statements' own expectations: each turns exactly those statements that it should.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <sys/socket.h>
#include <virnet/conform_catalogue.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "conformance/harness/steps/runner.h"
#include "conformance/netns/answer_in_namespace.h"
#include "conformance/netns/sabotage_faults.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

using Ids = std::set<std::string>;

bool cannot(const std::expected<ConformReport, Error>& report) {
  return !report && report.error().code == ErrorCode::NoPrivilege;
}

bool has_vlan_filtering() {
  const auto report = conform_catalogue({.only = {"ATT-016"}});
  return report && report->statements.front().verdict != Verdict::Skip;
}

// What is about the machine and not about the testbed's bridge as it was programmed, and what takes
// time.
const std::vector<std::string> kLeftOut = {"UNS-*",   "CST-*",   "FLT-*",   "NTF-*",   "ATT-030",
                                           "FDB-039", "FDB-040", "FDB-068", "FDB-073", "FRM-021",
                                           "FRM-025", "FRM-031", "FRM-032", "FRM-039", "FRM-040"};

Ids failing_with(const Fault& fault) {
  ConformHooks hooks;
  hooks.programmed = [&](Kernel& kernel, std::span<const std::string> guests) {
    const auto index = [&](const std::string& name) {
      const Result<Link> link = kernel.link(name);
      return link ? link->index : LinkIndex::None;
    };
    fault.make({.kernel = kernel,
                .bridge = index("virbr0"),
                .uplink = index("uplink"),
                .guests = {index(guests[0]), index(guests[1]), index(guests[2])}});
  };
  const auto report = conform_catalogue({.only = fault.only, .skip = kLeftOut}, hooks);
  if (!report) return {report.error().message};
  Ids failing;
  for (const StatementResult& result : report->statements) {
    if (result.verdict == Verdict::Fail) failing.insert(result.id + " " + result.mode);
  }
  return failing;
}

TEST(Sabotage, EachFaultTurnsItsStatements) {
  if (const auto report = conform_catalogue({.only = {"FRM-001"}}); cannot(report))
    GTEST_SKIP() << report.error().message;
  if (has_vlan_filtering()) GTEST_SKIP() << "the lists are for a kernel without VLAN filtering";
  ASSERT_GE(faults().size(), 15U);
  for (const Fault& fault : faults()) {
    const Ids failing = failing_with(fault);
    EXPECT_FALSE(failing.empty()) << fault.what;
    EXPECT_EQ(failing, fault.turns) << fault.what;
  }
}

// Runs `work` with a testbed that is programmed for this mode; "" is what it should say.
void in_lab(BridgeMode mode, const std::function<std::string(Testbed&, Runner&)>& work) {
  const auto answer = answer_in_namespace([&]() -> std::string {
    auto kernel = open_kernel();
    if (!kernel) return kernel.error().message;
    const ConformInput input{.mode = mode};
    const Topology plain_place;
    const ConformHooks no_hooks;
    auto testbed = Testbed::build(**kernel, input, plain_place, no_hooks);
    if (!testbed) return to_string(testbed.error());
    FrameExchange exchange(**testbed);
    if (Outcome warm = exchange.warm_up(); !warm) return to_string(warm.error());
    Runner runner(**testbed, exchange);
    return work(**testbed, runner);
  });
  if (!answer) return;
  EXPECT_EQ(*answer, "") << to_string(mode);
}

std::string verdict_of(Runner& runner, const Statement& statement) {
  const StatementResult result = runner.run(statement, kFirstOrder);
  return std::string(to_string(result.verdict)) + ": " + result.evidence;
}

const Statement kReachesA{.id = "FRM-003",
                          .claim_libvirt_mode = "reaches A",
                          .steps = {send(Who::U, Mac::R2, Mac::A, {Who::A})}};

// A receiver that does not become promiscuous would be deaf on a device that filters by address; it
// is not taken.
TEST(Sabotage, AReceiverThatIsNotPromiscuousIsRefused) {
  in_lab(BridgeMode::Libvirt, [](Testbed& testbed, Runner&) -> std::string {
    Result<Link> far = testbed.kernel().link(testbed.far_end(Who::A));
    if (!far) return to_string(far.error());
    // As if it had been as promiscuous before as it will be afterwards.
    far->promiscuity += 1;
    const Result<Endpoint> deaf = Endpoint::open(testbed.kernel(), *far, true);
    if (deaf) return "it was taken";
    const std::string said = to_string(deaf.error());
    return said.find("see 'guest0' promiscuous") != std::string::npos ? "" : said;
  });
}

// Drops what is sent to the first guest, in this network namespace. What nft said, if it could not.
std::string drop_by_nft() {
  FILE* nft = popen(
      "nft 'flush ruleset; table bridge sabotage { chain forward { type filter hook forward "
      "priority 0; ether daddr 52:54:00:00:00:0a drop; }; }' 2>&1",
      "r");
  std::string said = "no shell";
  if (nft == nullptr) return said;
  std::array<char, 256> line{};
  const bool any = std::fgets(line.data(), line.size(), nft) != nullptr;
  if (any) said = line.data();
  return pclose(nft) == 0 ? "" : said;
}

// The bridge forwards it, and the packet filter of the host takes it away.
TEST(Sabotage, AFrameThatNftDropsIsNoticed) {
  const auto tried = answer_in_namespace(drop_by_nft);
  if (!tried) return;
  if (!tried->empty()) GTEST_SKIP() << "nft cannot filter bridges here: " << *tried;
  const Ids failing = failing_with({.what = "nft drops what is sent to a guest",
                                    .make = [](const Victim&) { (void)drop_by_nft(); },
                                    .only = {"FRM-001", "FRM-002", "FRM-003", "FRM-006", "FRM-010",
                                             "FRM-016", "FDB-001", "FDB-002", "ATT-002"}});
  EXPECT_EQ(failing, (Ids{"FRM-003 kernel", "FRM-003 libvirt"}));
}

// A frame that is lost on its way, while the broadcast behind it arrives.
TEST(Sabotage, AFrameThatIsDroppedIsNoticed) {
  in_lab(BridgeMode::Libvirt, [](Testbed& testbed, Runner& runner) -> std::string {
    // Group addresses pass, all others are dropped: by the lowest bit of the first octet.
    sock_filter code[] = {BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 0),
                          BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 1, 1, 0),
                          BPF_STMT(BPF_RET | BPF_K, 0), BPF_STMT(BPF_RET | BPF_K, 0xffff)};
    const sock_fprog program{.len = std::size(code), .filter = code};
    if (setsockopt(testbed.endpoint(Who::A).descriptor(), SOL_SOCKET, SO_ATTACH_FILTER, &program,
                   sizeof(program)) != 0) {
      return "no filter can be attached";
    }
    const std::string verdict = verdict_of(runner, kReachesA);
    return verdict.find("did not arrive at vnet0") != std::string::npos ? "" : verdict;
  });
}

// With everything dropped nothing is proved, not even that a frame did not come.
TEST(Sabotage, ALostBroadcastIsNoProof) {
  in_lab(BridgeMode::Libvirt, [](Testbed& testbed, Runner& runner) -> std::string {
    sock_filter nothing[] = {BPF_STMT(BPF_RET | BPF_K, 0)};
    const sock_fprog program{.len = 1, .filter = nothing};
    if (setsockopt(testbed.endpoint(Who::A).descriptor(), SOL_SOCKET, SO_ATTACH_FILTER, &program,
                   sizeof(program)) != 0) {
      return "no filter can be attached";
    }
    const Statement nowhere{.id = "FRM-002",
                            .claim_libvirt_mode = "reaches nobody",
                            .steps = {send(Who::U, Mac::R2, Mac::X, kNowhere)}};
    const std::string verdict = verdict_of(runner, nowhere);
    return verdict.find("nothing is proved") != std::string::npos ? "" : verdict;
  });
}

// The opposite of what a step expects, if it expects anything.
class Inverter {
 public:
  template <typename Any>
  std::optional<Step> operator()(const Any&) const {
    return std::nullopt;
  }
  std::optional<Step> operator()(SendStep step) const {
    if (step.eventually) return std::nullopt;  // it would wait for long
    for (WhoSet* set : {&step.kernel, &step.libvirt}) {
      if (set->has(Who::B)) {
        set->remove(Who::B);
      } else {
        set->add(Who::B);
      }
    }
    return step;
  }
  std::optional<Step> operator()(ReadFlagsStep step) const {
    if (!step.flags.learning) return std::nullopt;
    step.flags.learning = !*step.flags.learning;
    return step;
  }
  std::optional<Step> operator()(ReadBridgeStep step) const {
    step.settings.multicast_snooping = true;
    return step;
  }
  std::optional<Step> operator()(EntryStep step) const {
    step.kind = step.kind == FdbKind::Local ? FdbKind::Static : FdbKind::Local;
    return step;
  }
  std::optional<Step> operator()(VlansStep step) const {
    step.vlans.push_back(4000);
    return step;
  }
  std::optional<Step> operator()(ReadPromiscuityStep step) const {
    step.value += 1;
    return step;
  }
  std::optional<Step> operator()(ReadPromiscuousStep step) const {
    step.on = !step.on;
    return step;
  }
  std::optional<Step> operator()(FilterListStep step) const {
    step.listed = !step.listed;
    return step;
  }
  std::optional<Step> operator()(RequestStep step) const { return answering(std::move(step)); }
  std::optional<Step> operator()(AddStep step) const { return answering(step); }
  std::optional<Step> operator()(DeleteStep step) const { return answering(step); }
  std::optional<Step> operator()(FlagsStep step) const { return answering(std::move(step)); }
  std::optional<Step> operator()(RenameStep step) const { return answering(step); }
  std::optional<Step> operator()(SysfsStep step) const { return answering(step); }
  std::optional<Step> operator()(ReadFieldStep step) const {
    step.value = step.value.value_or(0) + 1;
    return step;
  }
  std::optional<Step> operator()(HeardStep step) const {
    step.notices.push_back({.type = 16, .family = 99});
    return step;
  }
  std::optional<Step> operator()(AskTableStep step) const {
    if (step.answer != 0) return answering(std::move(step));
    step.holds = step.holds == Table::Empty ? Table::OfA : Table::Empty;
    return step;
  }

 private:
  template <typename Answering>
  static Answering answering(Answering step) {
    step.answer = step.answer == 0 ? EXDEV : 0;
    return step;
  }
};

// Every expectation of the catalogue, each inverted alone, fails its statement. It is one order of
// the guests and only what needs no topology of its own.
TEST(Sabotage, EveryInvertedExpectationFails) {
  for (const BridgeMode mode : {BridgeMode::Kernel, BridgeMode::Libvirt}) {
    in_lab(mode, [mode](Testbed&, Runner& runner) -> std::string {
      std::string survivors;
      int inverted = 0;
      for (const Statement& statement : catalogue()) {
        const bool plain = !statement.own_testbed && !statement.once &&
                           statement.topology == Topology{} && statement.recheck.empty();
        if (!plain || statement.text(mode).empty() || !runner.why_elsewhere(statement).empty() ||
            !runner.why_skipped(statement).empty())
          continue;
        for (std::size_t i = 0; i < statement.steps.size(); ++i) {
          std::optional<Step> opposite = std::visit(Inverter(), statement.steps[i]);
          if (!opposite) continue;
          Statement wrong = statement;
          wrong.steps[i] = std::move(*opposite);
          ++inverted;
          if (runner.run(wrong, kFirstOrder).verdict != Verdict::Fail)
            survivors += fmt::format("{} step {}\n", statement.id, i + 1);
        }
      }
      if (inverted < 150) return fmt::format("only {} expectations", inverted);
      return survivors;
    });
  }
}

}  // namespace
}  // namespace virnet::conformance
