// What is said where the two dialects of a release do not agree.
#include "model/rules/between.h"

#include <gtest/gtest.h>
#include <virnet/network.h>

namespace virnet::internal {
namespace {

constexpr Dialects kTen = dialects_of({10, 0});

Diagnostic at(std::size_t offset, std::string_view code, Severity severity = Severity::Error) {
  return {.code = code,
          .severity = severity,
          .span = {.offset = offset, .length = 1, .line = 1, .column = offset + 1},
          .message = "what is wrong"};
}

Diagnostics reconciled(Diagnostics older, Diagnostics newer) {
  return reconcile({kTen.older, std::move(older)}, {kTen.newer, std::move(newer)});
}

constexpr std::string_view kWhich = "; which of the two 10.0 does is not known";

TEST(Between, WhatBothFindStays) {
  const Diagnostics both = {at(3, "NET-BRIDGE-001"), at(5, "LINT-STP", Severity::Warning)};
  EXPECT_EQ(reconciled(both, both), both);
  EXPECT_TRUE(reconciled({}, {}).empty());
}

TEST(Between, AnErrorOfTheNewerOneAloneIsNotKnown) {
  const Diagnostics found = reconciled({}, {at(3, "NET-BOOTP-001")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "RELEASE-UNKNOWN");
  EXPECT_EQ(found[0].severity, Severity::Error);
  EXPECT_EQ(found[0].span.offset, 3U);
  EXPECT_EQ(found[0].message,
            std::string("libvirt 9.0 accepts this, 11.3 refuses it").append(kWhich));
  EXPECT_EQ(found[0].hint, "NET-BOOTP-001: what is wrong");
}

TEST(Between, AnErrorOfTheOlderOneAloneIsNotKnown) {
  const Diagnostics found = reconciled({at(3, "NET-NAT-009")}, {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            std::string("libvirt 9.0 refuses this, 11.3 accepts it").append(kWhich));
}

TEST(Between, TwoReasonsForOnePlaceAreOneRefusal) {
  EXPECT_EQ(reconciled({at(3, "NET-DRV-001")}, {at(3, "NET-DRV-003")}),
            Diagnostics{at(3, "NET-DRV-003")});
}

// Two findings without a place are not at the same place.
TEST(Between, WithoutAPlaceEachErrorIsNotKnown) {
  Diagnostic older = at(0, "NET-NAT-009");
  Diagnostic newer = at(0, "NET-BOOTP-001");
  older.span = newer.span = {};
  const Diagnostics found = reconciled({older}, {newer});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "RELEASE-UNKNOWN");
  EXPECT_EQ(found[1].code, "RELEASE-UNKNOWN");
}

// Whether the other accepts what follows cannot be told.
TEST(Between, BehindTheEndOfReadingNothingIsCompared) {
  const Diagnostics found = reconciled({at(1, "XML-NS-003")}, {at(9, "NET-BRIDGE-001")});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "RELEASE-UNKNOWN");
  EXPECT_EQ(found[1].code, "NET-BRIDGE-001");
  EXPECT_EQ(found[1].message, "what is wrong (libvirt 11.3, not 9.0; of 10.0 it is not known)");
}

TEST(Between, AWarningSaysWhoseItIs) {
  const Diagnostics found = reconciled({at(7, "LINT-REPEATED", Severity::Warning)},
                                       {at(2, "DEF-BW-002", Severity::Warning)});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "DEF-BW-002");
  EXPECT_EQ(found[0].message, "what is wrong (libvirt 11.3, not 9.0; of 10.0 it is not known)");
  EXPECT_EQ(found[1].code, "LINT-REPEATED");
  EXPECT_EQ(found[1].message, "what is wrong (libvirt 9.0, not 11.3; of 10.0 it is not known)");
}

TEST(Between, AnotherFormShowsTheFirstLineThatDiffers) {
  Diagnostics found;
  add_other_form(found, kTen, "<a>\n  <b/>\n</a>\n", "<a>\n  <c/>\n</a>\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].hint, "9.0 prints '<b/>', 11.3 '<c/>'");
  add_other_form(found, kTen, "<a>\n</a>\n", "<a>\n</a>\n<b/>\n");
  EXPECT_EQ(found[0].hint, "9.0 prints '', 11.3 '<b/>'");
}

// It may be no more than a consequence of the error.
TEST(Between, AWarningBesideAnErrorWaits) {
  const Diagnostics found =
      reconciled({at(2, "LINT-UNUSED", Severity::Warning)}, {at(3, "NET-BOOTP-001")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "RELEASE-UNKNOWN");
}

// A draft is checked in both dialects as well.
TEST(Between, OfADraftItIsNotKnownEither) {
  const auto finished = [](Release release) {
    NetworkDraft draft;
    draft->name = "n";
    draft->forward.mode = ForwardMode::Nat;
    draft::Ip& ip =
        draft->ips.emplace_back(draft::Ip{.address = IpAddress::parse("10.0.0.1"), .prefix = 8});
    ip.ranges.push_back(
        {.start = *IpAddress::parse("10.0.255.0"), .end = *IpAddress::parse("10.1.0.9")});
    return draft.finish(release);
  };
  EXPECT_FALSE(finished({9, 0}));
  EXPECT_TRUE(finished({11, 3}));
  const auto ten = finished({10, 0});
  ASSERT_FALSE(ten);
  EXPECT_EQ(ten.error().front().code, "RELEASE-UNKNOWN");
}

}  // namespace
}  // namespace virnet::internal
