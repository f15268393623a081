// The program's command line as a whole.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/version.h"

namespace virnet::cli {

void describe_program(CLI::App& app, Run& run) {
  app.description(
      "Reads, checks and writes libvirt network XML, and proves what it means on a real kernel.");
  app.name("virnet");
  app.set_version_flag("--version", fmt::format("virnet {}", kVersion));
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 fine, 1 something was found, 2 it could not be done.\n"
      "Data goes to standard output, talk to standard error. See virnet(1).");
  add_fmt(app, run);
  add_lint(app, run);
  add_explain(app, run);
  add_conform(app, run);
  add_plan(app, run);
  add_apply(app, run);
  add_check(app, run);
  add_watch(app, run);
}

}  // namespace virnet::cli
