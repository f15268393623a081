// virnet explain: what a rule means, why, an example, which releases.
#include <fmt/format.h>
#include <virnet/rules.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "cli/render/render.h"
#include "cli/support/output.h"
#include "cli/verbs/commands.h"
#include "parser/schema/suggest.h"

namespace virnet::cli {
namespace {

// Without --libvirt a rule is explained in whichever releases it holds.
constexpr const char* kAnyRelease = "all";

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
  return fmt::format("there is no rule '{}'{}{}; virnet explain --all lists them", code,
                     hint.empty() ? "" : ", ", hint);
}

Holds asked_release_has(const RuleInfo& rule, const ExplainOptions& options) {
  const std::optional<Release> asked = parse_release(options.common.release);
  return asked ? holds_in(*asked, rule.validity) : Holds::Yes;
}

std::string list_of_rules(const std::vector<RuleInfo>& rules) {
  std::string text;
  for (const RuleInfo& rule : rules)
    text += fmt::format("{:<18} {:<8} {}\n", rule.code, to_string(rule.severity), rule.title);
  return text;
}

ExitCode explain_all(const ExplainOptions& options) {
  if (options.format == "markdown") {
    if (options.common.release != kAnyRelease) {
      log_error(
          "the page in Markdown is of all releases; leave --libvirt out, or take text or json");
      return ExitCode::Trouble;
    }
    print_out(rules_markdown());
    return ExitCode::Fine;
  }
  std::vector<RuleInfo> rules;
  std::ranges::copy_if(all_rules(), std::back_inserter(rules), [&](const RuleInfo& rule) {
    return asked_release_has(rule, options) != Holds::No;
  });
  print_out(options.format == "json" ? render_rules_json(rules) : list_of_rules(rules));
  return ExitCode::Fine;
}

ExitCode explain_codes(const ExplainOptions& options) {
  std::vector<RuleInfo> rules;
  for (const std::string& code : options.codes) {
    const RuleInfo* rule = find_any_case(code);
    if (rule == nullptr) {
      log_error(unknown(code));
      return ExitCode::Trouble;
    }
    rules.push_back(*rule);
  }
  if (options.format == "json") print_out(render_rules_json(rules));
  ExitCode code = ExitCode::Fine;
  for (const RuleInfo& rule : rules) {
    if (options.format == "markdown") print_out(rule_markdown(rule));
    if (options.format == "text")
      print_out(render_rule_text(rule, options.common.use_color(stdout)));
    const Holds holds = asked_release_has(rule, options);
    if (holds == Holds::Yes) continue;
    log_error(fmt::format("{} {} in libvirt {}; it holds {}", rule.code,
                    holds == Holds::No ? "does not hold" : "may or may not hold",
                    options.common.release, to_string(rule.validity)));
    code = ExitCode::Finding;
  }
  return code;
}

ExitCode run_explain(const ExplainOptions& options) {
  if (options.codes.empty() == options.all)
    return options.all ? explain_all(options) : explain_codes(options);
  log_error("give the code of a rule, or --all");
  return ExitCode::Trouble;
}

}  // namespace

void add_explain(CLI::App& verb, Run& run) {
  auto options = std::make_shared<ExplainOptions>();
  options->common.release = kAnyRelease;
  verb.add_option("CODE", options->codes, "The code of a rule, for instance NET-BRIDGE-002");
  verb.add_flag("--all", options->all, "All rules: a list, or the reference page in Markdown");
  verb.add_option("--format", options->format, "text, json or markdown")
      ->option_text("FORMAT [text]")
      ->check(one_of("format", {"text", "json", "markdown"}));
  add_common_options(verb, options->common);
  verb.get_option("--libvirt")->description("Only rules that hold in this libvirt release");
  verb.callback([options, &run] { run = [options] { return run_explain(*options); }; });
}

}  // namespace virnet::cli
