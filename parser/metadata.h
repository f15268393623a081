// parser/metadata.h - <metadata> as libvirt keeps and prints it (observed on 7.0 to 12.8).
#pragma once

#include <string>

#include "parser/text_tree.h"

namespace virnet::internal {

// Cleans up the tree below a <metadata> element and prints it, indented for its place in the
// document, without a final line feed. Empty if the release drops the element.
[[nodiscard]] std::string print_metadata(TreeNode& metadata, Release release, Arena& arena);

}  // namespace virnet::internal
