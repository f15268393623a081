// The string value of an element as libxml2 would give it.
#include "parser/read/text_content.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

class Content : public testing::Test {
 protected:
  Content() { content_.start(kNewestDialect, SpaceMode::Unset, nullptr); }
  void close() { EXPECT_TRUE(content_.close()); }
  TextContent content_;
};

TEST_F(Content, IsTextReferencesAndCdataInOrder) {
  content_.add_run("one ", RunEnd::Reference);
  content_.add_reference("&");
  content_.add_run(" two ", RunEnd::OtherMarkup);
  content_.add_cdata("<three>");
  close();
  EXPECT_EQ(content_.value(), "one & two <three>");
  EXPECT_TRUE(content_.has_content());
}

TEST_F(Content, TakesTextOfChildrenAndNoComments) {
  content_.add_run("a", RunEnd::OtherMarkup);
  content_.add_comment("comment");
  content_.open();
  EXPECT_FALSE(content_.at_root());
  content_.add_run("b", RunEnd::EndTag);
  EXPECT_FALSE(content_.close());
  EXPECT_TRUE(content_.at_root());
  content_.add_instruction("target", "rest");
  content_.add_run("c", RunEnd::EndTag);
  close();
  EXPECT_EQ(content_.value(), "abc");
}

TEST_F(Content, AnElementWithoutNodesHasNoContent) {
  close();
  EXPECT_EQ(content_.value(), "");
  EXPECT_FALSE(content_.has_content());
}

TEST_F(Content, ACommentIsContentWithoutText) {
  content_.add_comment("");
  close();
  EXPECT_EQ(content_.value(), "");
  EXPECT_TRUE(content_.has_content());
}

TEST_F(Content, DropsIndentationAroundChildrenUnlessXmlSpaceKeepsIt) {
  content_.add_run("\n  ", RunEnd::OtherMarkup);
  content_.open();
  content_.read_space("preserve");
  content_.add_run(" ", RunEnd::OtherMarkup);
  content_.add_comment("");
  content_.add_run(" ", RunEnd::EndTag);
  EXPECT_FALSE(content_.close());
  content_.add_run("\n", RunEnd::EndTag);
  close();
  EXPECT_EQ(content_.value(), "  ");
}

TEST_F(Content, StartsAnewForEachElement) {
  content_.add_run("old", RunEnd::EndTag);
  close();
  EXPECT_FALSE(content_.active());
  content_.start(kNewestDialect, SpaceMode::Unset, nullptr);
  EXPECT_TRUE(content_.active());
  close();
  EXPECT_EQ(content_.value(), "");
  EXPECT_FALSE(content_.has_content());
}

TEST_F(Content, OfMetadataGoesThere) {
  Metadata metadata;
  metadata.start(kNewestDialect, {.name = {.local = "metadata"}});
  content_.start(kNewestDialect, SpaceMode::Unset, &metadata);
  metadata.open({.name = {"a", "x", "urn:a"}, .declarations = {{"a", "urn:a"}}});
  content_.open();
  content_.add_run("text", RunEnd::OtherMarkup);
  content_.add_comment("c");
  EXPECT_FALSE(content_.close());
  close();
  EXPECT_EQ(content_.value(), "");
  EXPECT_EQ(metadata.print(),
            "<metadata>\n    <a:x xmlns:a=\"urn:a\">text<!--c--></a:x>\n  </metadata>");
}

}  // namespace
}  // namespace virnet::internal
