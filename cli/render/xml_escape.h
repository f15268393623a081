// cli/render/xml_escape.h - Text in an XML report.
#pragma once

#include <string>
#include <string_view>

namespace virnet::cli {

// For an attribute or text: the markup characters as references. What XML 1.0 does not have becomes
// a blank (control characters) or U+FFFD (bytes that are no UTF-8, U+FFFE, U+FFFF).
[[nodiscard]] std::string xml_escaped(std::string_view text);

}  // namespace virnet::cli
