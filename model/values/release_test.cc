// Releases, known and made up, and what depends on them.
#include <gtest/gtest.h>
#include <virnet/release.h>

#include <algorithm>
#include <vector>

#include "model/values/dialect.h"

namespace virnet::internal {
namespace {

TEST(Release, IsReadFromText) {
  EXPECT_EQ(parse_release("9.0"), Release(9, 0));
  EXPECT_EQ(parse_release("12.8.0"), Release(12, 8));
  EXPECT_EQ(parse_release("10.0.3"), Release(10, 0, 3));
  EXPECT_EQ(parse_release("13.0"), Release(13, 0));
  EXPECT_EQ(parse_release("999.999.999"), Release(999, 999, 999));
  for (const char* text :
       {"",       "9",      "9.",   "9.0.",      "9.0.0.0", ".9",          "x",
        "9.x",    "9.00",   "09.0", "9.-1",      "+9.0",    " 9.0",        "9.0 ",
        "1000.0", "9.1000", "6.9",  "6.999.999", "0.0",     "4294967305.0"})
    EXPECT_EQ(parse_release(text), std::nullopt) << text;
}

TEST(Release, IsPrinted) {
  EXPECT_EQ(to_string(Release(9, 0)), "9.0");
  EXPECT_EQ(to_string(Release(9, 0, 1)), "9.0.1");
  EXPECT_EQ(to_string(Release(11, 10)), "11.10");
}

TEST(Release, IsOrderedByNumberAndNotByText) {
  EXPECT_LT(Release(9, 0), Release(11, 3));
  EXPECT_LT(Release(9, 9), Release(9, 10));
  EXPECT_LT(Release(9, 0), Release(9, 0, 1));
  EXPECT_EQ(Release::from_number(12'008'000), Release(12, 8));
  EXPECT_EQ(Release(11, 3, 2).number(), 11'003'002U);
}

TEST(VerifiedReleases, StandInOrder) {
  EXPECT_TRUE(std::ranges::is_sorted(kVerifiedReleases, std::ranges::less_equal(),
                                     &VerifiedRelease::release));
  EXPECT_TRUE(std::ranges::is_sorted(kVerifiedReleases, {}, &VerifiedRelease::xml_library));
  for (const VerifiedRelease& row : kVerifiedReleases) {
    EXPECT_TRUE(is_verified(row.release));
    EXPECT_TRUE(row.libxml2.starts_with(to_string(row.xml_library))) << row.libxml2;
    EXPECT_EQ(parse_release(to_string(row.release)), row.release);
  }
  EXPECT_FALSE(is_verified(Release(8, 0)));
  EXPECT_EQ(verified_releases().find("7.0, 9.0, "), 0U);
}

// A table of its own: what is true of it does not depend on what is verified today.
constexpr VerifiedRelease kTable[] = {{{2, 0}, XmlLibrary::V2_9_10, "2.9.10", ""},
                                      {{4, 0}, XmlLibrary::V2_9_14, "2.9.14", ""},
                                      {{6, 0}, XmlLibrary::V2_15, "2.15.4", ""}};

TEST(Dialect, OfAVerifiedReleaseThereIsOne) {
  for (const VerifiedRelease& row : kTable) {
    const Dialects dialects = dialects_of(row.release, kTable);
    EXPECT_FALSE(dialects.differ());
    EXPECT_EQ(dialects.newer, (Dialect{row.release, row.release, row.xml_library, true}));
  }
}

TEST(Dialect, OfAReleaseInBetweenThereAreTwo) {
  for (const Release release : {Release(4, 0, 1), Release(5, 0), Release(5, 9, 9)}) {
    const Dialects dialects = dialects_of(release, kTable);
    EXPECT_EQ(dialects.older, (Dialect{release, {4, 0}, XmlLibrary::V2_9_14, false}));
    EXPECT_EQ(dialects.newer, (Dialect{release, {6, 0}, XmlLibrary::V2_15, true}));
  }
}

TEST(Dialect, ANewerReleaseIsLikeTheNewest) {
  const Dialects dialects = dialects_of({7, 1}, kTable);
  EXPECT_FALSE(dialects.differ());
  EXPECT_EQ(dialects.newer, (Dialect{{7, 1}, {6, 0}, XmlLibrary::V2_15, true}));
}

// A row more, and what was newer than all is in between.
TEST(Dialect, ARowMoreIsAllThatARowMoreTakes) {
  std::vector<VerifiedRelease> table(std::begin(kTable), std::end(kTable));
  table.push_back({{8, 0}, XmlLibrary::V2_15, "2.15.4", ""});
  EXPECT_FALSE(dialects_of({8, 0}, table).differ());
  EXPECT_EQ(dialects_of({7, 1}, table).older.like, Release(6, 0));
  EXPECT_EQ(dialects_of({7, 1}, table).newer.like, Release(8, 0));
  for (const VerifiedRelease& row : kTable)
    EXPECT_EQ(dialects_of(row.release, table), dialects_of(row.release, kTable));
}

// Whether a fact holds in the older and in the newer dialect.
std::vector<bool> has(Release release, const Since& fact) {
  const auto [older, newer] = dialects_of(release, kTable);
  return {older.has(fact), newer.has(fact)};
}
using Both = std::vector<bool>;

TEST(Since, ADateDecidesForEveryRelease) {
  const Since dated = Release(5, 3);
  EXPECT_TRUE(dated.is_dated());
  for (const Release release : {Release(2, 0), Release(3, 0), Release(4, 0), Release(5, 2, 9)})
    EXPECT_EQ(has(release, dated), Both({false, false})) << to_string(release);
  for (const Release release : {Release(5, 3), Release(5, 9), Release(6, 0), Release(9, 0)})
    EXPECT_EQ(has(release, dated), Both({true, true})) << to_string(release);
}

TEST(Since, AWindowLeavesOpenWhatIsWithinIt) {
  static_assert(Since::between({7, 0}, {9, 0}).latest() == Release(9, 0));
  const Since window = kBy9_0;  // of the real table: after 7.0
  EXPECT_FALSE(window.is_dated());
  const auto answers = [&](Release release) {
    const auto [older, newer] = dialects_of(release);
    return Both{older.has(window), newer.has(window)};
  };
  EXPECT_EQ(answers({7, 0}), Both({false, false}));
  EXPECT_EQ(answers({7, 0, 1}), Both({false, true}));
  EXPECT_EQ(answers({8, 0}), Both({false, true}));
  EXPECT_EQ(answers({9, 0}), Both({true, true}));
  EXPECT_EQ(answers({10, 0}), Both({true, true}));
  EXPECT_EQ(answers({99, 0}), Both({true, true}));
}

TEST(Since, AWindowMayBeginLaterThanTheReleaseBefore) {
  const Since window = Since::not_before({7, 7}, {9, 0});
  EXPECT_FALSE(dialects_of({7, 6}).newer.has(window));
  EXPECT_TRUE(dialects_of({7, 7}).newer.has(window));
  EXPECT_FALSE(dialects_of({7, 7}).older.has(window));
}

TEST(Since, AWindowHasNoVerifiedReleaseWithin) {
  EXPECT_ANY_THROW((void)Since::between({7, 0}, {11, 3}));
  EXPECT_ANY_THROW((void)Since::not_before({9, 0}, {11, 3}));
  EXPECT_NO_THROW((void)Since::between({9, 0}, {11, 3}));
}

TEST(Since, AlwaysAndNever) {
  for (const Release release : {Release(2, 0), Release(3, 0), Release(999, 999, 999)}) {
    EXPECT_EQ(has(release, kAlways), Both({true, true}));
    EXPECT_EQ(has(release, kNever), Both({false, false}));
  }
}

TEST(ByRelease, TakesTheValueOfTheLastChange) {
  constexpr ByRelease<int> kOne = 1;
  constexpr ByRelease<int> kTwo = {1, Release(5, 0), 2};
  constexpr ByRelease<int> kThree = {1, Release(3, 0), 2, Release(6, 1), 3};
  const auto in = [](const ByRelease<int>& value, Release release) {
    return value.in(dialects_of(release, kTable).newer);
  };
  const std::vector<Release> releases = {{2, 0}, {3, 0}, {4, 9}, {5, 0}, {6, 0}, {6, 1}, {13, 0}};
  const std::vector<std::vector<int>> expected = {{1, 1, 1}, {1, 1, 2}, {1, 1, 2}, {1, 2, 2},
                                                  {1, 2, 2}, {1, 2, 3}, {1, 2, 3}};
  for (std::size_t i = 0; i < releases.size(); ++i)
    EXPECT_EQ((std::vector{in(kOne, releases[i]), in(kTwo, releases[i]), in(kThree, releases[i])}),
              expected[i])
        << to_string(releases[i]);
  EXPECT_EQ(kOne.since(1), kAlways);
  EXPECT_EQ(kTwo.since(2), Since(Release(5, 0)));
  EXPECT_EQ(kThree.since(3), Since(Release(6, 1)));
  EXPECT_EQ(kTwo.since(7), std::nullopt);
}

TEST(Validity, IsAskedOfAnyRelease) {
  const Validity dated = {.since = Release(9, 7), .gone = Release(10, 8)};
  EXPECT_EQ(holds_in({9, 0}, dated), Holds::No);
  EXPECT_EQ(holds_in({9, 7}, dated), Holds::Yes);
  EXPECT_EQ(holds_in({10, 7, 9}, dated), Holds::Yes);
  EXPECT_EQ(holds_in({10, 8}, dated), Holds::No);
  EXPECT_EQ(holds_in({13, 0}, dated), Holds::No);
  const Validity window = {.since = kBy11_3};
  EXPECT_EQ(holds_in({9, 0}, window), Holds::No);
  EXPECT_EQ(holds_in({10, 0}, window), Holds::Unknown);
  EXPECT_EQ(holds_in({11, 3}, window), Holds::Yes);
  const Validity xml = {.xml_since = XmlLibrary::V2_15};
  EXPECT_EQ(holds_in({10, 0}, xml), Holds::No);
  EXPECT_EQ(holds_in({12, 0}, xml), Holds::Unknown);
  EXPECT_EQ(holds_in({13, 0}, xml), Holds::Yes);
}

TEST(Validity, IsSaidInWords) {
  EXPECT_EQ(to_string(Validity()), "all releases");
  EXPECT_EQ(to_string(Validity{.since = Release(9, 7)}), "since 9.7");
  EXPECT_EQ(to_string(Validity{.since = kBy11_3}), "since 11.3 (not in 9.0)");
  EXPECT_EQ(to_string(Validity{.gone = Release(10, 8)}), "before 10.8");
  EXPECT_EQ(to_string(Validity{.gone = kBy11_3}), "up to 9.0 (not in 11.3)");
  EXPECT_EQ(to_string(Validity{.xml_since = XmlLibrary::V2_15}), "since libxml2 2.15");
  EXPECT_EQ(to_string(Validity{.since = Release(9, 0), .xml_gone = XmlLibrary::V2_15}),
            "since 9.0, before libxml2 2.15");
}

}  // namespace
}  // namespace virnet::internal
