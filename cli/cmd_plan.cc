// virnet plan: what would have to change on the kernel's bridge.
#include "cli/bridge_verbs.h"
#include "cli/output.h"

namespace virnet::cli {
namespace {

ExitCode run_plan(const BridgeOptions& options) {
  const auto view = view_bridge(options);
  if (!view) return view.error();
  const bridge::Plan plan = make_plan(view->observed, view->desired);
  print_out(options.format == "text" ? to_text(plan) : render_plan_json(plan));
  if (!plan.obstacles.empty()) return ExitCode::Trouble;
  return plan.empty() ? ExitCode::Fine : ExitCode::Finding;
}

}  // namespace

void add_plan(CLI::App& app, Run& run) {
  auto options = std::make_shared<BridgeOptions>();
  CLI::App* verb =
      app.add_subcommand("plan", "Show what would change on the kernel's bridge; changes nothing");
  add_bridge_options(*verb, *options);
  verb->callback([options, &run] { run = [options] { return run_plan(*options); }; });
}

}  // namespace virnet::cli
