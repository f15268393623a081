// virnet apply: makes the kernel's bridge what the network and its guests want, or leaves it as it
// was.
#include <fmt/format.h>
#include <virnet/plan_json.h>
#include <virnet/plan_text.h>

#include "cli/support/files.h"
#include "cli/support/interruption.h"
#include "cli/support/output.h"
#include "cli/verbs/bridge_verbs.h"

namespace virnet::cli {
namespace {

struct ApplyOptions : BridgeOptions {
  bool dry_run = false;
};

ExitCode trouble(const std::string& sentence) {
  log_error(sentence);
  return ExitCode::Trouble;
}

ExitCode carry_out(const ApplyOptions& options, bridge::Kernel& kernel, const bridge::Plan& plan,
                   const bridge::BridgeState& desired) {
  print_out(options.format == "text" ? to_text(plan) : to_json(plan, desired));
  if (options.dry_run && plan.obstacles.empty())
    return plan.empty() ? ExitCode::Fine : ExitCode::Finding;
  note_interruptions();
  const bridge::ApplyReport report =
      apply(kernel, plan, desired, std::chrono::seconds(5), is_interrupted);
  if (!report.remark.empty() && !options.common.quiet) log_error(report.remark);
  if (report.ok()) {
    if (is_interrupted()) log_error("interrupted too late: everything has been carried out");
    return plan.remarks.empty() ? ExitCode::Fine : ExitCode::Finding;
  }
  log_error(
      fmt::format("{}; {}", report.failure->message,
                  report.undone ? "nothing has changed" : "not everything could be taken back"));
  for (const bridge::Drift& drift : report.left)
    log_error(fmt::format("left behind: {}", to_sentence(drift)));
  return ExitCode::Trouble;
}

// A document begins with '<', a plan with '{'.
bool is_plan(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

ExitCode apply_stored(const ApplyOptions& options, std::string_view text) {
  if (describes_desired_state(options))
    return trouble(
        fmt::format("{} is a plan, which knows its guests and how to treat them", options.network));
  const auto stored = bridge::read_plan(text);
  if (!stored) return trouble(fmt::format("{}: {}", options.network, stored.error().message));
  const auto kernel = open_kernel(options);
  if (!kernel) return kernel.error();
  return carry_out(options, **kernel, stored->plan, stored->desired);
}

ExitCode run_apply(const ApplyOptions& options) {
  if (options.network != "-" && !options.live) {
    const auto text = read_document({.shown = options.network, .path = options.network});
    if (text && is_plan(*text)) return apply_stored(options, *text);
  }
  const auto view = view_bridge(options);
  if (!view) return view.error();
  if (!view->lost.empty()) return ExitCode::Finding;
  return carry_out(options, *view->kernel, make_plan(view->observed, view->desired), view->desired);
}

}  // namespace

void add_apply(CLI::App& verb, Run& run) {
  auto options = std::make_shared<ApplyOptions>();
  add_bridge_options(verb, *options, {"text", "json"});
  verb.get_option("NETWORK")->description(
      "The network's document, or - for standard input, or a plan that plan -o has written");
  verb.add_flag("-n,--dry-run", options->dry_run, "Only show the plan");
  verb.callback([&verb, options, &run] {
    check_bridge_options(verb);
    run = [options] { return run_apply(*options); };
  });
}

}  // namespace virnet::cli
