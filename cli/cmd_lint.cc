// virnet lint: every problem of every document.
#include <fmt/format.h>
#include <virnet/parse.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/parallel.h"
#include "cli/render.h"

namespace virnet::cli {
namespace {

struct LintOptions {
  CommonOptions common;
  std::vector<std::string> paths;
  std::string format = "text";
  bool strict = false;
};

struct Linted {
  FileReport report;
  std::string trouble;  // it could not be read
};

Linted lint(const DocumentPath& document, const LintOptions& options) {
  Linted linted;
  linted.report.path = document.shown;
  auto text = read_document(document);
  if (!text) {
    linted.trouble = text.error();
    return linted;
  }
  linted.report.diagnostics =
      parse(*text, {.release = options.common.chosen_release(), .strict = options.strict})
          .diagnostics;
  linted.report.text = std::move(*text);
  return linted;
}

// A note is none: what it is about is legal and may be meant.
std::size_t findings_of(const FileReport& report) {
  return static_cast<std::size_t>(std::ranges::count_if(
      report.diagnostics, [](const Diagnostic& d) { return d.severity != Severity::Note; }));
}

std::string summary(std::size_t files, std::size_t invalid, std::size_t findings) {
  return fmt::format("{} document{}, {} invalid, {} finding{}\n", files, files == 1 ? "" : "s",
                     invalid, findings, findings == 1 ? "" : "s");
}

ExitCode run_lint(const LintOptions& options) {
  const std::vector<DocumentPath> documents = find_documents(options.paths);
  const bool text = options.format == "text";
  const bool color = options.common.use_color(stdout);
  std::vector<Linted> linted(documents.size());
  std::vector<FileReport> reports;
  ExitCode code = ExitCode::Fine;
  std::size_t invalid = 0;
  std::size_t findings = 0;
  in_parallel(
      documents.size(), "linted", options.common.quiet,
      [&](std::size_t i) { linted[i] = lint(documents[i], options); },
      [&](std::size_t i) {
        Linted one = std::move(linted[i]);
        if (!one.trouble.empty()) {
          say(fmt::format("virnet: {}\n", one.trouble));
          code = ExitCode::Trouble;
          return;
        }
        const std::size_t found = findings_of(one.report);
        if (found > 0) code = worst(code, ExitCode::Finding);
        if (!one.report.valid()) ++invalid;
        findings += found;
        if (text) {
          print_out(render_text(one.report, color));
        } else {
          one.report.text.clear();
          reports.push_back(std::move(one.report));
        }
      });
  if (!text) print_out(render_json(reports));
  if (documents.empty() && !options.common.quiet)
    say("virnet: no *.xml below the given folders\n");
  else if (text && !options.common.quiet)
    say(summary(documents.size(), invalid, findings));
  return code;
}

}  // namespace

void add_lint(CLI::App& app, Run& run) {
  auto options = std::make_shared<LintOptions>();
  CLI::App* verb =
      app.add_subcommand("lint", "Report every problem with its place, and what libvirt would do");
  verb->add_option("PATH", options->paths, "A file, a folder (every *.xml below it), or -")
      ->required();
  verb->add_option("--format", options->format, "text or json")
      ->option_text("FORMAT [text]")
      ->check(one_of("format", {"text", "json"}));
  verb->add_flag("--strict", options->strict, "Also report what net-define --validate refuses");
  add_common_options(*verb, options->common);
  verb->callback([options, &run] { run = [options] { return run_lint(*options); }; });
}

}  // namespace virnet::cli
