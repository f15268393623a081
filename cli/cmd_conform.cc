// virnet conform: a document's bridge in a namespace, and what frames do there.
#include "cli/cmd_conform.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <virnet/parse.h>

#include <memory>

#include "cli/conform_render.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/parallel.h"

namespace virnet::cli {
namespace {

using State = ConformedDocument::State;

ConformedDocument prove(const DocumentPath& path, const ConformOptions& options,
                        const ConformHooks& hooks) {
  ConformedDocument document{.state = State::Trouble, .path = path.shown};
  auto text = read_document(path);
  if (!text) {
    document.message = text.error();
    return document;
  }
  ParseResult parsed = parse(*text, {.release = options.common.chosen_release()});
  document.text = std::move(*text);
  if (!parsed.network) {
    document.state = State::Invalid;
    document.diagnostics = std::move(parsed.diagnostics);
    return document;
  }
  const std::expected<ConformInput, std::string> input = ConformInput::from(*parsed.network);
  if (!input) {
    document.state = State::NothingToProve;
    document.message = input.error();
    return document;
  }
  std::expected<ConformReport, std::string> report = conform(*input, hooks);
  if (!report) {
    document.message = fmt::format("{}: {}", path.shown, report.error());
    return document;
  }
  document.state = State::Proved;
  document.report = std::move(*report);
  return document;
}

ExitCode code_of(const ConformedDocument& document) {
  switch (document.state) {
    case State::Proved:
      return document.report.count(Verdict::Fail) == 0 ? ExitCode::Fine : ExitCode::Finding;
    case State::NothingToProve: return ExitCode::Fine;
    case State::Invalid: return ExitCode::Finding;
    case State::Trouble: break;
  }
  return ExitCode::Trouble;
}

// Columns of the terminal, or of a page where there is none. The other formats have everything.
std::size_t width_of_output() {
  constexpr std::size_t kPage = 180;
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return kPage;
  return size.ws_col == 0 ? kPage : size.ws_col;
}

std::string render(const std::vector<ConformedDocument>& documents, const std::string& format) {
  if (format == "tap") return render_conform_tap(documents);
  if (format == "junit") return render_conform_junit(documents);
  return render_conform_json(documents);
}

}  // namespace

ExitCode run_conform(const ConformOptions& options, const ConformHooks& hooks) {
  const std::vector<DocumentPath> paths = find_documents(options.paths);
  if (paths.empty() && !options.common.quiet) say("virnet: no *.xml below the given folders\n");
  const bool text = options.format == "text";
  const bool color = options.common.use_color(stdout);
  const std::size_t width = width_of_output();
  std::vector<ConformedDocument> documents(paths.size());
  ExitCode code = ExitCode::Fine;
  in_parallel(
      paths.size(), "proved", options.common.quiet,
      [&](std::size_t i) { documents[i] = prove(paths[i], options, hooks); },
      [&](std::size_t i) {
        const ConformedDocument& document = documents[i];
        code = worst(code, code_of(document));
        if (document.state == State::Trouble) say(fmt::format("virnet: {}\n", document.message));
        if (text) print_out((i == 0 ? "" : "\n") + render_conform_text(document, color, width));
      });
  if (!text) print_out(render(documents, options.format));
  return code;
}

void add_conform(CLI::App& app, Run& run) {
  auto options = std::make_shared<ConformOptions>();
  CLI::App* verb = app.add_subcommand(
      "conform", "Build each network's bridge in a namespace and prove with frames what it does");
  verb->add_option("PATH", options->paths, "A file, a folder (every *.xml below it), or -")
      ->required();
  verb->add_option("--format", options->format, "text, tap, junit or json")
      ->option_text("FORMAT [text]")
      ->check(one_of("format", {"text", "tap", "junit", "json"}));
  add_common_options(*verb, options->common);
  verb->callback([options, &run] { run = [options] { return run_conform(*options); }; });
}

}  // namespace virnet::cli
