// bridge/formats/attribute_json.h - Port flags and bridge settings in JSON, each under a name of
// its row.
#pragma once

#include <optional>
#include <type_traits>

#include "bridge/attributes/attributes.h"
#include "bridge/formats/json_object.h"

namespace virnet::bridge {

using OrderedJson = nlohmann::ordered_json;

template <typename Kind>
[[nodiscard]] OrderedJson value_json(typename Kind::Value value) {
  if constexpr (std::is_same_v<Kind, kind::StpState>) {
    return kind::kStpStates.at(kind::to_wire<Kind>(value));
  } else if constexpr (std::is_same_v<Kind, kind::Time>) {
    return value.count();
  } else {
    return value;
  }
}

[[nodiscard]] std::optional<PortStpState> read_stp_state(const JsonObject& object, const char* key);

template <typename Kind>
[[nodiscard]] std::optional<typename Kind::Value> read_value(const JsonObject& object,
                                                             const char* key) {
  if constexpr (std::is_same_v<Kind, kind::StpState>) {
    return read_stp_state(object, key);
  } else if constexpr (std::is_same_v<typename Kind::Value, bool>) {
    return object.flag(key);
  } else {
    const auto number = object.number<typename Kind::Wire>(key);
    return number ? kind::from_wire<Kind>(*number) : std::nullopt;
  }
}

// In virnet's own format.
template <typename Owner>
[[nodiscard]] OrderedJson values_json(const Owner& values) {
  OrderedJson object = OrderedJson::object();
  for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    if (const auto& value = values.*row.member) object[row.name] = value_json<Kind>(*value);
  });
  return object;
}

template <typename Owner>
[[nodiscard]] Owner read_values(const JsonObject& object) {
  Owner values;
  for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    values.*row.member = read_value<Kind>(object, row.name);
  });
  return values;
}

}  // namespace virnet::bridge
