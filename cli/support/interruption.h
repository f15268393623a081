// cli/support/interruption.h - The signals by which a user, or the system, ends a program.
#pragma once

namespace virnet::cli {

// From now on SIGINT, SIGTERM and SIGHUP are noted and nothing else; one that is ignored, as SIGHUP
// is below nohup, stays ignored.
void note_interruptions();
// Whether one has come.
[[nodiscard]] bool is_interrupted();

}  // namespace virnet::cli
