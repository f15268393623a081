// The parser as a whole: what the golden cases cannot say.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

namespace virnet {
namespace {

constexpr std::string_view kDocument =
    "<?xml version='1.0' encoding='utf-8'?>\n"
    "<network xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'>\r\n"
    "  <name>caf\xC3\xA9 &amp; &#x62;ar</name><description> \r\n t<![CDATA[<]]></description>\n"
    "  <metadata><a:x xmlns:a='urn:a' k='1'> <b/>text</a:x></metadata>\n"
    "  <bridge name='virbr7' macTableManager='libvirt' wrong='1'/>\n"
    "  <ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.2' "
    "end='10.0.0.9'/></dhcp></ip>\n"
    "  <d:options><d:option value='x'/></d:options>\n"
    "</network>\n";

TEST(Parser, GivesTheSameHoweverTheDocumentIsCut) {
  const ParseResult whole = parse(kDocument);
  ASSERT_TRUE(whole.network);
  Parser parser;
  for (std::size_t size = 1; size <= kDocument.size(); size += size < 20 ? 1 : 37) {
    for (std::size_t at = 0; at < kDocument.size(); at += size)
      parser.feed(kDocument.substr(at, size));
    const ParseResult cut = parser.finish();
    ASSERT_TRUE(cut.network) << size;
    EXPECT_EQ(write(*cut.network), write(*whole.network)) << size;
    EXPECT_EQ(cut.diagnostics, whole.diagnostics) << size;
  }
}

TEST(Parser, TakesNothingWithoutWarnings) {
  const ParseResult plain = parse(kDocument, {.warnings = false});
  ASSERT_TRUE(plain.network);
  EXPECT_TRUE(plain.resources.empty());
  EXPECT_FALSE(parse(kDocument).resources.empty());
}

TEST(Parser, IsAsNewAfterARefusedDocument) {
  Parser parser;
  EXPECT_FALSE(parser.parse("<network><name>a</name><mac address='x'/></network>").network);
  EXPECT_FALSE(parser.parse("<network><name>a</").network);
  const ParseResult good = parser.parse(kDocument);
  ASSERT_TRUE(good.network);
  EXPECT_EQ(good.diagnostics, parse(kDocument).diagnostics);
}

TEST(Parser, KeepsTheNetworkWhenItIsGone) {
  std::optional<Network> network;
  {
    std::string document(kDocument);
    network = parse(document).network;
    document.assign(document.size(), 'x');
  }
  ASSERT_TRUE(network);
  EXPECT_EQ((*network)->name.view(), "caf\xC3\xA9 & bar");
  EXPECT_EQ(write(*network), write(*parse(kDocument).network));
}

TEST(Parser, ReportsManyProblemsInSourceOrder) {
  const ParseResult result = parse(
      "<network ipv6='x'>\n<name>a/b</name>\n<uuid>1</uuid>\n<bridge delay='x'/>\n<mtu size='x'/>\n"
      "<mac address='x'/>\n<domain localOnly='x'/>\n<dns enable='x'/>\n<port isolated='x'/>\n"
      "<ip address='x'/>\n</network>");
  EXPECT_FALSE(result.network);
  ASSERT_EQ(result.diagnostics.size(), 10U);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(result.diagnostics[i].span.line, i + 1);
}

TEST(Parser, CountsColumnsInCharacters) {
  const ParseResult result =
      parse("<network><name>\xC3\xA9\xC3\xA9</name><mac address='x'/></network>");
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics[0].span.column, 39U);
  EXPECT_EQ(result.diagnostics[0].span.offset, 40U);
}

TEST(Parser, SaysWhatARewriteWouldLose) {
  const ParseResult result = parse(
      "<!-- one --><network><name>n<!-- two --></name><?pi x?><foo/><bridge bar='1'/><bridge/>text"
      "<metadata><a xmlns='urn:a'><!-- kept --></a></metadata></network>");
  std::vector<std::string> lost;
  for (const Loss& loss : result.losses) lost.push_back(loss.what);
  EXPECT_EQ(lost, (std::vector<std::string>{"comment", "comment", "processing instruction",
                                            "element <foo>", "attribute 'bar'",
                                            "repeated element <bridge>", "text"}));
}

// Positions stay those of the file.
TEST(NetworkOfStatus, IsTheFirstNetworkAndNothingAroundIt) {
  const std::string status =
      "<!-- note -->\n\n<networkstatus>\n  <floor sum='0'/>\n  <network>\n    <name>lab</name>\n"
      "  </network>\n  <network><name>other</name></network>\n</networkstatus>";
  const std::string network = network_of_status(status);
  EXPECT_EQ(network.size(), status.size());
  const ParseResult result = parse(network);
  ASSERT_TRUE(result.network);
  EXPECT_EQ((*result.network)->name.view(), "lab");
  std::string wrong = status;
  wrong.insert(wrong.find("<name>"), "<mac address='x'/>");
  EXPECT_EQ(parse(network_of_status(wrong)).diagnostics.at(0).span.line, 6U);
  for (const std::string_view other :
       {"", "<network/>", "<x><network/></x>", "<networkstatus>", "<networkstatus/>",
        "<networkstatus><network>", "<!DOCTYPE a><networkstatus><network/></networkstatus>"})
    EXPECT_EQ(network_of_status(other), other);
  EXPECT_EQ(network_of_status("<networkstatus><a><network/></a>junk"),
            "                  <network/>        ");
}

// libvirt before 12.8 takes any known name of an encoding and reads UTF-8.
TEST(IsNetworkport, ReadsTheEncodingAsTheReleaseDoes) {
  EXPECT_TRUE(is_networkport("<x:networkport xmlns:x='u'/>", Release(12, 8)));
  EXPECT_FALSE(is_networkport("<network/>", Release(12, 8)));
  EXPECT_FALSE(is_networkport("", Release(12, 8)));
  constexpr std::string_view kDeclared = "<?xml version='1.0' encoding='utf-16'?><networkport/>";
  EXPECT_TRUE(is_networkport(kDeclared, Release(11, 3)));
  EXPECT_FALSE(is_networkport(kDeclared, Release(12, 8)));
}

// Refused since some release after 9.0, in 11.3 at the latest.
constexpr std::string_view kBootp =
    "<network><name>n</name><ip address='10.0.0.1' netmask='255.255.255.0'><dhcp><bootp/>"
    "<range start='10.0.0.2' end='10.0.0.9'/></dhcp></ip></network>";

TEST(BetweenReleases, AParserReadsOneDocumentAfterAnother) {
  Parser parser({.release = Release(10, 0)});
  for (int round = 0; round < 2; ++round) {
    for (const char c : kBootp) parser.feed({&c, 1});
    const ParseResult unknown = parser.finish();
    EXPECT_FALSE(unknown.network);
    ASSERT_EQ(unknown.diagnostics.size(), 1U);
    EXPECT_EQ(unknown.diagnostics[0].code, "RELEASE-UNKNOWN");
    EXPECT_EQ(unknown.diagnostics[0].span.offset, kBootp.find("bootp"));
    EXPECT_TRUE(unknown.resources.empty());
    const ParseResult known = parser.parse("<network><name>n</name></network>");
    EXPECT_TRUE(known.network);
    EXPECT_TRUE(known.diagnostics.empty());
  }
}

TEST(BetweenReleases, WhatIsDatedIsKnown) {
  const std::string title = "<network><name>n</name><title>t</title></network>";
  const auto written = [&](Release release) {
    return write(*parse(title, {.release = release}).network, release);
  };
  EXPECT_FALSE(written({9, 6}).contains("<title>"));
  EXPECT_TRUE(written({9, 7}).contains("<title>t</title>"));
}

TEST(BetweenReleases, OldOnesDoNotValidate) {
  const auto verdict = [](Release release) {
    const ParseResult result = parse("<network><name>n</name><x/></network>",
                                     {.release = release, .warnings = false, .strict = true});
    return result.network ? "accepted" : std::string(result.diagnostics.front().code);
  };
  EXPECT_EQ(verdict({7, 6}), "accepted");
  EXPECT_EQ(verdict({8, 0}), "RELEASE-UNKNOWN");
  EXPECT_EQ(verdict({9, 0}), "STRICT-001");
  EXPECT_EQ(verdict({10, 0}), "STRICT-001");
}

TEST(NetworkDraft, MakesOnlyValidNetworks) {
  NetworkDraft draft;
  draft->name = "lab";
  draft->bridge = {.stp = Stp::On, .mac_table_manager = MacTableManager::Libvirt};
  draft->ips.push_back({.address = IpAddress::parse("192.168.7.1"), .prefix = 24});
  const auto network = draft.finish();
  ASSERT_TRUE(network);
  EXPECT_EQ(write(*network),
            "<network>\n  <name>lab</name>\n"
            "  <bridge stp='on' delay='0' macTableManager='libvirt'/>\n"
            "  <ip address='192.168.7.1' prefix='24'/>\n</network>\n");
  EXPECT_EQ(parse(write(*network)).network, *network);

  NetworkDraft bad;
  bad->forward.mode = ForwardMode::Nat;
  const auto refused = bad.finish();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().size(), 2U);
}

}  // namespace
}  // namespace virnet
