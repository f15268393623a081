// Whatever the catalogue writes, iproute2 reads it as virnet does: our netlink code does not vouch
// for itself.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <virnet/iproute2.h>
#include <virnet/observe.h>
#include <virnet/state_json.h>

#include <algorithm>

#include "bridge/memory/delegating_kernel.h"
#include "conformance/harness/steps/runner.h"
#include "conformance/netns/answer_in_namespace.h"
#include "conformance/netns/iproute2.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

bool writes_state(const Change& change) {
  return std::holds_alternative<SetPort>(change) || std::holds_alternative<SetBridge>(change) ||
         std::holds_alternative<AddFdb>(change) || std::holds_alternative<DeleteFdb>(change) ||
         std::holds_alternative<AddPortVlan>(change) ||
         std::holds_alternative<DeletePortVlan>(change) || std::holds_alternative<SetLink>(change);
}

// A kernel whose every change is read back twice.
class ReadTwice final : public DelegatingKernel {
 public:
  ReadTwice(Kernel& kernel, std::string bridge)
      : DelegatingKernel(kernel), bridge_(std::move(bridge)) {}

  std::vector<Failure> execute(std::span<const Change> changes) override {
    std::vector<Failure> failures = DelegatingKernel::execute(changes);
    if (watched && std::ranges::any_of(changes, writes_state)) compare();
    return failures;
  }

  // What changes between two readings, because the kernel has just noticed a carrier or an entry
  // has aged, says nothing.
  void compare() {
    constexpr int kMaxTries = 50;
    for (int tried = 0; tried < kMaxTries; ++tried) {
      auto read = observe(*this, bridge_);
      const auto captured = read_iproute2(ask_iproute2(), bridge_);
      const auto again = observe(*this, bridge_);
      if (!read || !again || !(*read == *again)) continue;
      ++readings;
      if (!captured) {
        differences.push_back(captured.error().message);
        return;
      }
      // Which iproute2 tells since 6.9.
      if (!captured->state.settings.max_learned) read->settings.max_learned.reset();
      if (!(captured->state == *read)) {
        differences.push_back(
            fmt::format("netlink:\n{}iproute2:\n{}", to_json(*read), to_json(captured->state)));
      }
      return;
    }
    differences.emplace_back("the bridge does not come to rest");
  }

  bool watched = false;
  int readings = 0;
  std::vector<std::string> differences;

 private:
  std::string bridge_;
};

std::string read_catalogue_twice(BridgeMode mode) {
  auto kernel = open_kernel();
  if (!kernel) return kernel.error().message;
  const ConformInput input{.mode = mode};
  ReadTwice twice(**kernel, input.bridge);
  const Topology plain_place;
  // What the testbed itself does before each statement is left out: it takes time.
  const ConformHooks hooks{
      .programmed = [&](Kernel&, std::span<const std::string>) { twice.watched = true; }};
  auto testbed = Testbed::build(twice, input, plain_place, hooks);
  if (!testbed) return to_string(testbed.error());
  FrameExchange exchange(**testbed);
  if (Outcome warm = exchange.warm_up(); !warm) return to_string(warm.error());
  Runner runner(**testbed, exchange);
  for (const Statement& statement : catalogue()) {
    // Frames change no attributes; of the entries they make the others tell as well.
    const bool writes = statement.id.starts_with("ATT") || statement.id.starts_with("FDB");
    const bool plain = !statement.own_testbed && !statement.once &&
                       statement.topology == Topology{} && statement.recheck.empty();
    if (!writes || !plain || statement.text(mode).empty() ||
        !runner.why_elsewhere(statement).empty())
      continue;
    const StatementResult result = runner.run(statement, kFirstOrder);
    // What was written by messages of the statement's own is read here.
    twice.watched = false;
    twice.compare();
    if (result.verdict == Verdict::Fail) return std::string(statement.id) + result.evidence;
    if (!twice.differences.empty())
      return fmt::format("{}:\n{}", statement.id, twice.differences.front());
  }
  return twice.readings > 100 ? "" : fmt::format("only {} readings", twice.readings);
}

TEST(SecondReader, ReadsWhatTheCatalogueWrites) {
  if (!has_iproute2()) GTEST_SKIP() << "iproute2 is not installed";
  for (const BridgeMode mode : {BridgeMode::Kernel, BridgeMode::Libvirt}) {
    const auto answer = answer_in_namespace([mode] { return read_catalogue_twice(mode); });
    if (!answer) return;
    EXPECT_EQ(*answer, "") << to_string(mode);
  }
}

}  // namespace
}  // namespace virnet::conformance
