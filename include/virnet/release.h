// include/virnet/release.h - The libvirt releases whose behaviour virnet reproduces.
//
//   std::optional<virnet::Release> r = virnet::parse_release("9.0");
//   if (!r) fmt::print("known releases: {}\n", virnet::release_names());
//
// libvirt's accepted and printed documents differ from release to release. Parsing and writing
// take the release as a parameter; the default everywhere is the newest one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace virnet {

// In order of age, so that `release >= Release::V11_3` reads as "since 11.3".
enum class Release : std::uint8_t {
  V7_0,   // 7.0.0 with libxml2 2.9.10
  V9_0,   // 9.0.0 with libxml2 2.9.14
  V11_3,  // 11.3.0 as Debian ships it (3+deb13u3) with libxml2 2.9.14
  V12_8,  // 12.8.0 with libxml2 2.15.4
};

inline constexpr std::size_t kReleaseCount = 4;
inline constexpr Release kNewestRelease = Release::V12_8;
inline constexpr std::array<Release, kReleaseCount> kReleases = {Release::V7_0, Release::V9_0,
                                                                 Release::V11_3, Release::V12_8};

// "7.0", "9.0", "11.3", "12.8".
[[nodiscard]] std::string_view to_string(Release release);
// The inverse; nothing else is accepted, not even "12.8.0".
[[nodiscard]] std::optional<Release> parse_release(std::string_view text);
// "7.0, 9.0, 11.3, 12.8", for messages.
[[nodiscard]] std::string release_names();

}  // namespace virnet
