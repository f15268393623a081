// virnet conform: a document's bridge in a namespace, and what frames do there.
#include "cli/verbs/conform.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <virnet/conform_catalogue.h>
#include <virnet/parse.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "cli/render/conform_render.h"
#include "cli/support/files.h"
#include "cli/support/output.h"
#include "cli/support/parallel.h"
#include "cli/verbs/conform_kernels.h"

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
  const auto input = ConformInput::from(*parsed.network);
  if (!input) {
    document.state = State::NothingToProve;
    document.message = input.error().message;
    return document;
  }
  auto report = conform(*input, hooks, options.selection);
  if (!report) {
    document.message = fmt::format("{}: {}", path.shown, report.error().message);
    return document;
  }
  if (report->statements.empty()) {
    document.state = State::NothingToProve;
    document.message = "no chosen statement is about such a network; see virnet conform --list";
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
  if (format == "markdown") return render_conform_markdown(documents);
  if (format == "html") return render_conform_html(documents);
  return render_conform_json(documents);
}

ExitCode list_statements(const ConformOptions& options) {
  const std::vector<CatalogueLine> lines = list_catalogue(options.selection);
  print_out(options.format == "json" ? render_catalogue_json(lines) : render_catalogue_text(lines));
  return ExitCode::Fine;
}

// A new folder for frames, taken away again if none were kept.
class Keeping {
 public:
  explicit Keeping(bool wanted) {
    if (!wanted) return;
    std::error_code none;
    std::string name =
        (std::filesystem::temp_directory_path(none) / "virnet-conform-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  ~Keeping() {
    std::error_code not_empty;
    if (!folder_.empty()) std::filesystem::remove(folder_, not_empty);
  }
  Keeping(const Keeping&) = delete;
  Keeping& operator=(const Keeping&) = delete;
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

ExitCode conform_documents(const ConformOptions& options, const ConformHooks& hooks) {
  const std::vector<DocumentPath> paths = find_documents(options.paths);
  if (paths.empty() && !options.common.quiet) log_error("no *.xml below the given folders");
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
        if (document.state == State::Trouble) log_error(document.message);
        if (text) print_out((i == 0 ? "" : "\n") + render_conform_text(document, color, width));
      });
  if (!text) print_out(render(documents, options.format));
  return code;
}

// What went wrong for several kernels alike is said once.
void say_troubles(const std::vector<ConformedDocument>& kernels) {
  std::vector<std::string> said;
  for (const ConformedDocument& kernel : kernels) {
    if (kernel.state != State::Trouble || std::ranges::find(said, kernel.message) != said.end())
      continue;
    said.push_back(kernel.message);
    log_error(kernel.message);
  }
}

ExitCode conform_kernels(const ConformOptions& options, const ConformHooks& hooks) {
  const auto names = options.kernels.empty() ? kernels_named({std::string(kHost)})
                                             : kernels_named(options.kernels);
  if (!names) {
    log_error(names.error());
    return ExitCode::Trouble;
  }
  const std::vector<ConformedDocument> all = prove_kernels(*names, options, hooks);
  say_troubles(all);
  ExitCode code = ExitCode::Fine;
  bool printed = false;
  for (const ConformedDocument& kernel : all) {
    code = worst(code, code_of(kernel));
    if (options.format != "text" || kernel.state == State::Trouble) continue;
    print_out((printed ? "\n" : "") +
              render_conform_text(kernel, options.common.use_color(stdout), width_of_output()));
    printed = true;
  }
  if (options.format != "text") print_out(render(all, options.format));
  return code;
}

std::string not_for_documents(const ConformOptions& options) {
  if (!options.kernels.empty())
    return "--kernel proves the catalogue; documents are proved on this kernel only";
  if (options.format == "markdown" || options.format == "html")
    return fmt::format("--format {} is for the catalogue; documents have text, tap, junit and json",
                       options.format);
  return {};
}

// An id that matches nothing is a typing error more often than it is meant.
std::string unmatched(const Selection& selection) {
  for (const std::string& glob : selection.only) {
    if (list_catalogue({.only = {glob}}).empty())
      return fmt::format("no statement matches --only '{}'; see virnet conform --list", glob);
  }
  return {};
}

}  // namespace

ExitCode run_conform(const ConformOptions& options, const ConformHooks& hooks) {
  if (const std::string why = not_for_documents(options); !options.paths.empty() && !why.empty()) {
    log_error(why);
    return ExitCode::Trouble;
  }
  if (const std::string why = unmatched(options.selection); !why.empty()) {
    log_error(why);
    return ExitCode::Trouble;
  }
  if (options.list) return list_statements(options);
  const Keeping keeping(options.keep);
  ConformOptions chosen = options;
  chosen.selection.keep_folder = keeping.folder();
  if (options.keep && keeping.folder().empty()) {
    log_error("cannot make a folder for the frames below $TMPDIR");
    return ExitCode::Trouble;
  }
  return options.paths.empty() ? conform_kernels(chosen, hooks) : conform_documents(chosen, hooks);
}

void add_conform(CLI::App& verb, Run& run) {
  auto options = std::make_shared<ConformOptions>();
  verb.add_option("PATH", options->paths,
                  "A file, a folder (every *.xml below it), or -: each network's bridge. Without: "
                  "the whole catalogue of statements about this kernel");
  verb.add_option("--format", options->format,
                  "text, tap, junit or json; of the catalogue also markdown and html")
      ->option_text("FORMAT [text]")
      ->check(one_of("format", {"text", "tap", "junit", "json", "markdown", "html"}));
  Selection& selection = options->selection;
  CLI::Option* kernel =
      verb.add_option("--kernel", options->kernels,
                      "Prove the catalogue on this kernel, booted in QEMU: bullseye, bookworm, "
                      "trixie, forky, or a folder with one; host: the running one; all: these "
                      "five. May be repeated")
          ->option_text("NAME [host]")
          ->allow_extra_args(false);
  verb.add_flag("--no-kvm", options->no_kvm,
                "With --kernel: emulate the processor, do not try KVM first")
      ->needs(kernel);
  verb.add_flag("--list", options->list, "List the statements of the catalogue, prove nothing");
  verb.add_option("--only", selection.only, "Only statements whose id matches; may be repeated")
      ->option_text("GLOB")
      ->allow_extra_args(false);
  verb.add_option("--skip", selection.skip, "Not these; may be repeated")
      ->option_text("GLOB")
      ->allow_extra_args(false);
  verb.add_option("--repeat", selection.repeat, "Prove that often; once failed is failed")
      ->option_text("N [1]")
      ->check(CLI::Range(1U, 1000000U));
  verb.add_option("--seed", selection.seed,
                  "Shuffle statements and guests, by one more in each repeat")
      ->option_text("N [0: in order]");
  verb.add_flag("--keep", options->keep,
                "Keep the frames of failed statements as pcapng below $TMPDIR, and say where");
  add_common_options(verb, options->common);
  verb.callback([options, &run] { run = [options] { return run_conform(*options); }; });
}

}  // namespace virnet::cli
