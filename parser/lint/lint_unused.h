// parser/lint/lint_unused.h - What libvirt reads and then drops: elements that were looked at and
// of which nothing is left in the model.
#pragma once

#include <virnet/networkport.h>

#include <span>

#include "model/rules/validate.h"
#include "parser/read/source_map.h"

namespace virnet::internal {

void lint_unused(const NetworkSpec& network, std::span<const SourceMap::Entry> elements,
                 Report& report);
void lint_unused(const NetworkPortSpec& port, std::span<const SourceMap::Entry> elements,
                 Report& report);

}  // namespace virnet::internal
