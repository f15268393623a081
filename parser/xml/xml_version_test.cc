// The version in a declaration, whatever Expat thinks of it.
#include "parser/xml/xml_version.h"

#include <gtest/gtest.h>
#include <virnet/parse.h>

namespace virnet {
namespace {

TEST(XmlVersion, IsFoundInTheDeclarationOnly) {
  const auto found = [](std::string_view document) {
    const auto version = internal::declared_version(document);
    EXPECT_EQ(document.substr(version.offset, version.value.size()), version.value);
    return version.value;
  };
  EXPECT_EQ(found("<?xml version='1.'?>"), "1.");
  EXPECT_EQ(found("\xEF\xBB\xBF<?xml\n version = \"1.1\" encoding='UTF-8'?>"), "1.1");
  EXPECT_EQ(found("<?xml-stylesheet version='1.'?>"), "");
  EXPECT_EQ(found("<?xmlversion='1.'?>"), "");
  EXPECT_EQ(found("<?xml encoding='UTF-8' version='1.'?>"), "");
  EXPECT_EQ(found("<?xml version='1."), "");
  EXPECT_EQ(found(" <?xml version='1.'?>"), "");
}

// Each diagnostic as "code line:column".
std::string findings(std::string_view document, std::size_t piece) {
  Parser parser;
  std::string_view rest = document;
  for (; rest.size() > piece; rest.remove_prefix(piece)) parser.feed(rest.substr(0, piece));
  parser.feed(rest);
  std::string text;
  for (const Diagnostic& each : parser.finish().diagnostics)
    text += std::string(each.code) + " " + std::to_string(each.span.line) + ":" +
            std::to_string(each.span.column) + "\n";
  return text;
}

// The same as with a version that Expat knows, but for the byte that it lacks.
TEST(XmlVersion, MayLackItsDigits) {
  const std::string_view rest = "?>\n<network><name>n</name><bridge delay='x'/></network>";
  const std::string expected = findings(std::string("<?xml version='1.0'").append(rest), 1000);
  ASSERT_NE(expected, "");
  for (const std::size_t piece : {1UZ, 3UZ, 1000UZ})
    EXPECT_EQ(findings(std::string("<?xml version='1.'").append(rest), piece), expected) << piece;
}

TEST(XmlVersion, MayBeOnTheLineOfWhatIsWrong) {
  EXPECT_EQ(findings("<?xml version='1.'?><a/>", 1000), "NET-ROOT-001 1:22\n");
  EXPECT_EQ(findings("<?xml version='1.' standalone='x'?><a/>", 1000), "XML-DECL-003 1:32\n");
  EXPECT_EQ(findings("<?xml version='1.", 1000), "XML-SYNTAX-001 1:1\n");
  EXPECT_EQ(findings("<?xml version='2.0'?><a/>", 1000), "XML-DECL-002 1:1\n");
}

}  // namespace
}  // namespace virnet
