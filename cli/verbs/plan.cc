// virnet plan: what would have to change on the kernel's bridge.
#include <fmt/format.h>
#include <virnet/plan_json.h>
#include <virnet/plan_text.h>

#include "cli/support/output.h"
#include "cli/support/store_file.h"
#include "cli/verbs/bridge_verbs.h"

namespace virnet::cli {
namespace {

ExitCode run_plan(const BridgeOptions& options, const std::string& file) {
  const auto view = view_bridge(options);
  if (!view) return view.error();
  if (!view->lost.empty()) return ExitCode::Finding;
  const bridge::Plan plan = make_plan(view->observed, view->desired);
  print_out(options.format == "text" ? to_text(plan) : to_json(plan, view->desired));
  if (!file.empty()) {
    if (const auto written = store_file(file, to_json(plan, view->desired)); !written) {
      log_error(written.error());
      return ExitCode::Trouble;
    }
  }
  if (!plan.obstacles.empty()) return ExitCode::Trouble;
  return plan.empty() ? ExitCode::Fine : ExitCode::Finding;
}

}  // namespace

void add_plan(CLI::App& verb, Run& run) {
  auto options = std::make_shared<BridgeOptions>();
  auto file = std::make_shared<std::string>();
  add_bridge_options(verb, *options, {"text", "json"});
  add_file_options(verb, *options);
  verb.add_option("-o,--output", *file, "Also write the plan to a file, for virnet apply")
      ->option_text("FILE");
  verb.callback([&verb, options, file, &run] {
    check_bridge_options(verb);
    run = [options, file] { return run_plan(*options, *file); };
  });
}

}  // namespace virnet::cli
