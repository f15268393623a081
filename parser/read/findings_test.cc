// What becomes of the problems of a document: their order, the limit, and which are dropped.
#include "parser/read/findings.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

constexpr std::string_view kDocument =
    "<network>\n"
    "  <bridge nam='x' stp='yes'/>\n"
    "  <mtu size='0'/>\n"
    "</network>\n";
constexpr std::size_t kBridge = 12;
constexpr std::size_t kMtu = 42;

constexpr Rule kError = "NET-NAME-001"_rule;
constexpr Rule kOtherError = "NET-BRIDGE-002"_rule;
constexpr Rule kWarning = "LINT-STP"_rule;
constexpr Rule kOfSchema = "STRICT-002"_rule;

class Found : public testing::Test {
 protected:
  Found() { begin({}); }
  void begin(const ParseOptions& options, const DocumentType& document = kNetworkDocument) {
    findings_.reset(options, document);
  }
  void add(Rule rule, Severity severity, SourceAnchor anchor, std::string message = "m") {
    findings_.add({.rule = rule,
                   .severity = severity,
                   .anchor = std::move(anchor),
                   .message = std::move(message)});
  }
  void error(Rule rule, SourceAnchor anchor) { add(rule, Severity::Error, std::move(anchor)); }
  void warn(Rule rule, SourceAnchor anchor) { add(rule, Severity::Warning, std::move(anchor)); }

  // "LINE:COLUMN CODE", of each.
  std::string listed() {
    std::string all;
    for (const Diagnostic& d : resolve())
      all.append(std::to_string(d.span.line))
          .append(":")
          .append(std::to_string(d.span.column))
          .append(" ")
          .append(d.code)
          .append("\n");
    return all;
  }
  Diagnostics resolve() { return findings_.resolve(kDocument, suppressions_); }

  Findings findings_;
  Suppressions suppressions_;
};

TEST_F(Found, ComesInTheOrderOfTheDocument) {
  warn(kWarning, {kMtu, AnchorKind::AttributeValue, "size"});
  error(kError, {kMtu});
  warn(kWarning, {kBridge, AnchorKind::AttributeValue, "stp"});
  error(kError, {0});
  EXPECT_EQ(listed(),
            "1:2 NET-NAME-001\n"
            "2:24 LINT-STP\n"
            "3:4 NET-NAME-001\n"
            "3:14 LINT-STP\n");
}

TEST_F(Found, AtOnePlaceErrorsComeFirst) {
  warn(kWarning, {kMtu});
  warn("LINT-MTU"_rule, {kBridge});
  error(kError, {kBridge, AnchorKind::Exact, {}, 1});
  error(kOtherError, {kBridge + 1, AnchorKind::Exact, {}, 1});
  EXPECT_EQ(listed(),
            "2:3 NET-NAME-001\n"
            "2:4 NET-BRIDGE-002\n"
            "2:4 LINT-MTU\n"
            "3:4 LINT-STP\n");
}

TEST_F(Found, TheLastPlaceSaysHowManyAreNotShown) {
  ParseOptions options;
  options.limits.max_diagnostics = 3;
  begin(options);
  for (std::size_t i = 0; i < 4; ++i) warn(kWarning, {i, AnchorKind::Exact, {}, 1});
  error(kError, {kMtu});
  const Diagnostics diagnostics = resolve();
  ASSERT_EQ(diagnostics.size(), 3U);
  // The error is shown although it came last.
  EXPECT_EQ(diagnostics[0].code, "LINT-STP");
  EXPECT_EQ(diagnostics[1].code, "NET-NAME-001");
  EXPECT_EQ(diagnostics[2].code, "LIMIT-DIAGNOSTICS");
  EXPECT_EQ(diagnostics[2].message, "3 more are not shown");
  EXPECT_EQ(diagnostics[2].severity, Severity::Error);
}

TEST_F(Found, WithoutAnErrorTheLimitIsANote) {
  ParseOptions options;
  options.limits.max_diagnostics = 1;
  begin(options);
  warn(kWarning, {0});
  EXPECT_FALSE(findings_.has_room());
  findings_.skip();
  const Diagnostics diagnostics = resolve();
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].message, "2 more are not shown");
  EXPECT_EQ(diagnostics[0].severity, Severity::Note);
}

TEST_F(Found, IgnoredRulesAreNotKept) {
  const std::vector<std::string> ignore = {"LINT-*"};
  begin({.ignore = ignore});
  EXPECT_TRUE(findings_.ignores(kWarning));
  EXPECT_FALSE(findings_.ignores(kError));
  warn(kWarning, {0});
  error(kError, {0});
  EXPECT_EQ(listed(), "1:2 NET-NAME-001\n");
}

TEST_F(Found, AWarningAboutARefusedValueIsDropped) {
  error(kError, {kBridge, AnchorKind::AttributeValue, "stp"});
  warn(kWarning, {kBridge, AnchorKind::AttributeValue, "stp"});
  warn(kWarning, {kBridge, AnchorKind::AttributeName, "stp"});
  warn(kWarning, {kBridge});  // about the element: stays
  EXPECT_EQ(listed(), "2:4 LINT-STP\n2:24 NET-NAME-001\n");
}

TEST_F(Found, WhereLibvirtRefusesTheSchemaIsNotNamed) {
  findings_.refuse(kOfSchema, {kBridge, AnchorKind::AttributeName, "stp"}, "of the schema");
  error(kError, {kBridge, AnchorKind::AttributeValue, "stp"});
  findings_.refuse(kOfSchema, {kMtu}, "of the schema");
  EXPECT_EQ(listed(), "2:24 NET-NAME-001\n3:4 STRICT-002\n");
}

TEST_F(Found, TheSchemasErrorTakesHintAndFixOfTheWarning) {
  findings_.refuse(kOfSchema, {kBridge, AnchorKind::AttributeName, "nam"}, "of the schema");
  findings_.add({.rule = "LINT-ATTRIBUTE"_rule,
                 .severity = Severity::Warning,
                 .anchor = {kBridge, AnchorKind::AttributeName, "nam"},
                 .message = "unknown",
                 .hint = "did you mean 'name'?",
                 .fix = "name"});
  const Diagnostics diagnostics = resolve();
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, "STRICT-002");
  EXPECT_EQ(diagnostics[0].hint, "did you mean 'name'?");
  ASSERT_EQ(diagnostics[0].fix.size(), 1U);
  EXPECT_EQ(diagnostics[0].fix[0].before, "nam");
  EXPECT_EQ(diagnostics[0].fix[0].after, "name");
}

TEST_F(Found, AFixOfANameChangesTheEndTagToo) {
  findings_.add({.rule = "LINT-ELEMENT"_rule,
                 .severity = Severity::Warning,
                 .anchor = {0},
                 .message = "unknown",
                 .fix = "net"});
  findings_.set_end(0, kDocument.find("</network>"));
  const Diagnostics diagnostics = resolve();
  ASSERT_EQ(diagnostics.size(), 1U);
  ASSERT_EQ(diagnostics[0].fix.size(), 2U);
  EXPECT_EQ(diagnostics[0].fix[1].span.line, 4U);
  EXPECT_EQ(diagnostics[0].fix[1].span.column, 3U);
  EXPECT_EQ(diagnostics[0].fix[1].before, "network");
}

TEST_F(Found, ANameThatComesLaterTakesTheFix) {
  const auto misspelt = [&](std::size_t tag) {
    findings_.add({.rule = "LINT-ELEMENT"_rule,
                   .severity = Severity::Warning,
                   .anchor = {tag},
                   .message = "unknown",
                   .fix = "mtu"});
  };
  misspelt(kBridge);
  misspelt(kMtu);
  findings_.keep_names(kBridge, "mtu");  // of elements behind this one
  const Diagnostics diagnostics = resolve();
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].fix.size(), 1U);
  EXPECT_TRUE(diagnostics[1].fix.empty());
}

TEST_F(Found, ErrorsOfAPartCanBeWithdrawn) {
  findings_.add({.rule = kError,
                 .severity = Severity::Error,
                 .anchor = {kMtu},
                 .message = "m",
                 .part = Part::PciAddress});
  EXPECT_TRUE(findings_.has_error());
  findings_.withdraw(Part::Driver);
  EXPECT_TRUE(findings_.has_error());
  findings_.withdraw(Part::PciAddress);
  EXPECT_FALSE(findings_.has_error());
  EXPECT_EQ(listed(), "");
}

TEST_F(Found, RulesOfSharedElementsHaveOtherNamesInAPort) {
  begin({}, kNetworkPortDocument);
  error("NET-VLAN-003"_rule, {0});
  findings_.refuse(kOfSchema, {kMtu, AnchorKind::AttributeName, "model"}, "m");
  EXPECT_EQ(listed(), "1:2 PORT-VLAN-001\n3:4 STRICT-PORT-008\n");
}

TEST_F(Found, LongMessagesAreCutInTheMiddle) {
  add(kError, Severity::Error, {0}, std::string(200, 'a') + std::string(300, 'b'));
  const std::string message = resolve().at(0).message;
  EXPECT_LT(message.size(), 350U);
  EXPECT_TRUE(message.starts_with("aaa"));
  EXPECT_TRUE(message.ends_with("bbb"));
}

}  // namespace
}  // namespace virnet::internal
