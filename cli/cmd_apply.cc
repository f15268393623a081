// virnet apply: makes the kernel's bridge what the network and its guests want, or leaves it as it
// was.
#include <fmt/format.h>

#include "cli/bridge_verbs.h"
#include "cli/output.h"

namespace virnet::cli {
namespace {

ExitCode run_apply(const BridgeOptions& options, bool dry_run) {
  const auto view = view_bridge(options);
  if (!view) return view.error();
  const bridge::Plan plan = make_plan(view->observed, view->desired);
  print_out(options.format == "text" ? to_text(plan) : render_plan_json(plan));
  if (dry_run && plan.obstacles.empty()) return plan.empty() ? ExitCode::Fine : ExitCode::Finding;
  const bridge::ApplyReport report = apply(*view->kernel, plan, view->desired);
  if (report.ok()) return ExitCode::Fine;
  say(fmt::format("virnet: {}; {}\n", report.failure,
                  report.undone ? "nothing has changed" : "not everything could be taken back"));
  for (const bridge::Drift& drift : report.left) {
    say(fmt::format("virnet: {}: {}, wanted {}\n", drift.port, drift.found, drift.wanted));
  }
  return ExitCode::Trouble;
}

}  // namespace

void add_apply(CLI::App& app, Run& run) {
  auto options = std::make_shared<BridgeOptions>();
  auto dry_run = std::make_shared<bool>(false);
  CLI::App* verb = app.add_subcommand(
      "apply", "Change the kernel's bridge to what its network wants; undo on failure");
  add_bridge_options(*verb, *options);
  verb->add_flag("-n,--dry-run", *dry_run, "Only show the plan");
  verb->callback([options, dry_run, &run] {
    run = [options, dry_run] { return run_apply(*options, *dry_run); };
  });
}

}  // namespace virnet::cli
