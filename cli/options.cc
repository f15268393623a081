#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "cli/commands.h"

namespace virnet::cli {

bool CommonOptions::use_color(std::FILE* file) const {
  if (color != "auto") return color == "always";
  return isatty(fileno(file)) == 1 && std::getenv("NO_COLOR") == nullptr;
}

void add_common_options(CLI::App& verb, CommonOptions& options) {
  std::vector<std::string> releases;
  for (const Release release : kReleases) releases.emplace_back(to_string(release));
  verb.add_option("--libvirt", options.release, "The libvirt release to follow")
      ->option_text("RELEASE")
      ->check(CLI::IsMember(releases))
      ->capture_default_str();
  verb.add_option("--color", options.color, "auto, always or never")
      ->option_text("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  verb.add_flag("-q,--quiet", options.quiet, "No talk on standard error but errors");
}

}  // namespace virnet::cli
