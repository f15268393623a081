// include/virnet/release.h - The libvirt releases whose behaviour virnet reproduces.
//
//   std::optional<virnet::Release> r = virnet::parse_release("10.0");
//   if (r && !virnet::is_verified(*r)) fmt::print("verified: {}\n", virnet::verified_releases());
//
// libvirt's accepted and printed documents differ from release to release. Parsing and writing
// take the release as a parameter; the default everywhere is the newest verified one.
//
// Any release from 7.0 on will do. What it accepts follows from when each change came. A release
// newer than all of these behaves like the newest. Of some changes it is known only between which
// two verified releases they came: where a document depends on one of them and the release is in
// between, virnet reports RELEASE-UNKNOWN instead of guessing.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace virnet {

// MAJOR.MINOR[.PATCH], each below 1000.
class Release {
 public:
  constexpr Release(unsigned major, unsigned minor, unsigned patch = 0)
      : number_((major * 1000 + minor) * 1000 + patch) {}
  // What libvirt's own functions return, for instance virConnectGetLibVersion().
  [[nodiscard]] static constexpr Release from_number(std::uint32_t number) {
    return {number / 1'000'000, number / 1000 % 1000, number % 1000};
  }
  [[nodiscard]] constexpr std::uint32_t number() const { return number_; }

  friend constexpr auto operator<=>(Release, Release) = default;

 private:
  std::uint32_t number_;
};

// "9.0", "9.0.1".
[[nodiscard]] std::string to_string(Release release);
// The inverse, also of "9.0.0". Nothing for other texts, and for releases before 7.0.
[[nodiscard]] std::optional<Release> parse_release(std::string_view text);

// The versions of libxml2 that differ in what they make of a document; in order of age.
enum class XmlLibrary : std::uint8_t { V2_9_10, V2_9_14, V2_15 };
// "2.9.10", "2.9.14", "2.15".
[[nodiscard]] std::string_view to_string(XmlLibrary library);

// The releases that were compared with a real libvirt, and the libxml2 that it ran on; oldest
// first. A new release is one row.
struct VerifiedRelease {
  Release release;
  XmlLibrary xml_library;
  std::string_view libxml2;
  std::string_view package;
};
inline constexpr auto kVerifiedReleases = std::to_array<VerifiedRelease>({
    {{7, 0}, XmlLibrary::V2_9_10, "2.9.10", "Debian 11, 7.0.0-3+deb11u3"},
    {{9, 0}, XmlLibrary::V2_9_14, "2.9.14", "Debian 12, 9.0.0-4+deb12u2"},
    {{11, 3}, XmlLibrary::V2_9_14, "2.9.14", "Debian 13, 11.3.0-3+deb13u3"},
    {{12, 8}, XmlLibrary::V2_15, "2.15.4", "Debian sid, 12.8.0-1"},
});
inline constexpr Release kOldestRelease = kVerifiedReleases.front().release;
inline constexpr Release kNewestRelease = kVerifiedReleases.back().release;

[[nodiscard]] bool is_verified(Release release);
// "7.0, 9.0, 11.3, 12.8", for messages.
[[nodiscard]] std::string verified_releases();

// From which release on something holds.
class Since {
 public:
  // Always.
  constexpr Since() = default;
  constexpr Since(Release release) : Since(release, release) {}
  // Not in the verified release `before`, but in the next one. In which release between these it
  // began is not known. In a constant this fails to compile if another verified release lies
  // between the two: then the fact has to be looked at in that one.
  [[nodiscard]] static constexpr Since between(Release before, Release by) {
    return not_before(Release::from_number(before.number() + 1), by);
  }
  // Not in releases before `first`, but in the verified release `by`.
  [[nodiscard]] static constexpr Since not_before(Release first, Release by) {
    for (const VerifiedRelease& row : kVerifiedReleases)
      if (first <= row.release && row.release < by) throw "a verified release lies in between";
    return {first, by};
  }

  // The first release in which it may hold, and the first in which it is known to.
  [[nodiscard]] constexpr Release earliest() const { return earliest_; }
  [[nodiscard]] constexpr Release latest() const { return latest_; }
  [[nodiscard]] constexpr bool is_dated() const { return earliest_ == latest_; }

  friend constexpr bool operator==(const Since&, const Since&) = default;

 private:
  constexpr Since(Release earliest, Release latest) : earliest_(earliest), latest_(latest) {}

  Release earliest_ = {0, 0};
  Release latest_ = {0, 0};
};
inline constexpr Since kAlways;
inline constexpr Since kNever = Release(4000, 0);

// The releases in which something holds: from `since` on until it is `gone`. What libxml2 does
// depends on its version instead.
struct Validity {
  Since since = kAlways;
  Since gone = kNever;
  XmlLibrary xml_since = XmlLibrary::V2_9_10;
  std::optional<XmlLibrary> xml_gone = {};

  friend constexpr bool operator==(const Validity&, const Validity&) = default;
};
// "all releases", "since 9.7, before 10.8", "since 11.3 (not in 9.0)", "since libxml2 2.15".
[[nodiscard]] std::string to_string(const Validity& validity);
enum class Holds : std::uint8_t { No, Yes, Unknown };
[[nodiscard]] Holds holds_in(Release release, const Validity& validity);

}  // namespace virnet
