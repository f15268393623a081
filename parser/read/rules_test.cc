// The rules as <virnet/rules.h> tells them: complete, and each true of its own examples.
#include "model/rules/rules.h"

#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/rules.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

namespace virnet {
namespace {

// The newest release that has the rule.
Release release_for(const RuleInfo& rule) {
  if (rule.code == "RELEASE-UNKNOWN") return {10, 0};
  const auto newest = std::ranges::find_if(
      kVerifiedReleases.rbegin(), kVerifiedReleases.rend(), [&](const VerifiedRelease& verified) {
        return holds_in(verified.release, rule.validity) == Holds::Yes;
      });
  return newest->release;
}

ParseOptions options_for(const RuleInfo& rule) {
  return {.release = release_for(rule), .strict = rule.code.starts_with("STRICT-")};
}

bool reports(const Diagnostics& diagnostics, std::string_view code) {
  return std::ranges::any_of(diagnostics, [&](const Diagnostic& d) { return d.code == code; });
}

// What is said about an example of the rule.
Diagnostics read_example(const RuleInfo& rule, std::string_view piece,
                         const ParseOptions& options) {
  const std::string document = example_document(piece, rule.code);
  const bool of_port = rule.code.starts_with("PORT-") || rule.code.starts_with("STRICT-PORT-");
  return of_port ? parse_networkport(document, options).diagnostics
                 : parse(document, options).diagnostics;
}

std::string listing(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics)
    text.append(d.code).append(" ").append(d.message).append("\n");
  return text;
}

std::string repeated(std::string_view piece, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text.append(piece);
  return text;
}

// What breaks the rules whose example would be too long to show.
struct Long {
  std::function<std::string()> document;
  std::function<void(Limits&)> limits = [](Limits&) {};
};
const std::map<std::string_view, Long>& long_examples() {
  static const std::map<std::string_view, Long> examples = {
      {"XML-IN-008",
       {[] { return "<?xml version='1.0' encoding='us-ascii'?><network><name>\xC3\xA9</name>"; }}},
      {"XML-DEPTH-001", {[] { return example_document(repeated("<a>", 257)); }}},
      {"XML-SIZE-001",
       {[] { return example_document("<" + repeated("a", 100) + "/>"); },
        [](Limits& limits) { limits.max_name = 99; }}},
      {"LIMIT-BYTES",
       {[] { return example_document(""); }, [](Limits& limits) { limits.max_bytes = 50; }}},
      {"LIMIT-DEPTH",
       {[] { return example_document(""); }, [](Limits& limits) { limits.max_depth = 1; }}},
      {"LIMIT-ATTRIBUTES",
       {[] { return example_document("<a b='' c=''/>"); },
        [](Limits& limits) { limits.max_attributes = 1; }}},
      {"LIMIT-MEMORY",
       {[] { return example_document(repeated("<portgroup name='p'/>", 20'000)); },
        [](Limits& limits) { limits.max_memory = 1; }}},
      {"LIMIT-DIAGNOSTICS",
       {[] { return example_document("<a/><a/>"); },
        [](Limits& limits) { limits.max_diagnostics = 1; }}},
      {"NET-SRV-004", {[] {
         return example_document("<dns><srv protocol='tcp' service='" + repeated("a", 483) +
                                 "'/></dns>");
       }}},
  };
  return examples;
}

// Broken by two documents together, or on one host and not on another: tested where claims are.
bool takes_more_than_a_document(std::string_view code) {
  return code.starts_with("DEF-CONF-") || code == "LINT-SAME-NETWORK";
}

TEST(Rules, EachHasATextOnce) {
  std::set<std::string_view> codes;
  for (const RuleInfo& rule : all_rules()) {
    EXPECT_TRUE(codes.insert(rule.code).second) << rule.code;
    EXPECT_FALSE(rule.title.empty()) << rule.code;
    EXPECT_TRUE(rule.explanation.ends_with(".")) << rule.code;
    EXPECT_FALSE(rule.evidence.empty()) << rule.code;
    EXPECT_FALSE(rule.good.empty()) << rule.code;
    EXPECT_EQ(find_rule(rule.code), &rule);
  }
  for (const internal::RuleHead& row : internal::kRules)
    EXPECT_TRUE(codes.contains(row.code)) << row.code;
  EXPECT_EQ(find_rule("NET-NAME-999"), nullptr);
}

TEST(Rules, ABadExampleBreaksTheRule) {
  for (const RuleInfo& rule : all_rules()) {
    if (rule.bad.empty()) continue;
    SCOPED_TRACE(rule.code);
    const Diagnostics result = read_example(rule, rule.bad, options_for(rule));
    EXPECT_TRUE(reports(result, rule.code))
        << "it has no check, or its bad example does not break it; reported is:\n"
        << listing(result);
    const auto found = std::ranges::find(result, rule.code, &Diagnostic::code);
    if (found != result.end()) {
      EXPECT_EQ(found->severity, rule.severity);
    }
  }
}

TEST(Rules, SomeExamplesAreTooLongToShow) {
  for (const RuleInfo& rule : all_rules()) {
    if (!rule.bad.empty() || takes_more_than_a_document(rule.code)) continue;
    SCOPED_TRACE(rule.code);
    const auto found = long_examples().find(rule.code);
    ASSERT_NE(found, long_examples().end());
    ParseOptions options = options_for(rule);
    found->second.limits(options.limits);
    const Diagnostics result = parse(found->second.document(), options).diagnostics;
    EXPECT_TRUE(reports(result, rule.code)) << listing(result);
  }
}

TEST(Rules, AGoodExampleDoesNot) {
  for (const RuleInfo& rule : all_rules()) {
    SCOPED_TRACE(rule.code);
    const Diagnostics result = read_example(rule, rule.good, options_for(rule));
    EXPECT_FALSE(has_error(result)) << listing(result);
    EXPECT_FALSE(reports(result, rule.code)) << listing(result);
  }
}

// A rule of some releases is none of the others.
TEST(Rules, HoldInTheirReleasesOnly) {
  for (const RuleInfo& rule : all_rules()) {
    if (rule.bad.empty()) continue;
    SCOPED_TRACE(rule.code);
    for (const VerifiedRelease& verified : kVerifiedReleases) {
      const Release release = verified.release;
      if (holds_in(release, rule.validity) == Holds::Yes) continue;
      ParseOptions options = options_for(rule);
      options.release = release;
      EXPECT_FALSE(reports(read_example(rule, rule.bad, options), rule.code)) << to_string(release);
    }
  }
}

TEST(Rules, ThePageIsFresh) {
  std::ifstream file("docs/rules.md", std::ios::binary);
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_TRUE(page.str() == rules_markdown())
      << "write it anew: virnet explain --all --format markdown > docs/rules.md";
}

TEST(Rules, NameTheirReleases) {
  const auto releases_of = [](std::string_view code) {
    return to_string(find_rule(code)->validity);
  };
  EXPECT_EQ(releases_of("NET-NAME-001"), "all releases");
  EXPECT_EQ(releases_of("NET-HOST-006"), "up to 7.0 (not in 9.0)");
  EXPECT_EQ(releases_of("NET-IP-005"), "since 9.0 (not in 7.0)");
  EXPECT_EQ(releases_of("STRICT-024"), "since 9.0 (not in 7.0), before 10.7");
  EXPECT_EQ(releases_of("XML-IN-006"), "since libxml2 2.15");
}

TEST(Rules, AnExampleIsADocument) {
  EXPECT_TRUE(parse(example_document("<bridge name='br0'/>")).network);
  const std::string whole = "<network><name>n</name></network>";
  EXPECT_EQ(example_document(whole), whole);
}

}  // namespace
}  // namespace virnet
