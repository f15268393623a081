// A plan as JSON: to be looked at, to be kept, and to be carried out later.
#include <virnet/plan_json.h>

#include "bridge/formats/state_json.h"

namespace virnet::bridge {
namespace {

OrderedJson operation_json(const Operation& operation, const BridgeState& state) {
  switch (operation.kind) {
    case Operation::Kind::Entries:
      return {{"operation", "entries"},
              {"mac", operation.mac.to_string()},
              {"before", entries_json(operation.entries_before, state)},
              {"after", entries_json(operation.entries, state)}};
    case Operation::Kind::Flags:
      return {{"operation", "flags"},
              {"port", operation.port},
              {"before", values_json(operation.flags_before)},
              {"after", values_json(operation.flags)}};
    case Operation::Kind::Filtering:
      return {{"operation", "vlan-filtering"},
              {"before", operation.filtering_before},
              {"after", operation.filtering}};
  }
  return {};
}

OrderedJson operations_json(const Plan& plan) {
  OrderedJson list = OrderedJson::array();
  for (const Operation& operation : plan.operations)
    list.push_back(operation_json(operation, plan.observed));
  return list;
}

}  // namespace

std::string to_json(const Plan& plan, const BridgeState& desired) {
  const OrderedJson document = {{"format_version", 1},
                                {"bridge", plan.observed.name},
                                {"obstacles", plan.obstacles},
                                {"remarks", plan.remarks},
                                {"operations", operations_json(plan)},
                                {"desired", state_json(desired)},
                                {"observed", state_json(plan.observed)}};
  return print_json(document);
}

std::expected<StoredPlan, Error> read_plan(std::string_view json) {
  JsonTrouble trouble;
  const Json document = parse_json(json, "the plan", trouble);
  const JsonObject outer(document, "the plan", trouble);
  check_version(outer);
  for (const char* key : {"operations", "desired", "observed"}) {
    if (!outer.has(key)) outer.complain(key, {});
  }
  const BridgeState observed = read_state(outer.object("observed"));
  StoredPlan stored{.plan = {}, .desired = read_state(outer.object("desired"))};
  if (trouble.any()) return std::unexpected(trouble.error());
  // What is to be done follows from the two states; the list is there for people.
  stored.plan = make_plan(observed, stored.desired);
  if (Json::parse(operations_json(stored.plan).dump()) != document["operations"])
    return std::unexpected(
        Error{.code = ErrorCode::Malformed,
              .message = "the plan: its operations are not those that follow from its states"});
  return stored;
}

}  // namespace virnet::bridge
