// What libxml2 makes of prefixes, colons and declarations.
#include "parser/xml/qname.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

using enum XmlLibrary;

struct SplitRow {
  std::string_view name;
  XmlLibrary library;
  std::string_view prefix, local;
  bool recoverable = false, refused = false;
};

TEST(QName, SplitsANameAtItsFirstColon) {
  const SplitRow rows[] = {
      {"bridge", V2_9_14, "", "bridge"},
      {"a:bridge", V2_9_14, "a", "bridge"},
      // Not a prefix and a name: libxml2 reports it and takes the whole for a name.
      {":bridge", V2_9_14, "", ":bridge", true},
      {"bridge:", V2_9_14, "", "bridge:", true},
      {"a:1", V2_9_14, "", "a:1", true},
      // Of two colons the older layer takes the first, the newer one none.
      {"a:b:c", V2_9_14, "a", "b:c", true},
      {"a:b:c", V2_15, "", "a:b:c", true},
      {"a:b:", V2_9_14, "a", "b:", true},
      {"a:b:1", V2_9_14, "a", "b:1", true, true},
      {"a:b:1", V2_15, "", "a:b:1", true},
  };
  for (const SplitRow& row : rows) {
    const SplitName split = split_name(row.name, row.library);
    const auto what = std::string(row.name).append(" in ").append(to_string(row.library));
    EXPECT_EQ(split.prefix, row.prefix) << what;
    EXPECT_EQ(split.local, row.local) << what;
    EXPECT_EQ(split.recoverable, row.recoverable) << what;
    EXPECT_EQ(split.refused, row.refused) << what;
  }
}

TEST(QName, KnowsADeclarationByItsName) {
  EXPECT_TRUE(is_namespace_attribute("xmlns", V2_9_14));
  EXPECT_TRUE(is_namespace_attribute("xmlns:a", V2_9_14));
  EXPECT_FALSE(is_namespace_attribute("xmlns:", V2_9_14));
  EXPECT_FALSE(is_namespace_attribute("xmlns:1", V2_9_14));
  EXPECT_FALSE(is_namespace_attribute("xmlnsa", V2_9_14));
  EXPECT_FALSE(is_namespace_attribute("a:xmlns", V2_9_14));
  EXPECT_TRUE(is_namespace_attribute("xmlns:a:b", V2_9_14));
  EXPECT_FALSE(is_namespace_attribute("xmlns:a:b", V2_15));
}

// <root xmlns="urn:root" xmlns:a="urn:outer"><child xmlns:a="urn:inner">
class Scope : public testing::Test {
 protected:
  Scope() {
    declare("xmlns", "urn:root", 1);
    declare("xmlns:a", "urn:outer", 1);
    declare("xmlns:a", "urn:inner", 2);
  }
  bool declare(std::string_view attribute, std::string_view uri, unsigned depth,
               XmlLibrary library = V2_9_14) {
    return scope_.declare(attribute, uri, depth, library, arena_, recoverable_);
  }
  std::string_view uri_of_element(std::string_view name) {
    return scope_.resolve_element(name, V2_9_14, recoverable_, refused_).uri;
  }
  ResolvedName attribute(std::string_view name) {
    return scope_.resolve_attribute(name, V2_9_14, recoverable_, refused_);
  }

  Arena arena_;
  NamespaceScope scope_;
  bool recoverable_ = false;
  bool refused_ = false;
};

TEST_F(Scope, TheInnermostDeclarationCountsUntilItsElementEnds) {
  EXPECT_EQ(uri_of_element("a:x"), "urn:inner");
  scope_.leave(2);
  EXPECT_EQ(uri_of_element("a:x"), "urn:outer");
  scope_.leave(1);
  EXPECT_TRUE(scope_.empty());
}

TEST_F(Scope, TheDefaultNamespaceIsForElementsOnly) {
  EXPECT_EQ(uri_of_element("x"), "urn:root");
  EXPECT_EQ(attribute("x").uri, "");
  EXPECT_EQ(attribute("a:x").uri, "urn:inner");
  declare("xmlns", "", 2);
  EXPECT_EQ(uri_of_element("x"), "");
  EXPECT_FALSE(recoverable_);
}

TEST_F(Scope, AnUndeclaredPrefixBelongsToTheName) {
  const ResolvedName name = attribute("b:x");
  EXPECT_EQ(name.prefix, "");
  EXPECT_EQ(name.local, "b:x");
  EXPECT_TRUE(recoverable_);
}

TEST_F(Scope, ThePrefixXmlNeedsNoDeclaration) {
  EXPECT_EQ(attribute("xml:space").uri, "http://www.w3.org/XML/1998/namespace");
  EXPECT_FALSE(recoverable_);
}

TEST_F(Scope, SaysWhatAnElementDeclaresItself) {
  const auto outer = scope_.of_depth(1);
  ASSERT_EQ(outer.size(), 2U);
  EXPECT_EQ(outer[0].declaration.prefix, "");
  EXPECT_EQ(outer[1].declaration.prefix, "a");
  EXPECT_EQ(outer[1].declaration.uri, "urn:outer");
  EXPECT_TRUE(scope_.of_depth(3).empty());
}

TEST_F(Scope, IgnoresDeclarationsThatLibxml2Ignores) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"xmlns:a", ""},
      {"xmlns:xmlns", "urn:x"},
      {"xmlns:xml", "urn:x"},
      {"xmlns:a", "http://www.w3.org/2000/xmlns/"},
      {"xmlns:a", "http://www.w3.org/XML/1998/namespace"},
  };
  for (const auto& [name, uri] : rows) {
    recoverable_ = false;
    EXPECT_FALSE(declare(name, uri, 3)) << name << "='" << uri << "'";
    EXPECT_TRUE(recoverable_) << name << "='" << uri << "'";
  }
  EXPECT_TRUE(scope_.of_depth(3).empty());
}

TEST_F(Scope, AMalformedUriIsAnErrorThatCountsNevertheless) {
  for (const std::string_view uri : {"urn:a b", "1:x", "urn:%4", "urn:<", "urn:\x80", "a[b"}) {
    recoverable_ = false;
    EXPECT_TRUE(declare("xmlns:b", uri, 3)) << uri;
    EXPECT_TRUE(recoverable_) << uri;
  }
  for (const std::string_view uri : {"urn:a", "relative/path", "?a:b", "urn:%4a", "#[x]"}) {
    recoverable_ = false;
    EXPECT_TRUE(declare("xmlns:b", uri, 3)) << uri;
    EXPECT_FALSE(recoverable_) << uri;
  }
}

TEST_F(Scope, OlderLayersKeepTheReferenceOfAnAmpersand) {
  declare("xmlns:b", "urn:a&b", 3, V2_9_14);
  declare("xmlns:c", "urn:a&b", 3, V2_15);
  EXPECT_EQ(scope_.find("b"), "urn:a&#38;b");
  EXPECT_EQ(scope_.find("c"), "urn:a&b");
}

TEST_F(Scope, LongUrisAreOneTextEach) {
  const std::string uri = "urn:" + std::string(kShortUri, 'x');
  const std::string same = uri;
  declare("xmlns:b", uri, 3);
  declare("xmlns:c", same, 3);
  declare("xmlns:d", uri + "y", 3);
  EXPECT_EQ(scope_.find("b"), uri);
  EXPECT_EQ(scope_.find("d"), uri + "y");
  EXPECT_TRUE(is_same_uri(*scope_.find("b"), *scope_.find("c")));
  EXPECT_FALSE(is_same_uri(*scope_.find("b"), *scope_.find("d")));
}

}  // namespace
}  // namespace virnet::internal
