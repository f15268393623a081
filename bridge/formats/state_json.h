// bridge/formats/state_json.h - A bridge's state and its parts as virnet's own JSON.
#pragma once

#include <virnet/bridge_state.h>

#include "bridge/formats/attribute_json.h"
#include "bridge/formats/json_text.h"

namespace virnet::bridge {

// The entries with the names of their ports.
[[nodiscard]] OrderedJson entries_json(const std::vector<FdbEntry>& entries,
                                       const BridgeState& state);
void write_state(JsonText& text, const BridgeState& state);
[[nodiscard]] BridgeState read_state(const JsonObject& object);

// That a document is of the version that is written here.
void check_version(const JsonObject& document);

}  // namespace virnet::bridge
