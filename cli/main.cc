#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <new>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/version.h"

namespace virnet::cli {
namespace {

ExitCode run_program(int argc, char** argv) {
  CLI::App app{
      "Reads, checks and writes libvirt network XML, and proves what it means on a real kernel."};
  app.name("virnet");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 fine, 1 something was found, 2 it could not be done.\n"
      "Data goes to standard output, talk to standard error. See virnet(1).");
  Run run;
  add_fmt(app, run);
  add_lint(app, run);
  add_conform(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    app.exit(done);
    return ExitCode::Fine;
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "virnet: {}; see virnet --help\n", error.what());
    return ExitCode::Trouble;
  }
  return run();
}

}  // namespace
}  // namespace virnet::cli

int main(int argc, char** argv) {
  using namespace virnet::cli;
  // A reader that has gone away is seen when writing fails.
  std::signal(SIGPIPE, SIG_IGN);
  ExitCode code = ExitCode::Trouble;
  try {
    code = run_program(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("virnet: out of memory\n", stderr);
  }
  return static_cast<int>(finish_output(code));
}
