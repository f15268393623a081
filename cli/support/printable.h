// cli/support/printable.h - Foreign text on a terminal, in a log, in a report.
#pragma once

#include <string>
#include <string_view>

namespace virnet::cli {

// The text with everything made visible that would move the cursor, begin a line, change the
// direction of what is read, or is not UTF-8: as \n, \t, \x1b or \u202e. Backslashes stay single,
// so this is for people, and not reversible.
[[nodiscard]] std::string printable(std::string_view text);

// The same with one blank for each such character, for text under which a caret points.
[[nodiscard]] std::string printable_in_columns(std::string_view text);

// Valid UTF-8: what is not becomes U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

}  // namespace virnet::cli
