// cli/support/output.h - What the program prints: results on standard output, messages on standard error.
#pragma once

#include <string_view>

#include "cli/support/exit_codes.h"

namespace virnet::cli {

// Puts something in the place of standard streams that are closed, so that no file which is opened
// later takes their numbers. Writing to them still fails.
void hold_standard_streams();

// Appends to standard output.
void print_out(std::string_view text);
// Appends to standard error.
void say(std::string_view text);
// The same with a sentence that may quote anything: one line, "virnet: " before it.
void log_error(std::string_view sentence);
// Shows a line on standard error if that is a terminal. It gives way to the next one and to
// anything that is printed; an empty one takes it away.
void show_progress(std::string_view line);

// The exit status, given what became of standard output: a closed pipe ends the program quietly, a
// full disk is trouble.
[[nodiscard]] ExitCode finish_output(ExitCode code);

}  // namespace virnet::cli
