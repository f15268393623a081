// virnet check: whether the kernel's bridge is as the network and its guests want it.
#include <virnet/check_bridge.h>

#include "cli/support/output.h"
#include "cli/verbs/bridge_verbs.h"

namespace virnet::cli {
namespace {

void print_checks(const BridgeOptions& options, const std::vector<BridgeView>& views) {
  if (options.format == "junit") return print_out(render_check_junit(views));
  if (options.format == "json")
    return print_out(options.live ? render_check_json(views) : render_check_json(views.front()));
  for (const BridgeView& view : views) print_out(render_check_text(view));
}

ExitCode run_check(const BridgeOptions& options) {
  LiveViews views;
  if (options.live) {
    auto live = view_live(options);
    if (!live) return live.error();
    views = std::move(*live);
  } else {
    auto view = view_bridge(options);
    if (!view) return view.error();
    views.bridges.push_back(std::move(*view));
  }
  print_checks(options, views.bridges);
  ExitCode code = views.troubles > 0 ? ExitCode::Trouble : ExitCode::Fine;
  for (const BridgeView& view : views.bridges) {
    const bool well = view.lost.empty() && compare(view.observed, view.desired).empty();
    code = worst(code, well ? ExitCode::Fine : ExitCode::Finding);
  }
  return code;
}

}  // namespace

void add_check(CLI::App& verb, Run& run) {
  auto options = std::make_shared<BridgeOptions>();
  add_bridge_options(verb, *options, {"text", "json", "junit"});
  add_file_options(verb, *options);
  verb.callback([&verb, options, &run] {
    check_bridge_options(verb, !options->live);
    options->whole_table = options->format == "json";
    run = [options] { return run_check(*options); };
  });
}

}  // namespace virnet::cli
