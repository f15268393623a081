// cli/render/text_diff.h - The difference of two texts by line.
#pragma once

#include <string>
#include <string_view>

namespace virnet::cli {

// Unified, with three lines of context and `name` in both headers; empty if the texts are equal.
[[nodiscard]] std::string unified_diff(std::string_view name, std::string_view before,
                                       std::string_view after);

}  // namespace virnet::cli
