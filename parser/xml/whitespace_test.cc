// Which white space between markup libxml2 keeps.
#include "parser/xml/whitespace.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace virnet::internal {
namespace {

using enum XmlLibrary;

struct Pieces final : TextSink {
  void text(std::string_view piece) override { kept.emplace_back(piece); }
  std::vector<std::string> kept;
};

std::string kept(std::string_view run, RunEnd end, TextParent parent = {},
                 XmlLibrary library = V2_9_14) {
  Pieces pieces;
  keep_text(run, end, library, parent, pieces);
  std::string all;
  for (const std::string& piece : pieces.kept) all.append("[").append(piece).append("]");
  return all;
}

TEST(Whitespace, IndentationBetweenElementsIsDropped) {
  EXPECT_EQ(kept("\n  ", RunEnd::OtherMarkup), "");
  const TextParent has_element{.has_child = true};
  EXPECT_EQ(kept("\n", RunEnd::EndTag, has_element), "");
  EXPECT_EQ(kept("\n  text", RunEnd::EndTag), "[\n  text]");
}

TEST(Whitespace, BlanksThatAreAllOfAnElementAreKept) {
  EXPECT_EQ(kept("  ", RunEnd::EndTag), "[  ]");
}

TEST(Whitespace, BlanksAfterTextAreKept) {
  const TextParent after_text{
      .has_child = true, .first_child_is_text = true, .last_child_is_text = true};
  EXPECT_EQ(kept(" ", RunEnd::OtherMarkup, after_text), "[ ]");
  // Text in front is enough.
  const TextParent began_with_text{.has_child = true, .first_child_is_text = true};
  EXPECT_EQ(kept(" ", RunEnd::EndTag, began_with_text), "[ ]");
}

TEST(Whitespace, BlanksBeforeAReferenceAreKept) { EXPECT_EQ(kept(" ", RunEnd::Reference), "[ ]"); }

TEST(Whitespace, XmlSpaceDecides) {
  SpaceMode mode = SpaceMode::Unset;
  read_space("preserve", mode);
  EXPECT_EQ(mode, SpaceMode::Preserve);
  EXPECT_EQ(kept(" ", RunEnd::OtherMarkup, {.mode = mode}), "[ ]");
  read_space("anything", mode);
  EXPECT_EQ(mode, SpaceMode::Preserve);
  read_space("default", mode);
  EXPECT_EQ(mode, SpaceMode::Default);
  EXPECT_EQ(kept(" ", RunEnd::OtherMarkup, {.mode = mode}), "");
  mode = SpaceMode::KeepAll;
  read_space("default", mode);
  EXPECT_EQ(mode, SpaceMode::KeepAll);
  EXPECT_EQ(kept(" ", RunEnd::OtherMarkup, {.mode = mode}), "[ ]");
}

TEST(Whitespace, ChildrenInheritWhatXmlSpaceSaid) {
  EXPECT_EQ(child_mode(SpaceMode::Preserve), SpaceMode::Preserve);
  EXPECT_EQ(child_mode(SpaceMode::Default), SpaceMode::Default);
  EXPECT_EQ(child_mode(SpaceMode::Mixed), SpaceMode::Unset);
}

TEST(Whitespace, BlanksAfterMixedContentAreKept) {
  TextParent parent;
  Pieces pieces;
  keep_text("text", RunEnd::OtherMarkup, V2_15, parent, pieces);
  EXPECT_EQ(parent.mode, SpaceMode::Mixed);
  EXPECT_TRUE(parent.has_child);
  EXPECT_TRUE(parent.first_child_is_text);
  // The older layers take text that comes on their fast path for no content of that kind.
  TextParent older;
  keep_text("text", RunEnd::OtherMarkup, V2_9_14, older, pieces);
  EXPECT_EQ(older.mode, SpaceMode::Unset);
}

TEST(Whitespace, LineEndsBecomeLineFeeds) {
  EXPECT_EQ(kept("a\r\nb", RunEnd::EndTag), "[a][\nb]");
  EXPECT_EQ(kept("a\rb", RunEnd::EndTag), "[a][\nb]");
}

// A chunk of libxml2's slow path ends after 300 bytes, but never within a character.
TEST(Whitespace, LongTextComesInChunks) {
  const std::string wide = "\u00e4" + std::string(299, 'x');
  EXPECT_EQ(kept(wide, RunEnd::EndTag),
            "[\u00e4" + std::string(298, 'x') + "][" + std::string(1, 'x') + "]");
  std::string ends_wide = "\u00e4" + std::string(297, 'x') + "\u00f6y";
  EXPECT_EQ(kept(ends_wide, RunEnd::EndTag), "[\u00e4" + std::string(297, 'x') + "\u00f6][y]");
}

}  // namespace
}  // namespace virnet::internal
