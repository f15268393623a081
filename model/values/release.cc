// Releases as text, and in which of them something holds.
#include <virnet/release.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "model/values/dialect.h"

namespace virnet {
namespace {

// Takes a number from 0 to 999 without leading zeros from the front.
std::optional<unsigned> take_number(std::string_view& text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto size = static_cast<std::size_t>(end - text.data());
  if (error != std::errc() || number > 999 || (size > 1 && text.front() == '0'))
    return std::nullopt;
  text.remove_prefix(size);
  return number;
}

bool take_dot(std::string_view& text) {
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  return true;
}

// The newest verified release before `release`, which is not the oldest.
Release verified_before(Release release) {
  const auto after =
      std::ranges::lower_bound(kVerifiedReleases, release, {}, &VerifiedRelease::release);
  return std::prev(after)->release;
}

std::string but_not_in(const Since& since) {
  return since.is_dated() ? "" : " (not in " + to_string(verified_before(since.latest())) + ")";
}

}  // namespace

std::string to_string(Release release) {
  const std::uint32_t number = release.number();
  std::string text =
      std::to_string(number / 1'000'000) + "." + std::to_string(number / 1000 % 1000);
  if (const std::uint32_t patch = number % 1000; patch != 0) text += "." + std::to_string(patch);
  return text;
}

std::optional<Release> parse_release(std::string_view text) {
  const auto major = take_number(text);
  if (!major || !take_dot(text)) return std::nullopt;
  const auto minor = take_number(text);
  if (!minor) return std::nullopt;
  const auto patch = take_dot(text) ? take_number(text) : std::optional(0U);
  if (!patch || !text.empty()) return std::nullopt;
  const Release release(*major, *minor, *patch);
  return release >= kOldestRelease ? std::optional(release) : std::nullopt;
}

std::string_view to_string(XmlLibrary library) {
  switch (library) {
    case XmlLibrary::V2_9_10: return "2.9.10";
    case XmlLibrary::V2_9_14: return "2.9.14";
    case XmlLibrary::V2_15: break;
  }
  return "2.15";
}

std::string to_string(const Validity& validity) {
  std::string text;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : ", ") + more; };
  if (const Since& since = validity.since; since != kAlways)
    add("since " + to_string(since.latest()) + but_not_in(since));
  if (validity.xml_since > kVerifiedReleases.front().xml_library)
    add("since libxml2 " + std::string(to_string(validity.xml_since)));
  if (const Since& gone = validity.gone; gone.is_dated() && gone != kNever)
    add("before " + to_string(gone.latest()));
  else if (gone != kNever)
    add("up to " + to_string(verified_before(gone.latest())) + " (not in " +
        to_string(gone.latest()) + ")");
  if (validity.xml_gone) add("before libxml2 " + std::string(to_string(*validity.xml_gone)));
  return text.empty() ? "all releases" : text;
}

Holds holds_in(Release release, const Validity& validity) {
  const auto [older, newer] = internal::dialects_of(release);
  if (older.has(validity) != newer.has(validity)) return Holds::Unknown;
  return newer.has(validity) ? Holds::Yes : Holds::No;
}

bool is_verified(Release release) {
  return std::ranges::find(kVerifiedReleases, release, &VerifiedRelease::release) !=
         kVerifiedReleases.end();
}

std::string verified_releases() {
  std::string names;
  for (const VerifiedRelease& row : kVerifiedReleases) {
    if (!names.empty()) names += ", ";
    names += to_string(row.release);
  }
  return names;
}

}  // namespace virnet
