// model/values/printable.h - Foreign text on a terminal, in a log, in a report.
#pragma once

#include <string>
#include <string_view>

namespace virnet::internal {

// The text with everything made visible that would move the cursor, begin a line, change the
// direction of what is read, or is not UTF-8: as \n, \t, \x1b or \u202e. Backslashes stay single,
// so this is for people, and not reversible.
[[nodiscard]] std::string printable(std::string_view text);

// The same with one blank for each such character, for text under which a caret points.
[[nodiscard]] std::string printable_in_columns(std::string_view text);

// Valid UTF-8: what is not becomes U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

// Valid UTF-8 that differs wherever the bytes differ: a backslash is doubled, and a byte that is no
// UTF-8 is \xNN. Usual names stay as they are.
[[nodiscard]] std::string reversible_utf8(std::string_view text);
// The bytes again.
[[nodiscard]] std::string bytes_of_reversible(std::string_view text);

// A JSON text that means the same, with \uNNNN for what printable() would not show.
[[nodiscard]] std::string visible_json(std::string_view json);

}  // namespace virnet::internal
