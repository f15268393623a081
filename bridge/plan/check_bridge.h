// bridge/plan/check_bridge.h - The check of a bridge that is aligned with its desired state
// already.
#pragma once

#include <virnet/check_bridge.h>

#include <vector>

#include "bridge/plan/state_alignment.h"

namespace virnet::bridge {

[[nodiscard]] std::vector<AttributeCheck> check_bridge(const StateAlignment& alignment);

}  // namespace virnet::bridge
