// fuzz/tree.h - A document as a tree that can be changed, as long as it is well-formed.
#pragma once

#include <optional>
#include <string_view>

#include "conformance/property/markup.h"

namespace virnet::fuzz {

// Comments and instructions are kept as raw nodes; what stands around the root is left out.
[[nodiscard]] std::optional<generate::Node> read_tree(std::string_view document);

}  // namespace virnet::fuzz
