#include "cli/render/bridge.h"

#include <fmt/format.h>
#include <virnet/check_bridge.h>
#include <virnet/promiscuity.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "bridge/formats/state_json.h"
#include "cli/render/xml_escape.h"
#include "cli/support/printable.h"
#include "model/values/stable_sort.h"

namespace virnet::cli {
namespace {

using bridge::AttributeCheck;
using bridge::BridgeState;
using bridge::Drift;
using bridge::JsonText;
using bridge::KnownState;
using bridge::PortState;
using nlohmann::ordered_json;

// Text at the start of a line. Where that would be a command to a CI it is in quotes.
std::string line_start(std::string_view text) {
  const std::string shown = printable(text);
  const std::string_view begin =
      std::string_view(shown).substr(std::min(shown.find_first_not_of(' '), shown.size()));
  return begin.starts_with("::") || begin.starts_with("##[") ? fmt::format("'{}'", shown) : shown;
}

// What was looked at, without where: "flood", "entry 52:54:00:00:00:01".
std::string subject(const AttributeCheck& check) {
  return check.mac ? fmt::format("{} {}", check.attribute, check.mac->to_string())
                   : check.attribute;
}

Drift drift_of(const AttributeCheck& check) {
  return {*check.drift, check.port, check.mac, check.found, check.wanted};
}

std::string check_lines(const AttributeCheck& check) {
  const std::string found = printable(check.found);
  if (!check.drift) return fmt::format("  ok     {}: {}\n", subject(check), found);
  std::string text = fmt::format("  WRONG  {}: {}, wanted: {}\n         {} [{}]\n", subject(check),
                                 found, printable(check.wanted),
                                 line_start(to_sentence(drift_of(check))), to_string(*check.drift));
  const std::string_view help = bridge::remedy(*check.drift);
  if (!help.empty()) text += fmt::format("         to do: {}\n", help);
  return text;
}

// The ports that are no guest's: why each is promiscuous.
std::string other_ports(const BridgeView& view) {
  std::unordered_map<std::string_view, const PortState*> by_name;
  for (const PortState& desired : view.desired.ports) by_name.emplace(desired.name, &desired);
  std::string text;
  for (const PortState& port : view.observed.ports) {
    const auto found = by_name.find(port.name);
    const PortState* desired = found == by_name.end() ? nullptr : found->second;
    if (desired != nullptr && desired->guest) continue;
    const std::string why = explain_promiscuity(view.observed, port);
    text += fmt::format("{}{}\n  {}\n", line_start(port.name),
                        desired == nullptr ? " (no guest's)" : "",
                        why.empty() ? "not promiscuous" : "promiscuous: " + printable(why));
  }
  return text;
}

ordered_json attribute_json(const AttributeCheck& check) {
  ordered_json one = {{"port", reversible_utf8(check.port)}, {"attribute", check.attribute}};
  if (check.mac) one["mac"] = check.mac->to_string();
  one["found"] = reversible_utf8(check.found);
  one["wanted"] = reversible_utf8(check.wanted);
  one["ok"] = !check.drift;
  if (!check.drift) return one;
  one["drift"] = to_string(*check.drift);
  one["consequence"] = reversible_utf8(to_sentence(drift_of(check)));
  one["remedy"] = bridge::remedy(*check.drift);
  return one;
}

std::string known_lines(const std::vector<KnownState>& states, std::string_view port) {
  std::string text;
  const auto [first, last] = std::ranges::equal_range(states, port, {}, &KnownState::port);
  for (auto state = first; state != last; ++state) {
    text += fmt::format("  known  {} [{}]\n         to do: {}\n", state->explanation, state->name,
                        state->remedy);
  }
  return text;
}

// What was looked at, without what was found there.
struct Verdict {
  explicit Verdict(const BridgeView& view)
      : checks(check_bridge(view.observed, view.desired)),
        drifts(bridge::drifts_of(checks)),
        conforms(drifts.empty() && view.lost.empty()) {}

  std::vector<AttributeCheck> checks;
  std::vector<Drift> drifts;
  bool conforms;
};

ordered_json known_state_json(const KnownState& state) {
  return {{"name", state.name},
          {"port", reversible_utf8(state.port)},
          {"explanation", state.explanation},
          {"remedy", state.remedy}};
}

ordered_json promiscuity_json(const BridgeState& observed, const PortState& port) {
  return {{"port", reversible_utf8(port.name)},
          {"counter", port.promiscuity},
          {"why", reversible_utf8(explain_promiscuity(observed, port))}};
}

ordered_json lost_json(const BridgeView& view) {
  ordered_json list = ordered_json::array();
  for (const std::string& sentence : view.lost) list.push_back(reversible_utf8(sentence));
  return list;
}

void write_check(JsonText& text, const BridgeView& view, const Verdict& verdict) {
  text.begin_object();
  text.member("format_version", 1);
  text.member("network", reversible_utf8(view.network));
  text.member("bridge", reversible_utf8(view.observed.name));
  text.member("conforms", verdict.conforms);
  text.key("verdicts");
  text.begin_list();
  for (const AttributeCheck& check : verdict.checks) text.value(attribute_json(check));
  text.end_list();
  text.member("lost", lost_json(view));
  text.key("known_states");
  text.begin_list();
  for (const KnownState& state : recognise(verdict.drifts, view.desired))
    text.value(known_state_json(state));
  text.end_list();
  text.key("promiscuity");
  text.begin_list();
  for (const PortState& port : view.observed.ports)
    text.value(promiscuity_json(view.observed, port));
  text.end_list();
  text.key("observed");
  write_state(text, view.observed);
  text.end_object();
}

std::string junit_suite(const BridgeView& view) {
  const std::vector<AttributeCheck> checks = check_bridge(view.observed, view.desired);
  std::string cases;
  auto escaped = [](std::string_view text) { return xml_escaped(printable(text)); };
  const std::string suite = escaped(view.observed.name);
  auto add = [&](std::string_view name, std::string_view outcome) {
    cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", suite,
                         escaped(name), outcome);
  };
  for (const AttributeCheck& check : checks) {
    add(fmt::format("{} {}", check.port, subject(check)),
        check.drift ? fmt::format("<failure type=\"{}\" message=\"{}\"/>", to_string(*check.drift),
                                  escaped(to_sentence(drift_of(check))))
                    : fmt::format("<system-out>{}</system-out>", escaped(check.found)));
  }
  for (const std::string& sentence : view.lost) add(sentence, "<failure type=\"no-device\"/>");
  const std::size_t failures = bridge::drifts_of(checks).size() + view.lost.size();
  return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n"
      "{}  </testsuite>\n",
      suite, checks.size() + view.lost.size(), failures, cases);
}

}  // namespace

std::string render_check_text(const BridgeView& view) {
  const std::vector<AttributeCheck> checks = check_bridge(view.observed, view.desired);
  const std::vector<Drift> drifts = bridge::drifts_of(checks);
  std::vector<KnownState> states = recognise(drifts, view.desired);
  internal::stable_sort(states,
                        [](const KnownState& a, const KnownState& b) { return a.port < b.port; });
  std::string text;
  const std::string* port = nullptr;
  for (const AttributeCheck& check : checks) {
    if (port == nullptr || *port != check.port)
      text += fmt::format("{}\n{}", line_start(check.port), known_lines(states, check.port));
    port = &check.port;
    text += check_lines(check);
  }
  text += other_ports(view);
  const std::size_t wrong = drifts.size() + view.lost.size();
  text += fmt::format("{}: {} port{} looked at, {}\n", line_start(view.observed.name),
                      view.desired.ports.size(), view.desired.ports.size() == 1 ? "" : "s",
                      wrong == 0 ? "all as the network wants" : fmt::format("{} wrong", wrong));
  return text;
}

std::string render_check_json(const BridgeView& view) {
  JsonText text;
  write_check(text, view, Verdict(view));
  return text.take();
}

std::string render_check_json(const std::vector<BridgeView>& views) {
  std::vector<Verdict> verdicts;
  for (const BridgeView& view : views) verdicts.emplace_back(view);
  JsonText text;
  text.begin_object();
  text.member("format_version", 1);
  text.member("conforms", std::ranges::all_of(verdicts, &Verdict::conforms));
  text.key("networks");
  text.begin_list();
  for (std::size_t i = 0; i < views.size(); ++i) write_check(text, views[i], verdicts[i]);
  text.end_list();
  text.end_object();
  return text.take();
}

std::string render_check_junit(const std::vector<BridgeView>& views) {
  std::string suites;
  for (const BridgeView& view : views) suites += junit_suite(view);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"virnet check\">\n"
      "{}</testsuites>\n",
      suites);
}

}  // namespace virnet::cli
