// virnet fmt: the canonical form.
#include <fmt/format.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <filesystem>
#include <map>
#include <memory>
#include <new>
#include <utility>

#include "cli/render/render.h"
#include "cli/render/text_diff.h"
#include "cli/support/files.h"
#include "cli/support/output.h"
#include "cli/support/parallel.h"
#include "cli/support/printable.h"
#include "cli/support/store_file.h"
#include "cli/verbs/commands.h"
#include "cli/verbs/lint_document.h"

namespace virnet::cli {
namespace {

namespace fs = std::filesystem;

struct FmtOptions {
  CommonOptions common;
  std::vector<std::string> paths;
  std::string output_dir;
  bool in_place = false;
  bool check = false;
  bool diff = false;
  bool lossy = false;
};

// What became of one document.
struct Outcome {
  std::string out = {};
  std::string talk = {};
  ExitCode code = ExitCode::Fine;
};

// A network's or port's document as libvirt prints it, if it takes it.
struct Canonical {
  std::optional<std::string> text = {};
  Diagnostics diagnostics = {};
  std::vector<Loss> losses = {};
};

Canonical canonical_form(const std::string& text, Release release) {
  if (is_networkport(text, release)) {
    NetworkPortResult result = parse_networkport(text, {.release = release});
    Canonical canonical{{}, std::move(result.diagnostics), std::move(result.losses)};
    if (result.port) canonical.text = write(*result.port, release);
    return canonical;
  }
  ParseResult result = parse(text, {.release = release});
  Canonical canonical{{}, std::move(result.diagnostics), std::move(result.losses)};
  if (result.network) canonical.text = write(*result.network, release);
  return canonical;
}

class Fmt {
 public:
  explicit Fmt(const FmtOptions& options) : options_(options) {}

  // A failure belongs to one document; the others are still processed.
  Outcome process(const DocumentPath& document) const {
    try {
      return format(document);
    } catch (const std::bad_alloc&) {
      return trouble(fmt::format("cannot read '{}': out of memory", document.shown));
    }
  }

 private:
  Outcome format(const DocumentPath& document) const {
    Outcome outcome;
    auto file = DocumentFile::open(document);
    if (!file) return trouble(file.error());
    const auto text = file->read();
    if (!text && file->is_too_large()) return refused({document.shown, {}, {too_large()}});
    if (!text) return trouble(text.error());
    Canonical canonical = canonical_form(*text, options_.common.chosen_release());
    if (!canonical.text) return refused({document.shown, *text, errors_of(canonical.diagnostics)});
    deliver(document, *file, *text, *canonical.text, canonical.losses, outcome);
    return outcome;
  }

  [[nodiscard]] Outcome refused(const FileReport& report) const {
    return {.talk = render_text(report, options_.common.use_color(stderr)),
            .code = ExitCode::Finding};
  }

  static Outcome trouble(const std::string& sentence) {
    return {.talk = fmt::format("virnet: {}\n", printable(sentence)), .code = ExitCode::Trouble};
  }

  static Diagnostics errors_of(Diagnostics diagnostics) {
    std::erase_if(diagnostics, [](const Diagnostic& d) { return d.severity != Severity::Error; });
    return diagnostics;
  }

  void deliver(const DocumentPath& document, const DocumentFile& file, const std::string& before,
               const std::string& after, const std::vector<Loss>& losses, Outcome& outcome) const {
    if (options_.diff) outcome.out = unified_diff(document.shown, before, after);
    if (options_.in_place) return replace(document, file, before, after, losses, outcome);
    if (options_.check || options_.diff) {
      if (before == after) return;
      outcome.code = ExitCode::Finding;
      if (options_.check && !options_.common.quiet)
        outcome.out += fmt::format("{}: not in canonical form\n", printable(document.shown));
      return;
    }
    if (!options_.lossy && !options_.common.quiet)
      outcome.talk = describe(document, losses, "warning", "is dropped");
    if (options_.output_dir.empty())
      outcome.out = after;
    else if (const auto stored = store_below(options_.output_dir, document.relative, after);
             !stored)
      outcome = trouble(stored.error());
  }

  static std::string describe(const DocumentPath& document, const std::vector<Loss>& losses,
                              std::string_view severity, std::string_view fate) {
    std::string talk;
    for (const Loss& loss : losses)
      talk += fmt::format("{}:{}:{}: {}: {} {}\n", printable(document.shown), loss.span.line,
                          loss.span.column, severity, printable(loss.what), fate);
    return talk;
  }

  void replace(const DocumentPath& document, const DocumentFile& file, const std::string& before,
               const std::string& after, const std::vector<Loss>& losses, Outcome& outcome) const {
    if (before == after) return;
    if (!losses.empty() && !options_.lossy) {
      outcome.talk =
          describe(document, losses, "error", "would be lost") +
          fmt::format("{}: not rewritten; --lossy drops these parts\n", printable(document.shown));
      outcome.code = ExitCode::Finding;
    } else if (const auto written = file.rewrite(after); !written) {
      outcome = trouble(written.error());
    }
  }

  const FmtOptions& options_;
};

// What cannot be meant with these documents; empty if all is well.
std::string contradiction(const FmtOptions& options, const std::vector<DocumentPath>& documents) {
  std::map<fs::path, const DocumentPath*> targets;
  for (const DocumentPath& document : documents) {
    if (!document.trouble.empty()) continue;
    if (options.in_place && document.path.empty())
      return "standard input cannot be rewritten in place";
    if (options.output_dir.empty()) continue;
    const auto [other, first] = targets.emplace(document.relative, &document);
    if (!first && other->second->path != document.path)
      return fmt::format("'{}' and '{}' would both be written to '{}'; give their folder instead",
                         other->second->shown, document.shown,
                         (fs::path(options.output_dir) / document.relative).string());
  }
  return {};
}

ExitCode run_fmt(const FmtOptions& options) {
  const std::vector<DocumentPath> documents = find_documents(options.paths);
  if (const std::string why = contradiction(options, documents); !why.empty()) {
    log_error(why);
    return ExitCode::Trouble;
  }
  if (documents.empty() && !options.common.quiet) log_error("no *.xml below the given folders");
  const Fmt verb(options);
  std::vector<Outcome> outcomes(documents.size());
  ExitCode code = ExitCode::Fine;
  in_parallel(
      documents.size(), "formatted", options.common.quiet,
      [&](std::size_t i) { outcomes[i] = verb.process(documents[i]); },
      [&](std::size_t i) {
        const Outcome outcome = std::exchange(outcomes[i], {});
        print_out(outcome.out);
        say(outcome.talk);
        code = worst(code, outcome.code);
      });
  return code;
}

}  // namespace

void add_fmt(CLI::App& verb, Run& run) {
  auto options = std::make_shared<FmtOptions>();
  verb.add_option("PATH", options->paths, "A file, a folder (every *.xml below it), or -")
      ->required();
  verb.add_flag("-i,--in-place", options->in_place,
                "Replace each document that differs from its canonical form");
  verb.add_option("-o,--output-dir", options->output_dir,
                  "Write to the same relative paths below DIR; refused documents are not written")
      ->option_text("DIR");
  verb.add_flag("--check", options->check, "Only say which documents are not in canonical form");
  verb.add_flag("--diff", options->diff, "Print what would change instead of the form");
  verb.add_flag("--lossy", options->lossy, "Drop comments and unknown parts without asking");
  add_common_options(verb, options->common);
  verb.callback([&verb, options, &run] {
    refuse_both(verb, "--in-place", "--output-dir");
    refuse_both(verb, "--in-place", "--check");
    refuse_both(verb, "--output-dir", "--check");
    refuse_both(verb, "--output-dir", "--diff");
    run = [options] { return run_fmt(*options); };
  });
}

}  // namespace virnet::cli
