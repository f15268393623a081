// model/values/dialect.h - What the code asks when libvirt releases differ.
//
//   if (dialect.has(Release(10, 0))) ...                 // since 10.0
//   if (dialect.has(kBy11_3)) ...                        // not in 9.0, but in 11.3
//   if (dialect.has(XmlLibrary::V2_15)) ...              // a fact of libxml2
//   ByRelease<bool> merges = {true, kBy9_0, false};      // a value that changes
#pragma once

#include <virnet/release.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>

namespace virnet::internal {

// When what is not dated began: not in the verified release before, but in this one.
inline constexpr Since kBy9_0 = Since::between({7, 0}, {9, 0});
inline constexpr Since kBy11_3 = Since::between({9, 0}, {11, 3});
inline constexpr Since kBy12_8 = Since::between({11, 3}, {12, 8});

// One reading of a release. A verified release has one. One between two verified releases has two:
// the older takes what is not dated for not begun, the newer for begun.
struct Dialect {
  Release release;  // as asked for
  Release like;     // the verified release that it agrees with where nothing is dated
  XmlLibrary xml_library;
  bool has_begun;  // of what is not dated

  [[nodiscard]] constexpr bool has(const Since& since) const {
    return release >= (has_begun ? since.earliest() : since.latest());
  }
  [[nodiscard]] constexpr bool has(XmlLibrary library) const { return xml_library >= library; }
  [[nodiscard]] constexpr bool has(const Validity& validity) const {
    return has(validity.since) && !has(validity.gone) && has(validity.xml_since) &&
           !(validity.xml_gone && has(*validity.xml_gone));
  }

  friend constexpr bool operator==(const Dialect&, const Dialect&) = default;
};

struct Dialects {
  Dialect older, newer;

  [[nodiscard]] constexpr bool differ() const { return older != newer; }
  friend constexpr bool operator==(const Dialects&, const Dialects&) = default;
};

// `verified` is not empty, and `release` no older than its first.
[[nodiscard]] constexpr Dialects dialects_of(
    Release release, std::span<const VerifiedRelease> verified = kVerifiedReleases) {
  const VerifiedRelease* older = &verified.front();
  const VerifiedRelease* newer = &verified.back();
  for (const VerifiedRelease& row : verified)
    if (row.release <= release) older = &row;
  if (older->release == release || older == newer)
    newer = older;
  else
    newer = older + 1;
  const bool between = older != newer;
  return {{release, older->release, older->xml_library, !between},
          {release, newer->release, newer->xml_library, true}};
}

// Where one of two has to be chosen: for what is written, and verified releases.
[[nodiscard]] constexpr Dialect dialect_of(Release release) { return dialects_of(release).newer; }
inline constexpr Dialect kNewestDialect = dialect_of(kNewestRelease);

// A value that changes at most twice.
template <typename T>
class ByRelease {
 public:
  constexpr ByRelease() = default;
  template <std::convertible_to<T> Always>
  constexpr ByRelease(Always always) : values_{T(always)} {}
  constexpr ByRelease(T first, Since since, T then)
      : values_{first, then}, changes_{since}, count_(1) {}
  constexpr ByRelease(T first, Since since, T then, Since later, T last)
      : values_{first, then, last}, changes_{since, later}, count_(2) {}

  [[nodiscard]] constexpr const T& in(const Dialect& dialect) const {
    if (count_ == 0) return values_[0];  // as most do
    std::uint8_t at = 0;
    while (at < count_ && dialect.has(changes_[at])) ++at;
    return values_[at];
  }
  // Since when it is this value, if ever.
  [[nodiscard]] constexpr std::optional<Since> since(const T& value) const {
    for (std::uint8_t at = 0; at <= count_; ++at)
      if (values_[at] == value) return at == 0 ? kAlways : changes_[at - 1];
    return std::nullopt;
  }

 private:
  std::array<T, 3> values_ = {};
  std::array<Since, 2> changes_ = {};
  std::uint8_t count_ = 0;
};

}  // namespace virnet::internal
