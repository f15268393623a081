#include <virnet/release.h>

namespace virnet {
namespace {
constexpr std::array<std::string_view, kReleaseCount> kNames = {"7.0", "9.0", "11.3", "12.8"};
}

std::string_view to_string(Release release) { return kNames[static_cast<std::size_t>(release)]; }

std::optional<Release> parse_release(std::string_view text) {
  for (const Release release : kReleases)
    if (to_string(release) == text) return release;
  return std::nullopt;
}

std::string release_names() {
  std::string names;
  for (const std::string_view name : kNames) {
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

}  // namespace virnet
