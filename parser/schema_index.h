// parser/schema_index.h - Finding the rows of an element by name.
#pragma once

#include <string_view>
#include <vector>

#include "parser/schema.h"

namespace virnet::internal {

// Null if no child has this name.
[[nodiscard]] const ChildRow* find_child_row(const ElementType& type, std::string_view name);
// The index of the row, or -1.
[[nodiscard]] int find_attribute_row(const ElementType& type, std::string_view name);

// For "did you mean".
[[nodiscard]] std::vector<std::string_view> child_names(const ElementType& type);
[[nodiscard]] std::vector<std::string_view> attribute_names(const ElementType& type);

}  // namespace virnet::internal
