// docs/compat.md, entry by entry.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

namespace virnet {
namespace {

std::string deviation(std::string_view document, Release release = kNewestRelease) {
  const ParseResult result = parse(document, {.release = release});
  for (const Diagnostic& d : result.diagnostics)
    if (d.deviation) return std::string(d.code);
  return result.network ? "taken" : "refused";
}

TEST(Compat, DocumentTypes) {
  const std::string network = "<network><name>n</name></network>";
  EXPECT_EQ(deviation("<!DOCTYPE whatever>" + network), "taken");
  EXPECT_EQ(deviation("<!DOCTYPE n [<!ENTITY e 'x'>]>" + network), "XML-DTD-001");
  EXPECT_EQ(deviation("<!DOCTYPE n []>" + network), "XML-DTD-001");
  EXPECT_EQ(deviation("<!DOCTYPE n SYSTEM 'x'>" + network), "XML-DTD-001");
  EXPECT_EQ(deviation("<!DOCTYPE n PUBLIC 'x' 'y'>" + network), "XML-DTD-001");
}

TEST(Compat, NamesOfTheFifthEdition) {
  EXPECT_EQ(deviation("<network><name>n</name><\xCD\xB1/></network>"), "XML-NAME-001");
  EXPECT_EQ(deviation("<network><name>n</name><\xC3\xA9/></network>"), "taken");
  EXPECT_EQ(deviation("<network><name>\xCD\xB1</name></network>"), "taken");
}

TEST(Compat, JunkBehindANamespaceError) {
  EXPECT_EQ(deviation("<network><u:x/><name>n</name></network>junk"), "XML-EPI-003");
  EXPECT_EQ(deviation("<network><u:x/><name>n</name></network>junk", Release(11, 3)), "refused");
  EXPECT_EQ(deviation("<network><name>n</name></network>junk"), "refused");
  EXPECT_EQ(deviation("<network><u:x/><name>n</name></network><!-- "), "refused");
}

TEST(Compat, AMissingUuidStaysMissing) {
  EXPECT_EQ(write(*parse("<network><name>n</name></network>").network),
            "<network>\n  <name>n</name>\n  <bridge stp='on' delay='0'/>\n</network>\n");
}

TEST(Compat, WhatLibvirtPrintsRawIsEscaped) {
  const ParseResult result = parse(
      "<network><name>n</name><domain name='&lt;d&gt;'/><ip address='10.0.0.1'><dhcp>"
      "<host mac='52:54:00:00:00:01 &amp;' name='h&quot;' ip='10.0.0.5'/></dhcp></ip>"
      "<portgroup name=\"it's\"><virtualport type='802.1Qbh'><parameters profileid='a&amp;b'/>"
      "</virtualport></portgroup></network>");
  ASSERT_TRUE(result.network);
  const std::string xml = write(*result.network);
  for (const char* part : {"<domain name='&lt;d&gt;'/>", "mac='52:54:00:00:00:01 &amp;'",
                           "name='h&quot;'", "name='it&apos;s'", "profileid='a&amp;b'"})
    EXPECT_NE(xml.find(part), std::string::npos) << part;
  EXPECT_EQ(write(*parse(xml).network), xml);
}

}  // namespace
}  // namespace virnet
