// What net-define --validate refuses, rule by rule: documents that break it and documents that do
// not.
#include <gtest/gtest.h>
#include <virnet/parse.h>

#include <algorithm>
#include <set>

#include "model/rules/rules.h"

namespace virnet {
namespace {

constexpr Release V9_0(9, 0);
constexpr Release V11_3(11, 3);

// A fragment stands within a network. Of a pair, ^ marks the place that is pointed at.
struct Case {
  std::string_view code;
  std::string_view refused;
  std::string_view accepted;
  Release since = V9_0;
  Release until = kNewestRelease;
};

std::string document_of(std::string_view fragment) {
  if (fragment.contains("<name>")) return std::string(fragment);
  return std::string("<network><name>n</name>\n").append(fragment).append("\n</network>");
}

std::string listing(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& d : diagnostics)
    all.append(std::to_string(d.span.line))
        .append(":")
        .append(std::to_string(d.span.column))
        .append(" ")
        .append(d.code)
        .append(" ")
        .append(d.message)
        .append("\n");
  return all;
}

bool has_strict(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics,
                             [](const Diagnostic& d) { return d.code.starts_with("STRICT-"); });
}

// clang-format off
constexpr Case kCases[] = {
    {"STRICT-001", "<^macTableManger/>", "<bridge macTableManager='libvirt'/>"},
    {"STRICT-001", "<forward mode='hostdev'><address type='pci' bus='1'><^zpci uid='1'/></address></forward>",
                   "<forward mode='hostdev'><address type='pci' bus='1'></address></forward>"},
    {"STRICT-001", "<^options/>", "<options xmlns='http://libvirt.org/schemas/network/dnsmasq/1.0'/>"},
    {"STRICT-001", "<^x:bridge/>", "<bridge/>"},
    {"STRICT-002", "<bridge name='b' ^macTableManger='libvirt'/>", "<bridge name='b' macTableManager='libvirt'/>"},
    {"STRICT-002", "<bridge name='b' ^x:stp='on'/>", "<bridge name='b' stp='on'/>"},
    {"STRICT-002", "<domain name='d' ^register='no'/>", "<domain name='d'/>", V9_0, V9_0},
    {"STRICT-002", "<dns><forwarder addr='1.2.3.4' ^port='53'/></dns>", "<dns><forwarder addr='1.2.3.4'/></dns>", V9_0, V11_3},
    {"STRICT-002", "<forward mode='hostdev'><driver name='vfio' ^iommufd='yes'/></forward>",
                   "<forward mode='hostdev'><driver name='vfio'/></forward>", V9_0, V11_3},
    {"STRICT-003", "<bridge name='a'/><^bridge name='b'/>", "<bridge name='a'/>"},
    {"STRICT-003", "<uuid>11111111111111111111111111111111</uuid><^uuid/>", "<uuid>11111111111111111111111111111111</uuid>"},
    {"STRICT-003", "<forward mode='bridge'><interface dev='a'/><pf dev='a'/><^pf dev='b'/></forward>",
                   "<forward mode='bridge'><interface dev='a'/><interface dev='b'/><pf dev='a'/></forward>"},
    {"STRICT-004", "<^x:a xmlns:x='u'/>", "<metadata><x:a xmlns:x='u'/></metadata>"},
    {"STRICT-004", "<^bridge xmlns='u' name='b'/>", "<bridge xmlns='' name='b'/>"},
    {"STRICT-004", "<network ^xml:lang='en'><name>n</name></network>", "<network xmlns:x='en'><name>n</name></network>"},
    {"STRICT-004", "<forward xmlns:x='u' dev='eth0' ^x:mode='route'/>", "<forward xmlns:x='u' dev='eth0'/>"},
    {"STRICT-005", "^text", "<!-- text --> \n"},
    {"STRICT-005", "<bridge name='b'>  ^text </bridge>", "<bridge name='b'> &#32;<?pi text?></bridge>"},
    {"STRICT-005", "<bridge name='b'><![CDATA[^x]]></bridge>", "<bridge name='b'><![CDATA[ ]]></bridge>"},
    {"STRICT-005", "^&amp;", "&#10;"},
    {"STRICT-006", "<forward mode='^none'/>", "<forward mode='route'/>"},
    {"STRICT-007", "<mac address='^52:54:0:0:0:1'/>", "<mac address='52:54:00:00:00:01'/>"},
    {"STRICT-007", "<mac address='^52:54:00:00:00:01 x'/>", "<mac address='52:5a:00:00:00:FF'/>"},
    {"STRICT-007", "<mac address='52:54:00:00:00:01'/><mac address='^53:54:00:00:00:01'/>", "<mac address='5E:54:00:00:00:01'/>"},
    {"STRICT-008", "<uuid> ^11111111-1111-1111-1111-111111111111</uuid>", "<uuid>11111111-1111-1111-1111-1111<!-- -->11111111</uuid>"},
    {"STRICT-008", "<uuid>^1111-11111111-1111-1111-111111111111</uuid>", "<uuid>ABCDEF11111111111111111111111111</uuid>"},
    {"STRICT-009", "<ip address='^10.1'/>", "<ip address='10.0.0.1'/>"},
    {"STRICT-009", "<ip address='^010.0.0.1'/>", "<ip address='100.0.0.255'/>"},
    {"STRICT-009", "<ip address='10.0.0.1' netmask='^0xff000000'/>", "<ip address='10.0.0.1' netmask='255.0.0.0'/>"},
    {"STRICT-010", "<ip family='ipv6' address='^fe80::1%1' prefix='64'/>", "<ip family='ipv6' address='fe80::1' prefix='64'/>"},
    {"STRICT-011", "<bridge name='^br%d'/>", "<bridge name='br0.1_-\\:/'/>"},
    {"STRICT-011", "<bridge name='^'/>", "<bridge/>"},
    {"STRICT-012", "<bridge stp='^yes'/>", "<bridge stp=' off '/>"},
    {"STRICT-013", "<portgroup name='p' default='^YES'/>", "<portgroup name='p' default=' yes '/>"},
    {"STRICT-013", "<forward mode='hostdev' managed='^1'/>", "<forward mode='hostdev' managed='no'/>"},
    {"STRICT-014", "<mtu size='^65536'/>", "<mtu size='+65535'/>"},
    {"STRICT-014", "<^mtu/>", "<mtu size=' 0'/>"},
    {"STRICT-015", "<vlan trunk='^no'><tag id='5'/></vlan>", "<vlan trunk='yes'><tag id='5'/></vlan>"},
    {"STRICT-016", "<ip address='1.2.3.4'/><forward><nat><port start='^0' end='5'/></nat></forward>",
                   "<ip address='1.2.3.4'/><forward><nat><port start='1' end='65535'/></nat></forward>"},
    {"STRICT-017", "<dns><srv service='s' protocol='^sctp'/></dns>", "<dns><srv service='s' protocol='udp'/></dns>"},
    {"STRICT-018", "<dns><txt name='^_spf' value='v'/></dns>", "<dns><txt name='spf.example-1' value='v_ '/></dns>"},
    {"STRICT-018", "<domain name='^my_lan'/>", "<domain name='my-lan'/>"},
    {"STRICT-018", "<dns><host ip='1.2.3.4'><hostname>^a_b</hostname></host></dns>", "<dns><host ip='1.2.3.4'><hostname>a</hostname><hostname>b</hostname></host></dns>"},
    {"STRICT-019", "<^domain localOnly='yes'/>", "<domain name='d' localOnly='yes'/>"},
    {"STRICT-020", "<ip address='10.0.0.1'><dhcp><host mac='52:54:00:00:00:01' ^id='0:3:0:1:1:2:3:4:5:6' ip='10.0.0.5'/></dhcp></ip>",
                   "<ip address='10.0.0.1'><dhcp><host mac='52:54:00:00:00:01' name='a' ip='10.0.0.5'/></dhcp></ip>"},
    {"STRICT-021", "<ip family='ipv6' address='::1'><dhcp><host id='^0:1' ip='::5'/></dhcp></ip>",
                   "<ip family='ipv6' address='::1'><dhcp><host id='00:01:00:01:1:2:3:4:5:6:7:8:9:a' ip='::5'/></dhcp></ip>"},
    {"STRICT-021", "<ip family='ipv6' address='::1'><dhcp><host id='^0:2:1:2:3:4' ip='::5'/></dhcp></ip>",
                   "<ip family='ipv6' address='::1'><dhcp><host id='0:2:1:2:3:4:5' ip='::5'/></dhcp></ip>"},
    {"STRICT-021", "<ip family='ipv6' address='::1'><dhcp><host id='^0:3:0:0:1:2:3:4:5:6' ip='::5'/></dhcp></ip>",
                   "<ip family='ipv6' address='::1'><dhcp><host id='0:3:0:0f:1:2:3:4:5:6' ip='::5'/></dhcp></ip>"},
    {"STRICT-021", "<ip family='ipv6' address='::1'><dhcp><host id='^0:4:1:2:3:4:5:6:7:8:9:a:b:c:d:e:f' ip='::5'/></dhcp></ip>",
                   "<ip family='ipv6' address='::1'><dhcp><host id='0:4:1:2:3:4:5:6:7:8:9:a:b:c:d:e:f:0' ip='::5'/></dhcp></ip>"},
    {"STRICT-022", "<ip address='10.0.0.1'><^tftp/></ip>", "<ip address='10.0.0.1'><tftp root=''/></ip>"},
    {"STRICT-022", "<ip address='10.0.0.1'><dhcp><bootp file='f' server='^::1'/></dhcp></ip>",
                   "<ip address='10.0.0.1'><dhcp><bootp file='f' server='10.0.0.2'/></dhcp></ip>"},
    {"STRICT-023", "<bandwidth><inbound average='^0'/></bandwidth>", "<bandwidth><inbound average='01'/></bandwidth>"},
    {"STRICT-023", "<bandwidth><inbound average='1' burst='^0'/></bandwidth>", "<bandwidth><outbound average='1' peak='2' burst='4294967295'/></bandwidth>"},
    {"STRICT-024", "<bandwidth><inbound average='^4294967296'/></bandwidth>", "<bandwidth><inbound average='4294967295'/></bandwidth>", V9_0, V9_0},
    {"STRICT-025", "<ip address='1.2.3.4' netmask='255.0.0.0' ^prefix='0'/>", "<ip address='1.2.3.4' prefix='0'/>"},
    {"STRICT-026", "<forward mode='hostdev'><interface dev='a'/><^address type='pci' bus='1'/></forward>",
                   "<forward mode='hostdev'><address type='pci' bus='1'/><address type='pci' bus='2'/></forward>"},
    {"STRICT-027", "<metadata>^text<a xmlns='u'/></metadata>", "<metadata> <a>text<b k='1'/></a></metadata>"},
    {"STRICT-027", "<metadata ^k='1'><a xmlns='u'/></metadata>", "<metadata xmlns:k='1'/>"},
    {"STRICT-028", "<d:options xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'/><^d:options xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'/>",
                   "<d:options xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'><d:option value=''/><d:option value='x'/></d:options>"},
    {"STRICT-029", "<^virtualport type='midonet'/>",
                   "<virtualport type='midonet'><parameters interfaceid='11111111-1111-1111-1111-111111111111'/></virtualport>"},
    {"STRICT-029", "<virtualport type='midonet'><^parameters/></virtualport>", "<virtualport><parameters/></virtualport>"},
    {"STRICT-030", "<^title>t</title>", "<metadata/>", V9_0, V9_0},
    {"STRICT-030", "<^description>d</description>", "<metadata/>", V9_0, V9_0},
    {"STRICT-031", "<^x:network xmlns:x='u'><name>n</name></x:network>", "<network xmlns:x='u'><name>n</name></network>"},
    {"STRICT-032", "<ip address='10.0.0.1'><dhcp><range start='10.0.0.5' end='10.0.0.6'><lease expiry='^0x1000'/></range></dhcp></ip>",
                   "<ip address='10.0.0.1'><dhcp><range start='10.0.0.5' end='10.0.0.6'><lease expiry='600' unit='hours'/></range></dhcp></ip>"},
    {"STRICT-032", "<ip address='10.0.0.1'><dhcp><range start='10.0.0.5' end='10.0.0.6'><lease expiry='^ 600'/></range></dhcp></ip>",
                   "<ip address='10.0.0.1'><dhcp><range start='10.0.0.5' end='10.0.0.6'><lease expiry='0'/></range></dhcp></ip>"},
    {"STRICT-033", "<bridge name='b'><^x/></bridge>", "<bridge name='b'></bridge>"},
    {"STRICT-033", "<network><name>n<^b/></name></network>", "<network><name>a<!-- c -->b<![CDATA[c]]>&lt;</name></network>"},
    {"STRICT-034", "<ip address='1.2.3.4' prefix='^+8'/>", "<ip address='1.2.3.4' prefix=' 8'/>", V9_0, V11_3},
    {"STRICT-034", "<bridge delay='^+2'/>", "<bridge delay='2'/>", V9_0, V11_3},
    {"STRICT-035", "<forward mode='hostdev'><address type='pci' bus='^0377'/></forward>",
                   "<forward mode='hostdev'><address type='pci' domain='0xabcd' bus='0xff' slot='0x1f' function='0x7'/></forward>"},
    {"STRICT-035", "<forward mode='hostdev'><address type='pci' bus='1' slot='^0X1'/></forward>",
                   "<forward mode='hostdev'><address type='pci' domain='1' bus='255' slot='31' function='7' multifunction='on'/></forward>"},
    {"STRICT-036", "<virtualport type='openvswitch'><parameters ^foo='1'/></virtualport>",
                   "<virtualport type='openvswitch'><parameters profileid='p'/></virtualport>"},
    {"STRICT-037", "<network ipv6='^'><name>n</name></network>", "<network ipv6='no'><name>n</name></network>"},
    {"STRICT-037", "<bridge macTableManager='^'/>", "<bridge macTableManager='kernel'/>"},
    {"STRICT-037", "<^title/>", "<title>t</title>", V11_3},
    {"STRICT-038", "<bridge zone='^a.b'/>", "<bridge zone='a-b_1'/>"},
    {"STRICT-038", "<portgroup name='^a b'/>", "<portgroup name='a.b'/>"},
    {"STRICT-038", "<forward mode='bridge'><interface dev='^a b'/></forward>", "<forward mode='bridge'><interface dev='a.b' connections='1'/></forward>"},
    {"STRICT-038", "<forward mode='hostdev'><driver model='^a.b'/></forward>", "<forward mode='hostdev'><driver model='a+b'/></forward>", V11_3},
    {"STRICT-039", "<forward mode='hostdev'><^driver/></forward>", "<forward mode='hostdev'><driver name='vfio'/></forward>", V9_0, V9_0},
    {"STRICT-039", "<^mac/>", "<mac address='52:54:00:00:00:01'/>"},
    {"STRICT-040", "<ip address='1.2.3.4'/><route address='0.0.0.0' prefix='0' gateway='1.2.3.5' metric='^ 1'/>",
                   "<ip address='1.2.3.4'/><route address='0.0.0.0' prefix='0' gateway='1.2.3.5' metric='1'/>"},
    {"STRICT-040", "<network connections='^x'><name>n</name></network>", "<network connections='7'><name>n</name></network>"},
    {"STRICT-041", "<ip family='ipv6' address='^1::2:1.2.3.4' prefix='64'/>", "<ip family='ipv6' address='1:2::1.2.3.4' prefix='64'/>"},
    {"STRICT-042", "<virtualport/><virtualport><parameters profileid='^\u00e9123456789012345678901234567890123456789'/></virtualport>",
                   "<virtualport type='802.1Qbh'><parameters profileid='012345678901234567890123456789012345678'/></virtualport>"},
    {"STRICT-043", "<ip address='10.0.0.1'><dhcp><bootp file='^a&#10;b'/></dhcp></ip>", "<ip address='10.0.0.1'><dhcp><bootp file='a b'/></dhcp></ip>"},
    // In an element that libvirt never looks at.
    {"STRICT-044", "<bridge/><bridge macTableManager='^x'/>", "<bridge macTableManager=' kernel '/>"},
};
// clang-format on

bool validates(Release release) { return release >= V9_0; }

TEST(Strict, RefusesAtTheRightPlace) {
  for (const Case& c : kCases) {
    std::string document = document_of(c.refused);
    const std::size_t mark = document.find('^');
    document.erase(mark, 1);
    for (const VerifiedRelease& verified : kVerifiedReleases) {
      const Release release = verified.release;
      SCOPED_TRACE(document + " in " + to_string(release));
      const ParseResult result = parse(document, {.release = release, .strict = true});
      const bool expected = validates(release) && release >= c.since && release <= c.until;
      const bool found = std::ranges::any_of(result.diagnostics, [&](const Diagnostic& d) {
        return d.code == c.code && d.span.offset == mark && d.severity == Severity::Error;
      });
      EXPECT_EQ(found, expected) << listing(result.diagnostics);
      EXPECT_FALSE(expected && result.network);
    }
  }
}

TEST(Strict, AcceptsWhatIsRight) {
  for (const Case& c : kCases) {
    for (const VerifiedRelease& verified : kVerifiedReleases) {
      const Release release = verified.release;
      if (release < c.since || release > c.until) continue;
      SCOPED_TRACE(document_of(c.accepted) + " in " + to_string(release));
      const ParseResult result =
          parse(document_of(c.accepted), {.release = release, .strict = true});
      EXPECT_FALSE(has_strict(result.diagnostics)) << listing(result.diagnostics);
    }
  }
}

TEST(Strict, SaysNothingUnlessAsked) {
  for (const Case& c : kCases) {
    std::string document = document_of(c.refused);
    document.erase(document.find('^'), 1);
    const ParseResult result = parse(document);
    EXPECT_FALSE(has_strict(result.diagnostics)) << document << listing(result.diagnostics);
  }
}

// Those of ports are held by their examples (parser.rules) and testdata/cases/networkport.
TEST(Strict, HasACaseForEachRule) {
  std::set<std::string_view> tried;
  for (const Case& c : kCases) tried.insert(c.code);
  for (const internal::RuleHead& rule : internal::kRules)
    EXPECT_TRUE(tried.contains(rule.code) || !rule.code.starts_with("STRICT-") ||
                rule.code.starts_with("STRICT-PORT-"))
        << rule.code;
}

TEST(Strict, NamesTheMistakeAndTheCure) {
  const ParseResult result =
      parse(document_of("<bridge macTableManger='libvirt' stp='offf'/>"), {.strict = true});
  ASSERT_EQ(result.diagnostics.size(), 2U) << listing(result.diagnostics);
  EXPECT_EQ(result.diagnostics[0].message,
            "unknown attribute 'macTableManger' on <bridge>: --validate refuses it, "
            "without it libvirt ignores it");
  EXPECT_EQ(result.diagnostics[0].hint, "did you mean 'macTableManager'?");
  EXPECT_EQ(result.diagnostics[0].span.end_column, 23U);
  EXPECT_EQ(result.diagnostics[1].message, "'stp' is 'offf', --validate expects 'on' or 'off'");
  EXPECT_EQ(result.diagnostics[1].hint, "did you mean 'off'?");
}

// An ampersand in a CDATA section begins no reference, wherever the next semicolon is.
TEST(Strict, EndsATextWithItsSection) {
  const ParseResult result =
      parse(document_of("<bridge name='b'><![CDATA[&]]>\n</bridge><domain name='&#97;'/>"),
            {.strict = true});
  ASSERT_EQ(result.diagnostics.size(), 1U) << listing(result.diagnostics);
  EXPECT_EQ(result.diagnostics[0].code, "STRICT-005");
  EXPECT_EQ(result.diagnostics[0].span.column, 27U);
  EXPECT_EQ(result.diagnostics[0].span.length, 1U);
}

TEST(Strict, SaysWhereAnElementBelongs) {
  const ParseResult result = parse(document_of("<dhcp/>"), {.strict = true});
  ASSERT_EQ(result.diagnostics.size(), 1U) << listing(result.diagnostics);
  EXPECT_EQ(result.diagnostics[0].hint, "<dhcp> belongs in <ip>");
}

TEST(Strict, LeavesTheWordToTheParserWhereBothRefuse) {
  const ParseResult result = parse(document_of("<mac address='x'/>"), {.strict = true});
  ASSERT_EQ(result.diagnostics.size(), 1U) << listing(result.diagnostics);
  EXPECT_EQ(result.diagnostics[0].code, "NET-MAC-001");
}

TEST(Strict, FindsManyProblemsAtOnce) {
  const ParseResult result = parse(
      "<network foo='1'>\n<name>n</name>\n<uuid>1111-11111111-1111-1111-111111111111</uuid>\n"
      "<bridge name='a b'/>\n<bridge name='c'/>\n<mtu/>\n<forward mode='none'/>\n<bad/>\n"
      "<domain name='a_b'/>\n<ip address='10.1'/>\n</network>",
      {.strict = true});
  std::set<std::size_t> lines;
  for (const Diagnostic& d : result.diagnostics) lines.insert(d.span.line);
  EXPECT_EQ(lines, (std::set<std::size_t>{1, 3, 4, 5, 6, 7, 8, 9, 10}))
      << listing(result.diagnostics);
}

}  // namespace
}  // namespace virnet
