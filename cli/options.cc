#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "cli/commands.h"

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

void add_common_options(CLI::App& verb, CommonOptions& options) {
  std::vector<std::string> releases;
  for (const Release release : kReleases) releases.emplace_back(to_string(release));
  verb.add_option("--libvirt", options.release, "The libvirt release to follow")
      ->option_text(fmt::format("RELEASE [{}]", options.release))
      ->check(one_of("release", std::move(releases)));
  verb.add_option("--color", options.color, "auto, always or never")
      ->option_text(fmt::format("WHEN [{}]", options.color))
      ->check(one_of("choice", {"auto", "always", "never"}));
  verb.add_flag("-q,--quiet", options.quiet, "No talk on standard error but errors");
}

}  // namespace virnet::cli
