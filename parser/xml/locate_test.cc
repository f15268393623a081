// Spans of a document, from the offset of a tag and a name.
#include "parser/xml/locate.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

std::string_view text_of(std::string_view document, ByteRange range) {
  return document.substr(range.offset, range.length);
}

TEST(Locate, FindsTheNameOfAnElement) {
  for (const std::string_view tag :
       {"<bridge>", "<bridge/>", "<bridge name='x'>", "<bridge\n>", "<bridge", "<bridge\t/>"})
    EXPECT_EQ(text_of(tag, find_element_name(tag, 0)), "bridge") << tag;
  EXPECT_EQ(text_of("<a><d:b/></a>", find_element_name("<a><d:b/></a>", 3)), "d:b");
}

TEST(Locate, FindsAttributes) {
  constexpr std::string_view kTag = "<ip a='1'  address = \"10.0.0.1\"\n\tx:prefix='24' empty=''/>";
  EXPECT_EQ(text_of(kTag, find_attribute_name(kTag, 0, "address")), "address");
  EXPECT_EQ(text_of(kTag, find_attribute_value(kTag, 0, "address")), "10.0.0.1");
  EXPECT_EQ(text_of(kTag, find_attribute_value(kTag, 0, "a")), "1");
  const ByteRange empty = find_attribute_value(kTag, 0, "empty");
  EXPECT_EQ(empty.length, 0U);
  EXPECT_EQ(kTag.substr(empty.offset), "'/>");
}

TEST(Locate, ValuesMayHoldAnythingButTheirQuote) {
  constexpr std::string_view kTag = "<x a=\"b='c' /> \" b='\"d\"'>";
  EXPECT_EQ(text_of(kTag, find_attribute_value(kTag, 0, "a")), "b='c' /> ");
  EXPECT_EQ(text_of(kTag, find_attribute_value(kTag, 0, "b")), "\"d\"");
}

TEST(Locate, ANameAsWrittenComesBeforeALocalName) {
  constexpr std::string_view kTag = "<x p:a='1' q:a='2' a='3'/>";
  EXPECT_EQ(text_of(kTag, find_attribute_value(kTag, 0, "a")), "3");
  EXPECT_EQ(text_of(kTag, find_attribute_value(kTag, 0, "q:a")), "2");
  constexpr std::string_view kPrefixed = "<x p:a='1' q:a='2'/>";
  EXPECT_EQ(text_of(kPrefixed, find_attribute_name(kPrefixed, 0, "a")), "p:a");
}

TEST(Locate, WithoutTheAttributeTheElementIsMeant) {
  constexpr std::string_view kTag = "<bridge name='x'/>";
  EXPECT_EQ(text_of(kTag, find_attribute_name(kTag, 0, "stp")), "bridge");
  EXPECT_EQ(text_of(kTag, find_attribute_value(kTag, 0, "stp")), "bridge");
}

TEST(Locate, FindsTextWithoutTheBlanksAround) {
  const auto text = [](std::string_view document) {
    return text_of(document, find_text(document, 0));
  };
  EXPECT_EQ(text("<name>  default\n</name>"), "default");
  EXPECT_EQ(text("<name a='>'>one two<!-- --></name>"), "one two");
  EXPECT_EQ(text("<name>cut"), "cut");
  // Where there is none, the element is meant.
  EXPECT_EQ(text("<name/>text"), "name");
  EXPECT_EQ(text("<name> </name>"), "name");
}

TEST(Locate, ARunEndsAtTheNextMarkup) {
  constexpr std::string_view kDocument = "<a>one two \n<b/></a>";
  EXPECT_EQ(text_of(kDocument, find_run(kDocument, 3)), "one two");
  constexpr std::string_view kCdata = "<![CDATA[text ]]></a>";
  EXPECT_EQ(text_of(kCdata, find_run(kCdata, 9)), "text");
}

TEST(Locate, StaysWithinADocumentThatIsCut) {
  constexpr std::string_view kWhole = "<ip address='10.0.0.1' prefix='24'>text</ip>";
  for (std::size_t size = 1; size <= kWhole.size(); ++size) {
    const std::string_view cut = kWhole.substr(0, size);
    for (const ByteRange range : {find_element_name(cut, 0), find_attribute_name(cut, 0, "prefix"),
                                  find_attribute_value(cut, 0, "prefix"), find_text(cut, 0)})
      EXPECT_LE(range.offset + range.length, cut.size()) << cut;
  }
}

TEST(Positions, CountLinesAndCharactersFromOne) {
  // U+00E4 and U+1F600 are one column each.
  constexpr std::string_view kDocument = "a\u00e4b\n\U0001f600c\n";
  Positions positions(kDocument);
  EXPECT_EQ(
      positions.span({3, 1}),
      (Span{.offset = 3, .length = 1, .line = 1, .column = 3, .end_line = 1, .end_column = 4}));
  EXPECT_EQ(
      positions.span({5, 5}),
      (Span{.offset = 5, .length = 5, .line = 2, .column = 1, .end_line = 2, .end_column = 3}));
  // Back to the beginning, and over the end of a line.
  EXPECT_EQ(
      positions.span({0, 9}),
      (Span{.offset = 0, .length = 9, .line = 1, .column = 1, .end_line = 2, .end_column = 2}));
}

TEST(Positions, BehindTheEndIsTheEnd) {
  Positions positions("ab\n");
  const Span span = positions.span({10, 5});
  EXPECT_EQ(span.line, 2U);
  EXPECT_EQ(span.column, 1U);
}

}  // namespace
}  // namespace virnet::internal
