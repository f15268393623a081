// conformance/harness/steps/runner.h - Doing what a statement says and judging what came of it.
#pragma once

#include <virnet/conform.h>

#include <array>
#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "conformance/harness/catalogue/statement.h"
#include "conformance/harness/testbed/frame_exchange.h"
#include "conformance/harness/testbed/netlink.h"

namespace virnet::conformance {

// Which guests A, B and C are.
using Order = std::array<Who, 3>;
inline constexpr Order kFirstOrder = {Who::A, Who::B, Who::C};

class Runner final : private Translator {
 public:
  Runner(Testbed& testbed, FrameExchange& exchange) : testbed_(testbed), exchange_(exchange) {}

  // Why the statement cannot be proved here, probed; empty: it can.
  [[nodiscard]] std::string why_skipped(const Statement& statement) const;
  // Why the statement is not about this bridge or this kernel; empty: it is.
  [[nodiscard]] std::string why_elsewhere(const Statement& statement) const;
  // In one order of the guests; without one, in all.
  [[nodiscard]] StatementResult run(const Statement& statement, std::optional<Order> order = {});

 private:
  // What was seen, or what was seen instead of what must be.
  using Seen = std::expected<std::string, std::string>;

  [[nodiscard]] Seen run_once(const Statement& statement);

  Seen operate(const SendStep& step);
  Seen operate(const FlagsStep& step);
  Seen operate(const ReadFlagsStep& step);
  Seen operate(const ReadModeStep& step);
  Seen operate(const BridgeStep& step);
  Seen operate(const ReadBridgeStep& step);
  Seen operate(const AddStep& step);
  Seen operate(const DeleteStep& step);
  Seen operate(const EntryStep& step);
  Seen operate(const VlansStep& step);
  Seen operate(const FlushStep& step);
  Seen operate(const JoinStep& step);
  Seen operate(const AddVlanStep& step);
  Seen operate(const DeleteVlanStep& step);
  Seen operate(const PromiscuousStep& step);
  Seen operate(const ReadPromiscuityStep& step);
  Seen operate(const ReadPromiscuousStep& step);
  Seen operate(const FilterListStep& step);
  Seen operate(const GoneStep& step);
  Seen operate(const CarrierStep& step);
  Seen operate(const RenameStep& step);
  Seen operate(const DeleteLinkStep& step);
  Seen operate(const LinkGoneStep& step);
  Seen operate(const OtherBridgeStep& step);
  Seen operate(const CaptureStep& step);
  Seen operate(const SysfsStep& step);
  Seen operate(const TapStep& step);
  Seen operate(const IgmpStep& step);
  Seen operate(const ManyEntriesStep& step);
  Seen operate(const CardStep& step);
  Seen operate(const ListenStep& step);
  Seen operate(const HeardStep& step);
  Seen operate(const AskTableStep& step);
  Seen operate(const ProbeStep& step);
  Seen operate(const RequestStep& step);
  Seen operate(const ReadFieldStep& step);
  Seen operate(const LinkStep& step);

  // Makes a change and compares the answer.
  Seen change(const bridge::Change& change, int answer, const std::string& said);
  Seen compare_flags(Who port, const bridge::PortFlags& expected);
  // Sends once and judges.
  [[nodiscard]] Seen send_frame(const SendStep& step, const FrameSpec& spec, WhoSet expected);
  [[nodiscard]] bool is(Table table, const std::vector<bridge::LinkIndex>& links) const;
  [[nodiscard]] std::vector<std::string> link_names(std::vector<bridge::LinkIndex> links) const;
  [[nodiscard]] std::string wrong_delivery(const SendStep& step, const Delivery& delivery,
                                           WhoSet expected) const;

  // From the words of the statement to this run.
  [[nodiscard]] std::int32_t number(const Target& target) const override;
  [[nodiscard]] std::vector<std::byte> address(Mac role) const override;
  [[nodiscard]] std::string_view name(Who who) const override;
  [[nodiscard]] Who actual(Who who) const;
  [[nodiscard]] Mac actual(Mac mac) const;
  [[nodiscard]] WhoSet actual(WhoSet set) const;
  [[nodiscard]] std::string port_named(Who who) const;  // "vnet0 (A)"

  Testbed& testbed_;
  FrameExchange& exchange_;
  Order order_ = kFirstOrder;
  std::unique_ptr<Netlink> listening_;
  std::optional<Endpoint> capture_;
};

}  // namespace virnet::conformance
