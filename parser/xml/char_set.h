// parser/xml/char_set.h - A set of bytes, and whether a text has any of them: one look at a table
// for each byte, where std::string_view::find_first_of() searches the set.
#pragma once

#include <array>
#include <string_view>

namespace virnet::internal {

class CharSet {
 public:
  constexpr explicit CharSet(std::string_view characters) {
    for (const char c : characters) has_[static_cast<unsigned char>(c)] = true;
  }
  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  [[nodiscard]] constexpr bool any_in(std::string_view text) const {
    bool any = false;
    for (const char c : text) any |= has(c);
    return any;
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace virnet::internal
