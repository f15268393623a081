// parser/suggest.h - "did you mean".
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace virnet::internal {

// "did you mean 'x'?" for the nearest candidate at edit distance 1 or 2 (case does not count), the
// first among equals; empty if none is near, or if `text` is too short for the distance to mean
// anything.
[[nodiscard]] std::string did_you_mean(std::string_view text,
                                       std::span<const std::string_view> candidates);

}  // namespace virnet::internal
