// parser/schema/reference.h - The page docs/elements.md: every element and attribute of the table.
#pragma once

#include <string>

namespace virnet::internal {

[[nodiscard]] std::string reference_page();

}  // namespace virnet::internal
