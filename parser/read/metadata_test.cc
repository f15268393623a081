// <metadata> as libvirt keeps it: which children stay, and how they are printed.
#include "parser/read/metadata.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

constexpr Dialect k9_0 = dialect_of({9, 0});
constexpr Dialect k11_3 = dialect_of({11, 3});
constexpr Dialect k12_8 = dialect_of({12, 8});

constexpr std::string_view kUri = "urn:a";

ResolvedName in_a(std::string_view local) { return {.prefix = "a", .local = local, .uri = kUri}; }

MetadataElement root() { return {.name = {.local = "metadata"}}; }
// <a:LOCAL xmlns:a='urn:a'>
MetadataElement declared(std::string_view local) {
  return {.name = in_a(local), .declarations = {{"a", kUri}}};
}

class Kept : public testing::Test {
 protected:
  void start(const Dialect& dialect) { metadata_.start(dialect, root()); }
  void element(const MetadataElement& element) {
    metadata_.open(element);
    metadata_.close();
  }
  std::string print() {
    metadata_.close();
    return metadata_.print();
  }
  Metadata metadata_;
};

TEST_F(Kept, ElementsAreIndented) {
  start(k9_0);
  metadata_.open(declared("x"));
  element({.name = in_a("y")});
  metadata_.close();
  EXPECT_EQ(print(),
            "<metadata>\n"
            "    <a:x xmlns:a=\"urn:a\">\n"
            "      <a:y/>\n"
            "    </a:x>\n"
            "  </metadata>");
}

TEST_F(Kept, TextEndsTheIndentingOfItsElement) {
  start(k9_0);
  metadata_.open(declared("x"));
  metadata_.text("1 < 2");
  element({.name = in_a("y")});
  metadata_.close();
  EXPECT_EQ(print(),
            "<metadata>\n"
            "    <a:x xmlns:a=\"urn:a\">1 &lt; 2<a:y/></a:x>\n"
            "  </metadata>");
}

TEST_F(Kept, OnlyTheFirstElementOfANamespaceStays) {
  start(k9_0);
  EXPECT_TRUE(metadata_.would_keep(kUri));
  element(declared("first"));
  EXPECT_FALSE(metadata_.would_keep(kUri));
  metadata_.open(declared("second"));
  metadata_.text("lost");
  element(declared("below"));
  metadata_.close();
  element({.name = {.local = "without"}});
  EXPECT_EQ(print(), "<metadata>\n    <a:first xmlns:a=\"urn:a\"/>\n  </metadata>");
}

TEST_F(Kept, TextAndCommentsBetweenTheElementsAreDropped) {
  start(k9_0);
  metadata_.text("  \n");
  EXPECT_FALSE(metadata_.has_text());
  metadata_.text("text");
  EXPECT_TRUE(metadata_.has_text());
  metadata_.comment("comment");
  metadata_.instruction("target", "");
  EXPECT_FALSE(metadata_.has_element());
  EXPECT_EQ(print(), "<metadata/>");
}

TEST_F(Kept, OtherMarkupInAnElementStays) {
  start(k12_8);
  metadata_.open(declared("x"));
  metadata_.comment("c");
  metadata_.instruction("t", " r");
  metadata_.close();
  EXPECT_EQ(print(),
            "<metadata>\n"
            "    <a:x xmlns:a=\"urn:a\">\n"
            "      <!--c-->\n"
            "      <?t r?>\n"
            "    </a:x>\n"
            "  </metadata>");
}

TEST_F(Kept, WithoutElementsNewReleasesPrintNothing) {
  start(k9_0);
  EXPECT_EQ(print(), "<metadata/>");
  start(k11_3);
  EXPECT_EQ(print(), "");
  metadata_.reset();
  EXPECT_EQ(metadata_.print(), "");
}

TEST_F(Kept, APrefixFromFurtherOutIsDeclaredOnMetadata) {
  start(k9_0);
  element({.name = in_a("x"), .attributes = {{{"b", "y", "urn:b"}, "1"}}});
  EXPECT_EQ(print(),
            "<metadata xmlns:a=\"urn:a\" xmlns:b=\"urn:b\">\n"
            "    <a:x b:y=\"1\"/>\n"
            "  </metadata>");
}

TEST_F(Kept, AdjacentCdataIsOneSectionInOlderReleases) {
  const auto printed = [&](const Dialect& dialect, std::string_view first,
                           std::string_view second) {
    start(dialect);
    metadata_.open(declared("x"));
    metadata_.cdata(first);
    metadata_.cdata(second);
    metadata_.close();
    const std::string all = print();
    const std::size_t begin = all.find("\">") + 2;
    return all.substr(begin, all.find("</a:x>") - begin);
  };
  EXPECT_EQ(printed(k11_3, "1", "2"), "<![CDATA[12]]>");
  EXPECT_EQ(printed(k12_8, "1", "2"), "<![CDATA[1]]><![CDATA[2]]>");
  // Where that makes an end of the section, it is cut in two.
  EXPECT_EQ(printed(k11_3, "1]", "]>2"), "<![CDATA[1]]]]><![CDATA[>2]]>");
}

TEST_F(Kept, OlderReleasesWriteReferencesInAttributes) {
  for (const auto& [dialect, value] : {std::pair(k11_3, "&#xE4;&#x1F600;&amp;&quot;"),
                                       std::pair(k12_8, "\u00e4\U0001f600&amp;&quot;")}) {
    start(dialect);
    MetadataElement element = declared("x");
    element.attributes.push_back({{.local = "y"}, "\u00e4\U0001f600&\""});
    this->element(element);
    EXPECT_EQ(print(), std::string("<metadata>\n    <a:x xmlns:a=\"urn:a\" y=\"")
                           .append(value)
                           .append("\"/>\n  </metadata>"));
  }
}

// What is noted lies in blocks of 4096 bytes.
TEST_F(Kept, MayBeOfAnySize) {
  start(k9_0);
  metadata_.open(declared("x"));
  const std::string long_text(10000, 't');
  metadata_.text(long_text);
  std::string short_texts;
  for (int i = 0; i < 5000; ++i) {
    metadata_.text("s");
    short_texts += 's';
  }
  metadata_.close();
  EXPECT_EQ(print(), "<metadata>\n    <a:x xmlns:a=\"urn:a\">" + long_text + short_texts +
                         "</a:x>\n  </metadata>");
}

}  // namespace
}  // namespace virnet::internal
