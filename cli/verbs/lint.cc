// virnet lint: every problem of every document.
#include <fmt/format.h>
#include <virnet/rules.h>

#include <algorithm>
#include <map>
#include <memory>
#include <new>
#include <optional>

#include "cli/render/render.h"
#include "cli/render/text_diff.h"
#include "cli/support/files.h"
#include "cli/support/output.h"
#include "cli/support/parallel.h"
#include "cli/verbs/commands.h"
#include "cli/verbs/lint_document.h"
#include "cli/verbs/lint_settings.h"

namespace virnet::cli {
namespace {

struct LintOptions {
  CommonOptions common;
  std::vector<std::string> paths;
  std::string format = "text";
  LintSettings given;
  std::string sysfs;
  bool fix = false;
  bool diff = false;
};

struct Linted {
  FileReport report;
  std::vector<HostResource> resources;
  std::string diff;
  std::size_t fixed = 0;
};

class Lint {
 public:
  explicit Lint(const LintOptions& options)
      : options_(options), documents_(find_documents(options.paths)), config_(options.given) {}

  ExitCode run() {
    if (const std::string why = prepare(); !why.empty()) {
      log_error(why);
      return ExitCode::Trouble;
    }
    linted_.resize(documents_.size());
    in_parallel(
        documents_.size(), "linted", options_.common.quiet, [&](std::size_t i) { lint(i); },
        [](std::size_t) {});
    if (!options_.sysfs.empty()) ask_host();
    compare_neighbours();
    print_all();
    return code_;
  }

 private:
  // What keeps lint from beginning, or nothing.
  std::string prepare() {
    for (const DocumentPath& document : documents_) {
      if (options_.fix && !options_.diff && document.path.empty() && document.trouble.empty())
        return "standard input cannot be fixed in place; --diff shows the fixes";
      ++neighbours_[document.path.parent_path()];
      const auto settings = config_.of_folder(document.path.parent_path());
      if (!settings) return settings.error();
      settings_.push_back(*settings);
    }
    return {};
  }

  // A failure belongs to one document; the others are still processed.
  void lint(std::size_t index) {
    FileReport& report = linted_[index].report;
    report.path = documents_[index].shown;
    try {
      read_and_lint(index);
    } catch (const std::bad_alloc&) {
      linted_[index] = {};
      report.path = documents_[index].shown;
      report.trouble = fmt::format("cannot read '{}': out of memory", report.path);
    }
  }

  void read_and_lint(std::size_t index) {
    Linted& linted = linted_[index];
    auto file = DocumentFile::open(documents_[index]);
    auto text = file ? file->read() : std::unexpected(file.error());
    if (!text) {
      if (file && file->is_too_large())
        linted.report.diagnostics = {too_large()};
      else
        linted.report.trouble = text.error();
      return;
    }
    LintedText found = lint_text(*text, *settings_[index]);
    if (options_.fix) found = fix(index, *file, *text, std::move(found));
    linted.report.diagnostics = std::move(found.diagnostics);
    linted.resources = std::move(found.resources);
    keep_text(index, std::move(*text));
  }

  // Only excerpts need the text, and all the texts together would take much memory.
  void keep_text(std::size_t index, std::string text) {
    if (options_.format != "text" || options_.diff) return;
    Linted& linted = linted_[index];
    std::vector<std::size_t> places;
    for (const Diagnostic& d : linted.report.diagnostics) places.push_back(d.span.offset);
    const bool may_conflict =
        !options_.sysfs.empty() || neighbours_.at(documents_[index].path.parent_path()) > 1;
    if (may_conflict)
      for (const HostResource& one : linted.resources) places.push_back(one.span.offset);
    linted.report.text = std::move(text);
    linted.report.text.keep_only(std::move(places));
  }

  LintedText fix(std::size_t index, const DocumentFile& file, std::string& text, LintedText found) {
    Linted& linted = linted_[index];
    FixedText fixed = fix_text(text, std::move(found), *settings_[index]);
    linted.fixed = fixed.applied;
    if (fixed.applied == 0) return std::move(fixed.left);
    if (options_.diff)
      linted.diff = unified_diff(linted.report.path, text, fixed.text);
    else if (const auto written = file.rewrite(fixed.text); !written)
      linted.report.trouble = written.error();
    text = std::move(fixed.text);
    return std::move(fixed.left);
  }

  void ask_host() {
    const std::filesystem::path devices = std::filesystem::path(options_.sysfs) / "bus/pci/devices";
    const auto is_virtual_function = [&](const std::string& address) {
      std::error_code ignored;
      return std::filesystem::exists(devices / address / "physfn", ignored);
    };
    for (std::size_t i = 0; i < documents_.size(); ++i)
      for (Diagnostic& missing : find_missing_functions(linted_[i].resources, is_virtual_function,
                                                        {.ignore = settings_[i]->ignore}))
        add(i, std::move(missing));
  }

  // The documents of one folder are meant for one host.
  void compare_neighbours() {
    std::map<std::filesystem::path, std::vector<std::size_t>> folders;
    for (std::size_t i = 0; i < documents_.size(); ++i)
      if (!linted_[i].resources.empty()) folders[documents_[i].path.parent_path()].push_back(i);
    for (const auto& [folder, members] : folders) {
      std::vector<ResourceOwner> owners;
      for (const std::size_t i : members)
        owners.push_back({linted_[i].report.path, std::move(linted_[i].resources)});
      // They have the settings of their folder.
      const ConflictOptions conflicts{.ignore = settings_[members.front()]->ignore};
      for (HostConflict& conflict : find_conflicts(owners, conflicts))
        add(members[conflict.owner], std::move(conflict.diagnostic));
    }
  }

  void add(std::size_t index, Diagnostic diagnostic) {
    Diagnostics& all = linted_[index].report.diagnostics;
    const auto place = std::ranges::upper_bound(all, diagnostic.span.offset, {},
                                                [](const Diagnostic& d) { return d.span.offset; });
    all.insert(place, std::move(diagnostic));
  }

  void print_all() {
    std::vector<FileReport> reports;
    for (Linted& one : linted_) {
      if (const std::string& why = one.report.trouble; !why.empty()) {
        log_error(why);
        code_ = ExitCode::Trouble;
        ++unread_;
      } else {
        count(one);
      }
      if (options_.diff)
        print_out(one.diff);
      else if (options_.format == "text")
        print_out(render_text(one.report, options_.common.use_color(stdout)));
      else
        reports.push_back(std::move(one.report));
    }
    if (!options_.diff && options_.format != "text") print_out(render(reports));
    if (options_.common.quiet) return;
    if (documents_.empty())
      log_error("no *.xml below the given folders");
    else if (options_.format == "text")
      say(summary());
  }

  [[nodiscard]] std::string render(const std::vector<FileReport>& reports) const {
    if (options_.format == "sarif") return render_sarif(reports);
    if (options_.format == "junit") return render_junit(reports);
    if (options_.format == "github") return render_github(reports);
    return render_json(reports);
  }

  // A note is no finding: what it is about is legal and may be meant.
  void count(const Linted& one) {
    const auto& all = one.report.diagnostics;
    const auto notes = static_cast<std::size_t>(
        std::ranges::count(all, Severity::Note, [](const Diagnostic& d) { return d.severity; }));
    invalid_ += one.report.valid() ? 0U : 1U;
    findings_ += all.size() - notes;
    notes_ += notes;
    fixed_ += one.fixed;
    if (all.size() > notes || !one.diff.empty()) code_ = worst(code_, ExitCode::Finding);
  }

  [[nodiscard]] std::string summary() const {
    const std::size_t read = documents_.size() - unread_;
    std::string text =
        fmt::format("{} document{}, {} invalid, {} finding{}", read, read == 1 ? "" : "s", invalid_,
                    findings_, findings_ == 1 ? "" : "s");
    if (unread_ > 0) text += fmt::format(", {} not read", unread_);
    if (notes_ > 0) text += fmt::format(", {} note{}", notes_, notes_ == 1 ? "" : "s");
    if (fixed_ > 0) text += fmt::format(", {} {}", fixed_, options_.diff ? "to fix" : "fixed");
    return text + "\n";
  }

  const LintOptions& options_;
  std::vector<DocumentPath> documents_;
  LintConfig config_;
  std::vector<const LintSettings*> settings_;                // of each document
  std::map<std::filesystem::path, std::size_t> neighbours_;  // how many documents a folder has
  std::vector<Linted> linted_;
  std::size_t unread_ = 0;
  std::size_t invalid_ = 0;
  std::size_t findings_ = 0;
  std::size_t notes_ = 0;
  std::size_t fixed_ = 0;
  ExitCode code_ = ExitCode::Fine;
};

CLI::Validator ignorable() {
  return {[](std::string& code) { return why_not_ignored(code); }, "", ""};
}

}  // namespace

void add_lint(CLI::App& verb, Run& run) {
  auto options = std::make_shared<LintOptions>();
  verb.add_option("PATH", options->paths, "A file, a folder (every *.xml below it), or -")
      ->required();
  verb.add_option("--format", options->format, "text, json, sarif, junit or github")
      ->option_text("FORMAT [text]")
      ->check(one_of("format", {"text", "json", "sarif", "junit", "github"}));
  verb.add_flag("--strict", options->given.strict,
                "Also report what net-define --validate refuses");
  verb.add_flag("--define", options->given.define,
                "Count as errors what only the network driver of a host refuses");
  verb.add_option("--ignore", options->given.ignore,
                  "Say nothing of this rule, or of all that begin like CODE*")
      ->option_text("CODE...")
      ->delimiter(',')
      ->check(ignorable());
  verb.add_option("--sysfs", options->sysfs,
                  "Also look whether the PCI addresses of mode hostdev are virtual functions of "
                  "the host with this /sys")
      ->option_text("DIR")
      ->check(CLI::ExistingDirectory);
  CLI::Option* fix = verb.add_flag("--fix", options->fix, "Mend what has one sure answer");
  verb.add_flag("--diff", options->diff, "With --fix: show what it would do and write nothing")
      ->needs(fix);
  add_common_options(verb, options->common, Releases::Several);
  verb.callback([options, &verb, &run] {
    if (verb.get_option("--libvirt")->count() > 0)
      options->given.releases = *parse_releases(options->common.release);
    run = [options] { return Lint(*options).run(); };
  });
}

}  // namespace virnet::cli
