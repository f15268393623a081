#include "conformance/harness/catalogue/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

namespace virnet::conformance {
namespace {

constexpr std::uint64_t kMinDelay = 2;  // seconds, with STP
constexpr std::uint64_t kMaxDelay = 30;

// The refusal of a setting of this name, if there was one.
std::string refusal(const Testbed& testbed, std::string_view what) {
  for (const Setting& setting : testbed.settings()) {
    if (setting.what == what && !setting.outcome) return to_string(setting.outcome.error());
  }
  return {};
}

StatementResult judged(std::string id, std::string proves, const std::string& refused, bool holds,
                       std::string evidence) {
  StatementResult result{.id = std::move(id),
                         .proves = std::move(proves),
                         .verdict = Verdict::Pass,
                         .evidence = std::move(evidence)};
  if (!refused.empty()) result.evidence = refused;
  if (!refused.empty() || !holds) result.verdict = Verdict::Fail;
  return result;
}

StatementResult stp(const Testbed& testbed) {
  const ConformInput& input = testbed.input();
  const bridge::BridgeSettings& read = *testbed.as_built().bridge;
  std::uint64_t expected = input.delay;
  std::string remark;
  if (input.stp) {
    expected = std::clamp(expected, kMinDelay, kMaxDelay);
    if (expected != input.delay)
      remark = fmt::format(" ({} in the document; STP needs {} to {})", input.delay, kMinDelay,
                           kMaxDelay);
  }
  const std::uint64_t delay = read.forward_delay.value_or(bridge::Centiseconds(0)).count();
  const bool holds = read.stp == input.stp && delay == expected * 100;
  std::string refused = refusal(testbed, "STP");
  if (refused.empty()) refused = refusal(testbed, "forward delay");
  return judged("DOC-001", "STP and the forward delay are the document's", refused, holds,
                fmt::format("STP {}, forward delay {} s{}", read.stp.value_or(false) ? "on" : "off",
                            static_cast<double>(delay) / 100, remark));
}

// Without IPv6 in the kernel its addresses cannot be given; all others must be there.
StatementResult addresses(Testbed& testbed) {
  const ConformInput& input = testbed.input();
  bridge::Result<std::vector<bridge::LinkAddress>> read =
      testbed.kernel().addresses(testbed.link(Who::BR));
  std::string refused;
  if (!read) refused = to_string(read.error());
  bool holds = true;
  bool no_ipv6 = false;
  std::string evidence;
  for (const bridge::LinkAddress& address : input.addresses) {
    const std::string text = fmt::format("{}/{}", address.address.to_string(), address.prefix);
    if (!evidence.empty()) evidence += ", ";
    evidence += text;
    if (read && std::find(read->begin(), read->end(), address) != read->end()) continue;
    const std::string why = refusal(testbed, text);
    if (!address.address.is_v4() && why.find("EOPNOTSUPP") != std::string::npos) {
      no_ipv6 = true;
      continue;
    }
    holds = false;
    if (!why.empty()) refused = why;
  }
  StatementResult result =
      judged("DOC-004", "the bridge has the document's addresses", refused, holds, evidence);
  if (no_ipv6 && result.verdict == Verdict::Pass) {
    result.verdict = Verdict::Skip;
    result.evidence = "this kernel has no IPv6 (EOPNOTSUPP)";
  }
  return result;
}

StatementResult isolation(Testbed& testbed) {
  StatementResult result{.id = "DOC-005",
                         .proves = "guest ports are isolated from each other",
                         .verdict = Verdict::Pass,
                         .evidence = "isolated on:"};
  if (bridge::Outcome ready = testbed.reset(); !ready) {
    return judged(result.id, result.proves, to_string(ready.error()), false, {});
  }
  for (const Who guest : kGuests) {
    bridge::Result<bridge::Link> port = testbed.kernel().link(testbed.link(guest));
    const bool holds = port && port->port && port->port->isolated == true;
    if (!holds) result.verdict = Verdict::Fail;
    result.evidence += fmt::format(" {}{}", testbed.port_name(guest), holds ? "" : " (not)");
  }
  return result;
}

}  // namespace

std::vector<StatementResult> document_statements(Testbed& testbed) {
  const ConformInput& input = testbed.input();
  const bridge::Link& read = testbed.as_built();
  std::vector<StatementResult> results = {stp(testbed)};
  if (input.mac) {
    results.push_back(judged("DOC-002", "the bridge has the document's MAC address",
                             refusal(testbed, "MAC address"), read.mac == *input.mac,
                             read.mac.to_string()));
  }
  if (input.mtu != 0) {
    results.push_back(judged("DOC-003", "the bridge has the document's MTU",
                             refusal(testbed, "MTU"), read.mtu == input.mtu,
                             fmt::format("{}", read.mtu)));
  }
  if (!input.addresses.empty()) results.push_back(addresses(testbed));
  if (input.isolated) results.push_back(isolation(testbed));
  return results;
}

}  // namespace virnet::conformance
