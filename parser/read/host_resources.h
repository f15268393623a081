// parser/read/host_resources.h - What a network needs of its host for itself, with the places where
// its document says so.
#pragma once

#include <virnet/host_conflicts.h>
#include <virnet/network.h>

#include <string_view>
#include <vector>

#include "parser/lint/suppress.h"
#include "parser/read/source_map.h"

namespace virnet::internal {

// Of a network without an error.
[[nodiscard]] std::vector<HostResource> host_resources(const NetworkSpec& network,
                                                       const SourceMap& source_map,
                                                       const Suppressions& suppressions,
                                                       std::string_view document);

}  // namespace virnet::internal
