// bridge/attributes/attribute_text.h - Port flags and bridge settings in words.
#pragma once

#include <virnet/bridge_state.h>

#include <string>
#include <vector>

namespace virnet::bridge {

// Of each member that has a value: "learning off", "group_fwd_mask 0x4000", "ageing_time 30000".
[[nodiscard]] std::vector<std::string> words(const PortFlags& flags);
[[nodiscard]] std::vector<std::string> words(const BridgeSettings& settings);

// The same as "learning off, flood on".
[[nodiscard]] std::string to_text(const PortFlags& flags);
[[nodiscard]] std::string to_text(const BridgeSettings& settings);

}  // namespace virnet::bridge
