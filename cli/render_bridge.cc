// What check and plan print.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/bridge_verbs.h"

namespace virnet::cli {
namespace {

using bridge::BridgeState;
using bridge::Drift;
using bridge::FdbEntry;
using bridge::PortState;
using nlohmann::ordered_json;

std::string subject(const Drift& drift) {
  return drift.mac ? fmt::format("{} {}", drift.port, drift.mac->to_string()) : drift.port;
}

ordered_json entries_json(const std::vector<FdbEntry>& entries, const BridgeState& state) {
  ordered_json list = ordered_json::array();
  for (const FdbEntry& entry : entries) {
    const PortState* port = state.port(entry.port);
    list.push_back({{"port", port != nullptr ? port->name : state.name},
                    {"vlan", entry.vlan},
                    {"kind", to_string(entry.kind)},
                    {"sticky", entry.sticky}});
  }
  return list;
}

ordered_json flags_json(const bridge::PortFlags& flags) {
  ordered_json object = ordered_json::object();
  if (flags.learning) object["learning"] = *flags.learning;
  if (flags.unicast_flood) object["flood"] = *flags.unicast_flood;
  if (flags.isolated) object["isolated"] = *flags.isolated;
  return object;
}

ordered_json operation_json(const bridge::Operation& operation, const BridgeState& state) {
  using Kind = bridge::Operation::Kind;
  switch (operation.kind) {
    case Kind::Entries:
      return {{"operation", "entries"},
              {"mac", operation.mac.to_string()},
              {"before", entries_json(operation.entries_before, state)},
              {"after", entries_json(operation.entries, state)}};
    case Kind::Flags:
      return {{"operation", "flags"},
              {"port", operation.port},
              {"before", flags_json(operation.flags_before)},
              {"after", flags_json(operation.flags)}};
    case Kind::Filtering:
      return {{"operation", "vlan-filtering"},
              {"before", operation.filtering_before},
              {"after", operation.filtering}};
  }
  return {};
}

std::string dump(const ordered_json& object) {
  return object.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_check_text(const BridgeView& view) {
  const std::vector<Drift> drifts = compare(view.observed, view.desired);
  std::string text;
  for (const Drift& drift : drifts) {
    text += fmt::format("{}: {} ({}; wanted: {}): {}\n", subject(drift), to_string(drift.kind),
                        drift.found, drift.wanted, consequence(drift.kind));
  }
  for (const PortState& port : view.observed.ports) {
    const PortState* wish = view.desired.port(port.name);
    if (wish != nullptr && wish->guest) continue;
    const std::string why = explain_promiscuity(view.observed, port);
    if (!why.empty()) text += fmt::format("{}: promiscuous: {}\n", port.name, why);
  }
  text += fmt::format(
      "{}: {} port{} looked at, {}\n", view.observed.name, view.desired.ports.size(),
      view.desired.ports.size() == 1 ? "" : "s",
      drifts.empty() ? "all as the network wants" : fmt::format("{} wrong", drifts.size()));
  return text;
}

std::string render_check_json(const BridgeView& view) {
  ordered_json drifts = ordered_json::array();
  for (const Drift& drift : compare(view.observed, view.desired)) {
    ordered_json one = {{"port", drift.port}, {"drift", to_string(drift.kind)}};
    if (drift.mac) one["mac"] = drift.mac->to_string();
    one["found"] = drift.found;
    one["wanted"] = drift.wanted;
    one["consequence"] = consequence(drift.kind);
    drifts.push_back(std::move(one));
  }
  const bool good = drifts.empty();
  return dump({{"format_version", 1},
               {"bridge", view.observed.name},
               {"conforms", good},
               {"drifts", std::move(drifts)}});
}

std::string render_plan_json(const bridge::Plan& plan) {
  ordered_json operations = ordered_json::array();
  for (const bridge::Operation& operation : plan.operations) {
    operations.push_back(operation_json(operation, plan.observed));
  }
  return dump({{"format_version", 1},
               {"bridge", plan.observed.name},
               {"obstacles", plan.obstacles},
               {"operations", std::move(operations)}});
}

}  // namespace virnet::cli
