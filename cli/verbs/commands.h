// cli/verbs/commands.h - The verbs. Each adds its options to the command line and says what to run
// when it is chosen.
#pragma once

#include <virnet/release.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/support/exit_codes.h"

namespace virnet::cli {

// Options that mean the same for every verb.
struct CommonOptions {
  std::string release = to_string(kNewestRelease);
  std::string color = "auto";
  bool quiet = false;

  // The validator of --libvirt lets nothing else through.
  [[nodiscard]] Release chosen_release() const {
    return parse_release(release).value_or(kNewestRelease);
  }
  // Whether `file` gets colour: always, never, or if it is a terminal.
  [[nodiscard]] bool use_color(std::FILE* file) const;
};

// Accepts these values only; anything else is an unknown `what`, "known are ...".
[[nodiscard]] CLI::Validator one_of(std::string_view what, std::vector<std::string> values);

// Of two options of which only one can be given, once the command line is read: throws
// CLI::ParseError. CLI11's own excludes() says it in the order of addresses.
void refuse_both(const CLI::App& verb, const std::string& one, const std::string& other);

// Whether --libvirt takes a range like 9.0..12.8, too.
enum class Releases : bool { One, Several };

// --libvirt, --color, --quiet.
void add_common_options(CLI::App& verb, CommonOptions& options, Releases releases = Releases::One);

using Run = std::function<ExitCode()>;

// The verbs, and what holds for the program. `run` is set when a command line is parsed. If
// `named`, the first argument, is a verb, the options of the others are not needed and are left
// out: making all of them takes as long as linting six documents of 1 KB.
void describe_program(CLI::App& app, Run& run, std::string_view named);

// The verb's options live in the Run that is set when the verb is chosen.
void add_fmt(CLI::App& verb, Run& run);
void add_lint(CLI::App& verb, Run& run);
void add_explain(CLI::App& verb, Run& run);
void add_conform(CLI::App& verb, Run& run);
void add_plan(CLI::App& verb, Run& run);
void add_apply(CLI::App& verb, Run& run);
void add_check(CLI::App& verb, Run& run);
void add_watch(CLI::App& verb, Run& run);

}  // namespace virnet::cli
