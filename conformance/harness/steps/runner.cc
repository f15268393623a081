#include "conformance/harness/steps/runner.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/harness/testbed/namespace.h"

namespace virnet::conformance {

Who Runner::actual(Who who) const {
  return is_guest(who) ? order_.at(static_cast<std::size_t>(who) - 1) : who;
}

Mac Runner::actual(Mac mac) const {
  auto shifted = [&](Mac first) {
    const auto role = static_cast<std::size_t>(mac) - static_cast<std::size_t>(first);
    const auto guest = static_cast<std::size_t>(order_.at(role)) - static_cast<std::size_t>(Who::A);
    return static_cast<Mac>(static_cast<std::size_t>(first) + guest);
  };
  switch (mac) {
    case Mac::A:
    case Mac::B:
    case Mac::C: return shifted(Mac::A);
    case Mac::PortA:
    case Mac::PortB:
    case Mac::PortC: return shifted(Mac::PortA);
    default: return mac;
  }
}

WhoSet Runner::actual(WhoSet set) const {
  WhoSet result;
  for (const Who who : kReceivers) {
    if (set.has(who)) result.add(actual(who));
  }
  return result;
}

std::string Runner::port_named(Who who) const {
  return fmt::format("{} ({})", testbed_.port_name(actual(who)), to_string(who));
}

std::string Runner::why_elsewhere(const Statement& statement) const {
  if (!statement.kernels.has(testbed_.facts().version)) {
    return fmt::format("about Linux {}; this is {}", to_string(statement.kernels),
                       to_string(testbed_.facts().version));
  }
  switch (statement.need) {
    case Need::NoVlanFiltering:
      return testbed_.facts().vlan_filtering ? "about kernels without VLAN filtering" : "";
    case Need::BulkBit:
      return testbed_.facts().bulk_bit ? "" : "about kernels that know NLM_F_BULK in deletions";
    case Need::NoBulkBit:
      return testbed_.facts().bulk_bit ? "about kernels that do not know NLM_F_BULK in deletions"
                                       : "";
    case Need::BulkDeletion:
      return testbed_.facts().bulk_deletion ? ""
                                            : "about kernels whose bridges have bulk deletions";
    case Need::Stp: return testbed_.facts().stp ? "" : "about bridges with STP";
    case Need::NoStp: return testbed_.facts().stp ? "about bridges without STP" : "";
    default: return {};
  }
}

std::string Runner::why_skipped(const Statement& statement) const {
  const Facts& facts = testbed_.facts();
  switch (statement.need) {
    case Need::VlanFiltering: return facts.no_vlan_filtering;
    case Need::FilterUplink:
      return facts.vlan_filtering ? facts.no_filter_uplink : facts.no_vlan_filtering;
    case Need::VlanDevices: return facts.no_filter_uplink;
    case Need::Sysfs: {
      const auto mounted = mount_sysfs();
      return mounted ? "" : mounted.error().message;
    }
    case Need::Locked:
      return facts.locked ? "" : "this kernel has no locked ports: they do not show the flag";
    default: return {};
  }
}

Runner::Seen Runner::run_once(const Statement& statement) {
  if (bridge::Outcome ready = testbed_.reset(); !ready)
    return std::unexpected(to_string(ready.error()));
  listening_.reset();
  capture_.reset();
  std::string evidence;
  for (const Step& step : statement.steps) {
    Seen seen = std::visit([this](const auto& each) { return operate(each); }, step);
    if (!seen) return seen;
    if (seen->empty()) continue;
    if (!evidence.empty()) evidence += "; ";
    evidence += *seen;
  }
  return evidence;
}

StatementResult Runner::run(const Statement& statement, std::optional<Order> order) {
  StatementResult result{.id = std::string(statement.id),
                         .proves = std::string(statement.text(testbed_.input().mode)),
                         .verdict = Verdict::Skip,
                         .evidence = why_skipped(statement)};
  if (!result.evidence.empty()) return result;
  order_ = order.value_or(kFirstOrder);
  std::size_t orders = 0;
  do {
    Seen seen = run_once(statement);
    if (!seen) {
      result.verdict = Verdict::Fail;
      result.evidence = std::move(seen.error());
      return result;
    }
    if (orders++ == 0) result.evidence = std::move(*seen);
  } while (!order && !statement.once && std::next_permutation(order_.begin(), order_.end()));
  result.verdict = Verdict::Pass;
  return result;
}

}  // namespace virnet::conformance
