// Comments that silence rules: what they are about, and which of them count.
#include "parser/lint/suppress.h"

#include <gtest/gtest.h>

#include <string>

namespace virnet::internal {
namespace {

constexpr Rule kStp = "LINT-STP"_rule;
constexpr Rule kMtu = "LINT-MTU"_rule;

// Reads tags and comments as the reader does; enough XML for these tests.
class Silenced {
 public:
  explicit Silenced(std::string document) : document_(std::move(document)) {
    for (std::size_t at = 0; (at = document_.find('<', at)) != std::string::npos; ++at) {
      if (document_.compare(at, 4, "<!--") == 0)
        line = suppressions_.comment(
            document_, at, [&](const Suppressions::Word& word) { words.push_back(word); });
      else if (document_[at + 1] == '/')
        suppressions_.end_element(at);
      else
        suppressions_.start_element(at);
      const std::size_t end = document_.find('>', at);
      if (document_[end - 1] == '/') suppressions_.end_element(at);
    }
    suppressions_.finish(document_.size());
  }
  // Whether a finding of the rule is silenced where `text` stands.
  [[nodiscard]] bool at(std::string_view text, Rule rule) const {
    return suppressions_.silences(rule, document_.find(text));
  }
  [[nodiscard]] std::string_view text(const Suppressions::Word& word) const {
    return std::string_view(document_).substr(word.place.offset, word.place.length);
  }

  std::vector<Suppressions::Word> words;
  std::size_t line = 0;

 private:
  std::string document_;
  Suppressions suppressions_;
};

TEST(Suppressions, OnALineOfItsOwnACommentIsAboutTheNextElement) {
  const Silenced in(
      "<n>\n"
      "  <!-- virnet: ignore LINT-STP -->\n"
      "  <one>\n"
      "    <below/>\n"
      "  </one>\n"
      "  <two/>\n"
      "</n>\n");
  EXPECT_TRUE(in.at("<one", kStp));
  EXPECT_TRUE(in.at("<below", kStp));
  EXPECT_FALSE(in.at("<two", kStp));
  EXPECT_FALSE(in.at("<n>", kStp));
  EXPECT_FALSE(in.at("<one", kMtu));
}

TEST(Suppressions, BehindSomethingACommentIsAboutItsLine) {
  const Silenced in(
      "<n>\n"
      "  <one/> <two/> <!-- virnet: ignore LINT-STP --> <three/>\n"
      "  <four/>\n"
      "</n>\n");
  EXPECT_TRUE(in.at("<one", kStp));
  EXPECT_TRUE(in.at("<two", kStp));
  EXPECT_FALSE(in.at("<three", kStp));
  EXPECT_FALSE(in.at("<four", kStp));
  EXPECT_EQ(in.line, 4U);
}

TEST(Suppressions, BeforeTheRootACommentIsAboutTheWholeDocument) {
  const Silenced in("<!-- virnet: ignore LINT-STP -->\n<n>\n  <one/>\n</n>\n");
  EXPECT_TRUE(in.at("<n>", kStp));
  EXPECT_TRUE(in.at("<one", kStp));
}

TEST(Suppressions, ACommentBeforeAnEndTagIsAboutNothing) {
  const Silenced in("<n>\n<one>\n<!-- virnet: ignore LINT-STP -->\n</one>\n<two/>\n</n>");
  EXPECT_FALSE(in.at("<one", kStp));
  EXPECT_FALSE(in.at("<two", kStp));
}

TEST(Suppressions, CodesAreSeparatedByBlanksOrCommas) {
  const Silenced in("<!--virnet: ignore LINT-STP, LINT-MTU\n,NO-SUCH-RULE-->\n<n/>\n");
  EXPECT_TRUE(in.at("<n", kStp));
  EXPECT_TRUE(in.at("<n", kMtu));
  ASSERT_EQ(in.words.size(), 3U);
  EXPECT_EQ(in.text(in.words[0]), "LINT-STP");
  EXPECT_TRUE(in.words[1].known);
  EXPECT_EQ(in.text(in.words[2]), "NO-SUCH-RULE");
  EXPECT_FALSE(in.words[2].known);
}

TEST(Suppressions, SaysWhereACommentNamesNoRule) {
  const Silenced in("\n<!-- virnet: ignore -->\n<n/>\n");
  ASSERT_EQ(in.words.size(), 1U);
  EXPECT_FALSE(in.words[0].known);
  EXPECT_EQ(in.text(in.words[0]), "<!--");
}

TEST(Suppressions, OtherCommentsAreLeftAlone) {
  for (const std::string_view comment :
       {"<!-- ignore LINT-STP -->", "<!-- virnet: ignored LINT-STP -->",
        "<!-- please, virnet: ignore LINT-STP -->", "<!---->"}) {
    const Silenced in(std::string(comment).append("\n<n/>\n"));
    EXPECT_TRUE(in.words.empty()) << comment;
    EXPECT_FALSE(in.at("<n", kStp)) << comment;
  }
}

TEST(Suppressions, OnlyTheFirstThousandCommentsCount) {
  const auto document = [](int before) {
    std::string text = "<n>\n";
    for (int i = 0; i < before; ++i) text += "<a/>\n<!-- virnet: ignore LINT-MTU -->\n";
    return Silenced(text + "<!-- virnet: ignore LINT-STP -->\n<last/>\n</n>\n");
  };
  EXPECT_TRUE(document(999).at("<last", kStp));
  EXPECT_FALSE(document(1000).at("<last", kStp));
}

TEST(Suppressions, AreOpenUntilTheDocumentEnds) {
  const Silenced in("<n>\n<!-- virnet: ignore LINT-STP -->\n<one>\n<cut");
  EXPECT_TRUE(in.at("<cut", kStp));
  EXPECT_FALSE(in.at("<n>", kStp));
}

TEST(Regions, TakeTheirEndsForOutside) {
  Regions regions;
  regions.add(3, 5);
  regions.add(10, 12);
  EXPECT_FALSE(regions.contain(2));
  EXPECT_TRUE(regions.contain(3));
  EXPECT_TRUE(regions.contain(4));
  EXPECT_FALSE(regions.contain(5));
  EXPECT_TRUE(regions.contain(11));
  EXPECT_FALSE(regions.contain(12));
  regions.add(1, 20);  // around both
  EXPECT_TRUE(regions.contain(5));
  EXPECT_FALSE(regions.contain(0));
}

}  // namespace
}  // namespace virnet::internal
