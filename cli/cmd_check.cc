// virnet check: whether the kernel's bridge is as the network and its guests want it.
#include "cli/bridge_verbs.h"
#include "cli/output.h"

namespace virnet::cli {
namespace {

ExitCode run_check(const BridgeOptions& options) {
  const auto view = view_bridge(options);
  if (!view) return view.error();
  print_out(options.format == "text"   ? render_check_text(*view)
            : options.format == "json" ? render_check_json(*view)
                                       : render_check_junit(*view));
  return compare(view->observed, view->desired).empty() ? ExitCode::Fine : ExitCode::Finding;
}

}  // namespace

void add_check(CLI::App& app, Run& run) {
  auto options = std::make_shared<BridgeOptions>();
  CLI::App* verb = app.add_subcommand(
      "check", "Say in what the kernel's bridge differs from what its network wants");
  add_bridge_options(*verb, *options, {"text", "json", "junit"});
  add_file_options(*verb, *options);
  verb->callback([options, &run] { run = [options] { return run_check(*options); }; });
}

}  // namespace virnet::cli
