// parser/xml/name_chars.h - The characters of names in XML 1.0 fifth edition, which libxml2
// follows. Expat follows the fourth.
#pragma once

#include <string_view>

namespace virnet::internal {

// Decodes the first character of well-formed UTF-8 and removes it from `text`.
[[nodiscard]] char32_t take_character(std::string_view& text);

[[nodiscard]] bool is_name_start(char32_t c);
[[nodiscard]] bool is_name_char(char32_t c);
// Whether the first character may begin a name without colon.
[[nodiscard]] bool starts_with_name(std::string_view text);
// Whether every character may stand in a name, ':' included.
[[nodiscard]] bool is_name(std::string_view text);

}  // namespace virnet::internal
