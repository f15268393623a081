// A plan as JSON: to be looked at, to be kept, and to be carried out later.
#include <virnet/plan_json.h>

#include "bridge/formats/state_json.h"
#include "model/values/printable.h"

namespace virnet::bridge {
namespace {

using internal::reversible_utf8;

OrderedJson operation_json(const Operation& operation, const BridgeState& state) {
  switch (operation.kind) {
    case Operation::Kind::Entries:
      return {{"operation", "entries"},
              {"mac", operation.mac.to_string()},
              {"before", entries_json(operation.entries_before, state)},
              {"after", entries_json(operation.entries, state)}};
    case Operation::Kind::Flags:
      return {{"operation", "flags"},
              {"port", reversible_utf8(operation.port)},
              {"before", values_json(operation.flags_before)},
              {"after", values_json(operation.flags)}};
    case Operation::Kind::Filtering:
      return {{"operation", "vlan-filtering"},
              {"before", operation.filtering_before},
              {"after", operation.filtering}};
    case Operation::Kind::Flush:
      return {{"operation", "flush"},
              {"port", reversible_utf8(operation.port)},
              {"learned", operation.entries_before.size()}};
  }
  return {};
}

OrderedJson sentences_json(const std::vector<std::string>& sentences) {
  OrderedJson list = OrderedJson::array();
  for (const std::string& sentence : sentences) list.push_back(reversible_utf8(sentence));
  return list;
}

OrderedJson operations_json(const Plan& plan) {
  OrderedJson list = OrderedJson::array();
  for (const Operation& operation : plan.operations)
    list.push_back(operation_json(operation, plan.observed));
  return list;
}

}  // namespace

std::string to_json(const Plan& plan, const BridgeState& desired) {
  JsonText text;
  text.begin_object();
  text.member("format_version", 1);
  text.member("bridge", reversible_utf8(plan.observed.name));
  text.member("obstacles", sentences_json(plan.obstacles));
  text.member("remarks", sentences_json(plan.remarks));
  text.member("operations", operations_json(plan));
  text.key("desired");
  write_state(text, desired);
  text.key("observed");
  write_state(text, plan.observed);
  text.end_object();
  return text.take();
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
  if (observed.name != stored.desired.name)
    outer.complain("desired", "which is about another bridge than \"observed\"");
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
