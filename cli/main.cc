// The program: finds the verb and runs it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <new>
#include <sstream>

#include "cli/support/fast_start.h"
#include "cli/support/output.h"
#include "cli/verbs/commands.h"
#include "conformance/kernels/guest.h"
#include "parser/schema/suggest.h"

namespace virnet::cli {
namespace {

// CLI11 would say that a subcommand is required, which is no help.
std::string wrong_verb(const CLI::App& app, int argc, char** argv) {
  const std::string_view given = argc > 1 ? argv[1] : "";
  std::vector<std::string_view> verbs;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) verbs.push_back(verb->get_name());
  if (given.starts_with('-') || std::ranges::find(verbs, given) != verbs.end()) return {};
  if (given.empty()) return fmt::format("a verb is missing: {}", fmt::join(verbs, ", "));
  const std::string hint = internal::did_you_mean(given, verbs);
  return fmt::format("unknown verb '{}'{}{}; known are {}", given, hint.empty() ? "" : ", ", hint,
                     fmt::join(verbs, ", "));
}

ExitCode run_program(int argc, char** argv) {
  CLI::App app;
  Run run;
  describe_program(app, run, fast_start::described_verb(argc, argv));
  if (const std::string why = wrong_verb(app, argc, argv); !why.empty()) {
    log_error(fmt::format("{}; see virnet --help", why));
    return ExitCode::Trouble;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    // Help and version.
    std::ostringstream text;
    app.exit(done, text);
    print_out(text.str());
    return ExitCode::Fine;
  } catch (const CLI::ParseError& error) {
    log_error(fmt::format("{}; see virnet --help", error.what()));
    return ExitCode::Trouble;
  }
  return run();
}

}  // namespace
}  // namespace virnet::cli

int main(int argc, char** argv) {
  using namespace virnet::cli;
  fast_start::prepare_memory();
  // Booted by virnet conform --kernel.
  if (virnet::conformance::is_guest_process(argc, argv)) return virnet::conformance::run_as_guest();
  hold_standard_streams();
  // A reader that has gone away is seen when writing fails.
  std::signal(SIGPIPE, SIG_IGN);
  ExitCode code = ExitCode::Trouble;
  try {
    code = run_program(argc, argv);
  } catch (const std::bad_alloc&) {
    log_error("out of memory");
  } catch (const std::exception& unexpected) {
    log_error(unexpected.what());
  }
  return static_cast<int>(finish_output(code));
}
