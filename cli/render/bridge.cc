#include "cli/render/bridge.h"

#include <fmt/format.h>
#include <virnet/check_bridge.h>
#include <virnet/promiscuity.h>
#include <virnet/state_json.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "model/values/stable_sort.h"

namespace virnet::cli {
namespace {

using bridge::AttributeCheck;
using bridge::BridgeState;
using bridge::Drift;
using bridge::KnownState;
using bridge::PortState;
using nlohmann::ordered_json;

// What was looked at, without where: "flood", "entry 52:54:00:00:00:01".
std::string subject(const AttributeCheck& check) {
  return check.mac ? fmt::format("{} {}", check.attribute, check.mac->to_string())
                   : check.attribute;
}

Drift drift_of(const AttributeCheck& check) {
  return {*check.drift, check.port, check.mac, check.found, check.wanted};
}

std::string check_lines(const AttributeCheck& check) {
  if (!check.drift) return fmt::format("  ok     {}: {}\n", subject(check), check.found);
  std::string text =
      fmt::format("  WRONG  {}: {}, wanted: {}\n         {} [{}]\n", subject(check), check.found,
                  check.wanted, to_sentence(drift_of(check)), to_string(*check.drift));
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
    text += fmt::format("{}{}\n  {}\n", port.name, desired == nullptr ? " (no guest's)" : "",
                        why.empty() ? "not promiscuous" : "promiscuous: " + why);
  }
  return text;
}

ordered_json attribute_json(const AttributeCheck& check) {
  ordered_json one = {{"port", check.port}, {"attribute", check.attribute}};
  if (check.mac) one["mac"] = check.mac->to_string();
  one["found"] = check.found;
  one["wanted"] = check.wanted;
  one["ok"] = !check.drift;
  if (!check.drift) return one;
  one["drift"] = to_string(*check.drift);
  one["consequence"] = to_sentence(drift_of(check));
  one["remedy"] = bridge::remedy(*check.drift);
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

std::string known_lines(const std::vector<KnownState>& states, std::string_view port) {
  std::string text;
  const auto [first, last] = std::ranges::equal_range(states, port, {}, &KnownState::port);
  for (auto state = first; state != last; ++state) {
    text += fmt::format("  known  {} [{}]\n         to do: {}\n", state->explanation, state->name,
                        state->remedy);
  }
  return text;
}

ordered_json check_json(const BridgeView& view) {
  const std::vector<AttributeCheck> checks = check_bridge(view.observed, view.desired);
  const std::vector<Drift> drifts = bridge::drifts_of(checks);
  ordered_json list = ordered_json::array();
  for (const AttributeCheck& check : checks) list.push_back(attribute_json(check));
  ordered_json states = ordered_json::array();
  for (const KnownState& state : recognise(drifts, view.desired)) {
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
  return {{"format_version", 1},
          {"network", view.network},
          {"bridge", view.observed.name},
          {"conforms", drifts.empty() && view.lost.empty()},
          {"verdicts", std::move(list)},
          {"lost", view.lost},
          {"known_states", std::move(states)},
          {"promiscuity", std::move(promiscuous)},
          {"observed", ordered_json::parse(bridge::to_json(view.observed))["observed"]}};
}

std::string print(const ordered_json& document) {
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string junit_suite(const BridgeView& view) {
  const std::vector<AttributeCheck> checks = check_bridge(view.observed, view.desired);
  std::string cases;
  auto add = [&](std::string_view name, std::string_view outcome) {
    cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n",
                         escaped(view.observed.name), escaped(name), outcome);
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
      escaped(view.observed.name), checks.size() + view.lost.size(), failures, cases);
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
      text += fmt::format("{}\n{}", check.port, known_lines(states, check.port));
    port = &check.port;
    text += check_lines(check);
  }
  text += other_ports(view);
  const std::size_t wrong = drifts.size() + view.lost.size();
  text += fmt::format("{}: {} port{} looked at, {}\n", view.observed.name,
                      view.desired.ports.size(), view.desired.ports.size() == 1 ? "" : "s",
                      wrong == 0 ? "all as the network wants" : fmt::format("{} wrong", wrong));
  return text;
}

std::string render_check_json(const BridgeView& view) { return print(check_json(view)); }

std::string render_check_json(const std::vector<BridgeView>& views) {
  ordered_json networks = ordered_json::array();
  bool conforms = true;
  for (const BridgeView& view : views) {
    networks.push_back(check_json(view));
    conforms = conforms && networks.back()["conforms"] == true;
  }
  return print({{"format_version", 1}, {"conforms", conforms}, {"networks", std::move(networks)}});
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
