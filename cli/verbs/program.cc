// The program's command line as a whole.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "cli/support/version.h"
#include "cli/verbs/commands.h"

namespace virnet::cli {
namespace {

struct Verb {
  std::string_view name;
  std::string_view description;
  void (*add_options)(CLI::App& verb, Run& run);
};

constexpr Verb kVerbs[] = {
    {"fmt", "Write the canonical form, byte for byte as libvirt does", add_fmt},
    {"lint", "Report every problem with its place, and what libvirt would do", add_lint},
    {"explain", "Say what a rule means, why, and show an example", add_explain},
    {"conform", "Prove with frames what bridges do: of networks, or on this kernel", add_conform},
    {"plan", "Show what would change on the kernel's bridge; changes nothing", add_plan},
    {"apply", "Change the kernel's bridge to what its network wants; undo on failure", add_apply},
    {"check",
     "Say in what the kernel's bridge differs from what its network wants; with --live and no "
     "NETWORK, of every active network",
     add_check},
    {"watch", "Stay with the kernel's bridge and say what goes wrong, when and by what", add_watch},
};

// The one that is named, or all.
std::span<const Verb> verbs_for(std::string_view named) {
  const auto* verb = std::ranges::find(kVerbs, named, &Verb::name);
  return verb == std::end(kVerbs) ? std::span(kVerbs) : std::span(verb, 1);
}

}  // namespace

void describe_program(CLI::App& app, Run& run, std::string_view named) {
  app.description(
      "Reads, checks and writes libvirt network XML, and proves what it means on a real kernel.");
  app.name("virnet");
  app.set_version_flag("--version", fmt::format("virnet {}", kVersion));
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0: no findings; 1: findings; 2: error.\n"
      "Results go to standard output, messages to standard error. See virnet(1).");
  for (const Verb& verb : verbs_for(named))
    verb.add_options(*app.add_subcommand(std::string(verb.name), std::string(verb.description)),
                     run);
}

}  // namespace virnet::cli
