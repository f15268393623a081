// parser/schema/suggest.h - "did you mean".
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace virnet::internal {

struct Suggestion {
  std::string_view name = {};  // empty if none is near
  bool only = false;           // no other is as near
};

// The words by which people say yes and no; case and blanks around them do not count.
[[nodiscard]] bool means_yes(std::string_view value);
[[nodiscard]] bool means_no(std::string_view value);

// What is meant by another word for yes or no, where these are candidates. Otherwise the nearest
// candidate at edit distance 1 or 2 (case does not count), the first among equals; none if `text`
// is too short for the distance to mean anything.
[[nodiscard]] Suggestion nearest(std::string_view text,
                                 std::span<const std::string_view> candidates);

// "did you mean 'x'?", or nothing.
[[nodiscard]] std::string did_you_mean(const Suggestion& suggestion);
[[nodiscard]] std::string did_you_mean(std::string_view text,
                                       std::span<const std::string_view> candidates);

}  // namespace virnet::internal
