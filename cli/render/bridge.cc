#include "cli/render/bridge.h"

#include <fmt/format.h>
#include <virnet/bridge_json.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "model/values/stable_sort.h"

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
  std::unordered_map<std::string_view, const PortState*> wishes;
  for (const PortState& wish : view.desired.ports) wishes.emplace(wish.name, &wish);
  std::string text;
  for (const PortState& port : view.observed.ports) {
    const auto found = wishes.find(port.name);
    const PortState* wish = found == wishes.end() ? nullptr : found->second;
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
  const std::vector<Verdict> verdicts = judge(view.observed, view.desired);
  const std::vector<Drift> drifts = bridge::drifts_of(verdicts);
  ordered_json list = ordered_json::array();
  for (const Verdict& verdict : verdicts) list.push_back(verdict_json(verdict));
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
  const std::vector<Verdict> verdicts = judge(view.observed, view.desired);
  std::string cases;
  auto add = [&](std::string_view name, std::string_view outcome) {
    cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n",
                         escaped(view.observed.name), escaped(name), outcome);
  };
  for (const Verdict& verdict : verdicts) {
    add(fmt::format("{} {}", verdict.port, subject(verdict)),
        verdict.drift
            ? fmt::format("<failure type=\"{}\" message=\"{}\"/>", to_string(*verdict.drift),
                          escaped(to_sentence(drift_of(verdict))))
            : fmt::format("<system-out>{}</system-out>", escaped(verdict.found)));
  }
  for (const std::string& sentence : view.lost) add(sentence, "<failure type=\"no-device\"/>");
  const std::size_t failures = bridge::drifts_of(verdicts).size() + view.lost.size();
  return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n"
      "{}  </testsuite>\n",
      escaped(view.observed.name), verdicts.size() + view.lost.size(), failures, cases);
}

}  // namespace

std::string render_check_text(const BridgeView& view) {
  const std::vector<Verdict> verdicts = judge(view.observed, view.desired);
  const std::vector<Drift> drifts = bridge::drifts_of(verdicts);
  std::vector<KnownState> states = recognise(drifts, view.desired);
  internal::stable_sort(states,
                        [](const KnownState& a, const KnownState& b) { return a.port < b.port; });
  std::string text;
  const std::string* port = nullptr;
  for (const Verdict& verdict : verdicts) {
    if (port == nullptr || *port != verdict.port)
      text += fmt::format("{}\n{}", verdict.port, known_lines(states, verdict.port));
    port = &verdict.port;
    text += verdict_lines(verdict);
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
