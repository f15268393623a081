// parser/lint/lint_unused.h - What libvirt reads and then drops: elements that were looked at and
// of which the writer prints nothing.
#pragma once

#include <virnet/networkport.h>

#include <span>

#include "model/rules/validate.h"
#include "parser/read/source_map.h"

namespace virnet::internal {

void lint_unused(const NetworkSpec& network, const Dialect& dialect,
                 std::span<const SourceMap::Entry> elements, Report& report);
void lint_unused(const NetworkPortSpec& port, const Dialect& dialect,
                 std::span<const SourceMap::Entry> elements, Report& report);

}  // namespace virnet::internal
