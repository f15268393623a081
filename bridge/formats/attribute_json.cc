#include "bridge/formats/attribute_json.h"

#include <algorithm>
#include <string>

namespace virnet::bridge {

std::optional<PortStpState> read_stp_state(const JsonObject& object, const char* key) {
  const std::optional<std::string> name = object.text(key);
  if (!name) return std::nullopt;
  const auto* const found = std::ranges::find(kind::kStpStates, *name);
  if (found != kind::kStpStates.end())
    return static_cast<PortStpState>(found - kind::kStpStates.begin());
  object.complain(key, "expected a state of a port");
  return std::nullopt;
}

}  // namespace virnet::bridge
