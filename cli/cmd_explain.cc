// virnet explain: what a rule means, why, an example, which releases.
#include <fmt/format.h>
#include <virnet/rules.h>

#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/render.h"
#include "parser/suggest.h"

namespace virnet::cli {
namespace {

struct ExplainOptions {
  CommonOptions common;
  std::vector<std::string> codes;
  std::string format = "text";
  bool all = false;
};

// Case does not matter to a person who types a code.
const RuleInfo* find_any_case(std::string_view code) {
  std::string upper;
  for (const char c : code) upper.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
  return find_rule(upper);
}

std::string unknown(std::string_view code) {
  std::vector<std::string_view> codes;
  for (const RuleInfo& rule : all_rules()) codes.push_back(rule.code);
  const std::string hint = internal::did_you_mean(code, codes);
  return fmt::format("virnet: there is no rule '{}'{}{}; virnet explain --all lists them\n", code,
                     hint.empty() ? "" : ", ", hint);
}

std::string list_of_rules() {
  std::string text;
  for (const RuleInfo& rule : all_rules())
    text += fmt::format("{:<18} {:<8} {}\n", rule.code, to_string(rule.severity), rule.title);
  return text;
}

ExitCode run_explain(const ExplainOptions& options) {
  if (options.codes.empty() != options.all) {
    say("virnet: give the code of a rule, or --all\n");
    return ExitCode::Trouble;
  }
  std::vector<RuleInfo> rules;
  for (const std::string& code : options.codes) {
    const RuleInfo* rule = find_any_case(code);
    if (rule == nullptr) {
      say(unknown(code));
      return ExitCode::Trouble;
    }
    rules.push_back(*rule);
  }
  if (options.format == "json") {
    print_out(render_rules_json(options.all ? all_rules() : std::span<const RuleInfo>(rules)));
  } else if (options.all) {
    print_out(options.format == "markdown" ? rules_markdown() : list_of_rules());
  } else {
    for (const RuleInfo& rule : rules)
      print_out(options.format == "markdown"
                    ? rule_markdown(rule)
                    : render_rule_text(rule, options.common.use_color(stdout)));
  }
  return ExitCode::Fine;
}

}  // namespace

void add_explain(CLI::App& app, Run& run) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* verb = app.add_subcommand("explain", "Say what a rule means, why, and show an example");
  verb->add_option("CODE", options->codes, "The code of a rule, for instance NET-BRIDGE-002");
  verb->add_flag("--all", options->all, "All rules: a list, or the reference page in Markdown");
  verb->add_option("--format", options->format, "text, json or markdown")
      ->option_text("FORMAT [text]")
      ->check(one_of("format", {"text", "json", "markdown"}));
  add_common_options(*verb, options->common);
  verb->callback([options, &run] { run = [options] { return run_explain(*options); }; });
}

}  // namespace virnet::cli
