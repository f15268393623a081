#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "cli/verbs/commands.h"
#include "cli/verbs/lint_settings.h"

namespace virnet::cli {

bool CommonOptions::use_color(std::FILE* file) const {
  if (color != "auto") return color == "always";
  const char* unwanted = std::getenv("NO_COLOR");
  return isatty(fileno(file)) == 1 && (unwanted == nullptr || *unwanted == '\0');
}

CLI::Validator one_of(std::string_view what, std::vector<std::string> values) {
  const auto check = [what = std::string(what), values = std::move(values)](std::string& text) {
    if (std::ranges::find(values, text) != values.end()) return std::string();
    return fmt::format("unknown {} '{}'; known are {}", what, text, fmt::join(values, ", "));
  };
  return {check, "", ""};
}

void refuse_both(const CLI::App& verb, const std::string& one, const std::string& other) {
  if (verb.count(one) > 0 && verb.count(other) > 0) throw CLI::ExcludesError(one, other);
}

namespace {

std::string why_no_release(const std::string& text) {
  if (parse_release(text)) return {};
  return fmt::format("'{}' is no libvirt release from {} on, like {}", text,
                     to_string(kOldestRelease), to_string(kNewestRelease));
}

std::string why_no_releases(const std::string& text) {
  const auto releases = parse_releases(text);
  return releases ? std::string() : releases.error();
}

}  // namespace

void add_common_options(CLI::App& verb, CommonOptions& options, Releases releases) {
  const bool several = releases == Releases::Several;
  verb.add_option("--libvirt", options.release,
                  fmt::format("The libvirt release to follow, {} or newer{}; verified are {}",
                              to_string(kOldestRelease),
                              several ? ", or a range like 9.0..12.8" : "", verified_releases()))
      ->option_text(fmt::format("RELEASE [{}]", options.release))
      ->check(CLI::Validator(several ? why_no_releases : why_no_release, "", ""));
  verb.add_option("--color", options.color, "auto, always or never")
      ->option_text(fmt::format("WHEN [{}]", options.color))
      ->check(one_of("choice", {"auto", "always", "never"}));
  verb.add_flag("-q,--quiet", options.quiet, "Suppress all messages except errors");
}

}  // namespace virnet::cli
