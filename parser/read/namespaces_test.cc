// Which names end the reading of a document, and after which libxml2 goes on with an error.
#include "parser/read/namespaces.h"

#include <gtest/gtest.h>

#include "parser/read/document_type.h"

namespace virnet::internal {
namespace {

using enum XmlLibrary;

struct OneDocument {
  explicit OneDocument(XmlLibrary library) {
    findings.reset(options, kNetworkDocument);
    namespaces.begin(library);
  }
  // A tag <name a='b'> with attributes that may declare something.
  void read(std::string_view name, Attributes attributes) {
    const StartTag tag{.name = name,
                       .attributes = attributes,
                       .at = 7,
                       .size = 100,
                       .may_declare = true,
                       .is_empty = false};
    namespaces.declare(tag, ++depth);
    namespaces.check_names(tag);
  }

  ParseOptions options;
  Findings findings;
  DocumentErrors errors{findings};
  Namespaces namespaces{errors};
  unsigned depth = 0;
};

struct Row {
  std::string_view what;
  std::string_view element;
  std::vector<Attribute> attributes;
  bool recoverable;
};

TEST(Namespaces, NotesErrorsThatLibxml2GoesOnAfter) {
  const Row rows[] = {
      {"plain names", "bridge", {{"name", "virbr0"}}, false},
      {"declared prefixes", "a:x", {{"xmlns:a", "urn:a"}, {"a:y", ""}}, false},
      {"an undeclared prefix of an element", "a:x", {}, true},
      {"an undeclared prefix of an attribute", "x", {{"a:y", ""}}, true},
      {"a colon at the end", "x:", {}, true},
      {"the same attribute through two prefixes",
       "x",
       {{"xmlns:a", "urn:x"}, {"xmlns:b", "urn:x"}, {"a:y", ""}, {"b:y", ""}},
       true},
      {"the same local name in two namespaces",
       "x",
       {{"xmlns:a", "urn:a"}, {"xmlns:b", "urn:b"}, {"a:y", ""}, {"b:y", ""}},
       false},
      {"an xml:id that is a name", "x", {{"xml:id", "one"}}, false},
      {"an xml:id that is no name", "x", {{"xml:id", "1"}}, true},
  };
  for (const Row& row : rows) {
    OneDocument document(V2_9_14);
    document.read(row.element, row.attributes);
    EXPECT_EQ(document.namespaces.had_recoverable_error(), row.recoverable) << row.what;
    EXPECT_FALSE(document.errors.stopped()) << row.what;
    EXPECT_FALSE(document.findings.has_error()) << row.what;
  }
}

TEST(Namespaces, ASecondXmlIdOfOneValueIsAnError) {
  OneDocument document(V2_9_14);
  document.read("x", std::vector<Attribute>{{"xml:id", "one"}});
  document.read("x", std::vector<Attribute>{{"xml:id", "two"}});
  EXPECT_FALSE(document.namespaces.had_recoverable_error());
  document.read("x", std::vector<Attribute>{{"xml:id", "one"}});
  EXPECT_TRUE(document.namespaces.had_recoverable_error());
}

TEST(Namespaces, TwoColonsMayEndTheReading) {
  OneDocument older(V2_9_14);
  older.read("a:b:1", {});
  EXPECT_TRUE(older.errors.stopped());
  EXPECT_TRUE(older.findings.has_error());
  OneDocument newer(V2_15);
  newer.read("a:b:1", {});
  EXPECT_FALSE(newer.errors.stopped());
  EXPECT_TRUE(newer.namespaces.had_recoverable_error());
}

TEST(Namespaces, ForgetsTheDocumentBefore) {
  OneDocument document(V2_9_14);
  document.read("x", std::vector<Attribute>{{"xmlns:b", "urn:b"}, {"xml:id", "one"}});
  document.read("a:x", {});
  EXPECT_TRUE(document.namespaces.had_recoverable_error());
  document.namespaces.begin(V2_9_14);
  EXPECT_TRUE(document.namespaces.scope().empty());
  document.read("x", std::vector<Attribute>{{"xml:id", "one"}});
  EXPECT_FALSE(document.namespaces.had_recoverable_error());
}

}  // namespace
}  // namespace virnet::internal
