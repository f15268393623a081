#include "cli/verbs/lint_document.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <virnet/fix.h>
#include <virnet/parse.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "model/rules/rules.h"
#include "model/values/stable_sort.h"

namespace virnet::cli {

using internal::operator""_rule;

namespace {

// A fix can bring to light what was hidden; each round makes at least one.
constexpr int kMaxRounds = 20;

ParseOptions options_for(const LintSettings& settings, Release release) {
  return {.release = release,
          .define = settings.define,
          .strict = settings.strict,
          .ignore = settings.ignore};
}

// What is found in a network's or port's document; only networks take resources of the host.
LintedText lint_once(std::string_view text, const ParseOptions& options) {
  if (is_networkport(text, options.release))
    return {parse_networkport(text, options).diagnostics, {}};
  ParseResult result = parse(text, options);
  return {std::move(result.diagnostics), std::move(result.resources)};
}

// One finding in all releases that have it.
class Merged {
 public:
  explicit Merged(std::size_t releases) : releases_(releases) {}

  void add(Release release, const Diagnostics& diagnostics) {
    for (const Diagnostic& d : diagnostics) {
      const auto key = std::tuple(d.span.offset, d.span.length, d.code, d.message);
      const auto [found, is_new] = index_.try_emplace(key, all_.size());
      if (is_new) all_.push_back({d, {}});
      all_[found->second].in.emplace_back(to_string(release));
    }
  }

  Diagnostics take() {
    internal::stable_sort(all_, [](const One& a, const One& b) {
      return a.diagnostic.span.offset < b.diagnostic.span.offset;
    });
    Diagnostics diagnostics;
    for (One& one : all_) {
      if (one.in.size() < releases_)
        one.diagnostic.message += fmt::format(" (libvirt {})", fmt::join(one.in, ", "));
      diagnostics.push_back(std::move(one.diagnostic));
    }
    return diagnostics;
  }

 private:
  struct One {
    Diagnostic diagnostic;
    std::vector<std::string> in;
  };
  std::size_t releases_;
  std::vector<One> all_;
  std::map<std::tuple<std::size_t, std::size_t, std::string_view, std::string>, std::size_t> index_;
};

}  // namespace

Diagnostic too_large() {
  return {.code = "LIMIT-BYTES"_rule.code(),
          .message = fmt::format("the document has more than {} bytes", Limits{}.max_bytes),
          .deviation = true};
}

LintedText lint_text(std::string_view text, const LintSettings& settings) {
  LintedText linted;
  if (settings.releases.size() == 1) {
    linted = lint_once(text, options_for(settings, settings.releases.front()));
  } else {
    Merged merged(settings.releases.size());
    for (const Release release : settings.releases) {
      LintedText result = lint_once(text, options_for(settings, release));
      merged.add(release, result.diagnostics);
      linted.resources = std::move(result.resources);
    }
    linted.diagnostics = merged.take();
  }
  return linted;
}

FixedText fix_text(std::string text, LintedText found, const LintSettings& settings) {
  FixedText fixed{.text = std::move(text), .left = std::move(found)};
  const ParseOptions options = options_for(settings, settings.releases.back());
  for (int round = 0; round < kMaxRounds; ++round) {
    FixResult result = apply_fixes(fixed.text, fixed.left.diagnostics, options);
    if (result.applied == 0) break;
    fixed.applied += result.applied;
    fixed.text = std::move(result.text);
    fixed.left = lint_text(fixed.text, settings);
  }
  return fixed;
}

}  // namespace virnet::cli
