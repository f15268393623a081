// cli/support/exit_codes.h - What the program's exit status says.
#pragma once

namespace virnet::cli {

enum class ExitCode : int {
  Fine = 0,
  Finding = 1,  // invalid, would change, drift, a statement failed
  Trouble = 2,  // could not do it: usage, unreadable file, missing privilege
};

// The worse of two.
[[nodiscard]] constexpr ExitCode worst(ExitCode a, ExitCode b) { return a < b ? b : a; }

}  // namespace virnet::cli
