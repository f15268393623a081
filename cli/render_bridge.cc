// What check prints, and plan as JSON.
#include <fmt/format.h>
#include <virnet/bridge_json.h>

#include <nlohmann/json.hpp>

#include "cli/bridge_verbs.h"

namespace virnet::cli {
namespace {

using bridge::BridgeState;
using bridge::Drift;
using bridge::KnownState;
using bridge::PortState;
using bridge::Verdict;
using nlohmann::ordered_json;

// What was looked at, without where: "flood", "entry 52:54:00:00:00:01".
std::string subject(const Verdict& verdict) {
  return verdict.mac ? fmt::format("{} {}", verdict.attribute, verdict.mac->to_string())
                     : verdict.attribute;
}

Drift drift_of(const Verdict& verdict) {
  return {*verdict.drift, verdict.port, verdict.mac, verdict.found, verdict.wanted};
}

std::string verdict_lines(const Verdict& verdict) {
  if (!verdict.drift) return fmt::format("  ok     {}: {}\n", subject(verdict), verdict.found);
  std::string text = fmt::format("  WRONG  {}: {}, wanted: {}\n         {} [{}]\n",
                                 subject(verdict), verdict.found, verdict.wanted,
                                 to_sentence(drift_of(verdict)), to_string(*verdict.drift));
  const std::string_view help = bridge::remedy(*verdict.drift);
  if (!help.empty()) text += fmt::format("         to do: {}\n", help);
  return text;
}

// The ports that are no guest's: why each is promiscuous.
std::string other_ports(const BridgeView& view) {
  std::string text;
  for (const PortState& port : view.observed.ports) {
    const PortState* wish = view.desired.port(port.name);
    if (wish != nullptr && wish->guest) continue;
    const std::string why = explain_promiscuity(view.observed, port);
    text += fmt::format("{}{}\n  {}\n", port.name, wish == nullptr ? " (no guest's)" : "",
                        why.empty() ? "not promiscuous" : "promiscuous: " + why);
  }
  return text;
}

ordered_json verdict_json(const Verdict& verdict) {
  ordered_json one = {{"port", verdict.port}, {"attribute", verdict.attribute}};
  if (verdict.mac) one["mac"] = verdict.mac->to_string();
  one["found"] = verdict.found;
  one["wanted"] = verdict.wanted;
  one["ok"] = !verdict.drift;
  if (!verdict.drift) return one;
  one["drift"] = to_string(*verdict.drift);
  one["consequence"] = to_sentence(drift_of(verdict));
  one["remedy"] = bridge::remedy(*verdict.drift);
  return one;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return result;
}

}  // namespace

std::string render_check_text(const BridgeView& view) {
  const std::vector<Verdict> verdicts = judge(view.observed, view.desired);
  const std::vector<Drift> drifts = bridge::drifts_of(verdicts);
  const std::vector<KnownState> states = recognise(drifts);
  std::string text;
  const std::string* port = nullptr;
  for (const Verdict& verdict : verdicts) {
    if (port == nullptr || *port != verdict.port) {
      text += fmt::format("{}\n", verdict.port);
      for (const KnownState& state : states) {
        if (state.port != verdict.port) continue;
        text += fmt::format("  known  {} [{}]\n         to do: {}\n", state.explanation, state.name,
                            state.remedy);
      }
    }
    port = &verdict.port;
    text += verdict_lines(verdict);
  }
  text += other_ports(view);
  text += fmt::format(
      "{}: {} port{} looked at, {}\n", view.observed.name, view.desired.ports.size(),
      view.desired.ports.size() == 1 ? "" : "s",
      drifts.empty() ? "all as the network wants" : fmt::format("{} wrong", drifts.size()));
  return text;
}

std::string render_check_json(const BridgeView& view) {
  const std::vector<Verdict> verdicts = judge(view.observed, view.desired);
  const std::vector<Drift> drifts = bridge::drifts_of(verdicts);
  ordered_json list = ordered_json::array();
  for (const Verdict& verdict : verdicts) list.push_back(verdict_json(verdict));
  ordered_json states = ordered_json::array();
  for (const KnownState& state : recognise(drifts)) {
    states.push_back({{"name", state.name},
                      {"port", state.port},
                      {"explanation", state.explanation},
                      {"remedy", state.remedy}});
  }
  ordered_json promiscuous = ordered_json::array();
  for (const PortState& port : view.observed.ports) {
    promiscuous.push_back({{"port", port.name},
                           {"counter", port.promiscuity},
                           {"why", explain_promiscuity(view.observed, port)}});
  }
  const ordered_json document = {
      {"format_version", 1},
      {"bridge", view.observed.name},
      {"conforms", drifts.empty()},
      {"verdicts", std::move(list)},
      {"known_states", std::move(states)},
      {"promiscuity", std::move(promiscuous)},
      {"observed", ordered_json::parse(bridge::to_json(view.observed))["observed"]}};
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string render_check_junit(const BridgeView& view) {
  const std::vector<Verdict> verdicts = judge(view.observed, view.desired);
  std::string cases;
  for (const Verdict& verdict : verdicts) {
    const std::string name = escaped(fmt::format("{} {}", verdict.port, subject(verdict)));
    cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\">", escaped(view.observed.name),
                         name);
    if (verdict.drift) {
      cases += fmt::format("<failure type=\"{}\" message=\"{}\"/>", to_string(*verdict.drift),
                           escaped(to_sentence(drift_of(verdict))));
    } else {
      cases += fmt::format("<system-out>{}</system-out>", escaped(verdict.found));
    }
    cases += "</testcase>\n";
  }
  const std::size_t failures = bridge::drifts_of(verdicts).size();
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"virnet check\">\n"
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n"
      "{}  </testsuite>\n</testsuites>\n",
      escaped(view.observed.name), verdicts.size(), failures, cases);
}

}  // namespace virnet::cli
