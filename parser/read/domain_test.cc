// The interfaces of a guest, from live documents and state files; memory and hostile documents.
#include <gtest/gtest.h>
#include <malloc.h>
#include <virnet/domain.h>

#include <algorithm>
#include <ctime>

namespace virnet {
namespace {

std::expected<Guest, Error> read(std::string_view document, std::size_t piece = 1 << 16) {
  DomainReader reader;
  for (; !document.empty(); document.remove_prefix(std::min(piece, document.size())))
    reader.feed(document.substr(0, piece));
  return reader.finish();
}

std::string error_of(std::string_view document) {
  const auto guest = read(document);
  if (guest) return "no error";
  EXPECT_EQ(guest.error().code, ErrorCode::Malformed);
  return std::to_string(guest.error().span.line) + ":" + std::to_string(guest.error().span.column) +
         ": " + guest.error().message;
}

constexpr std::string_view kLive = R"(<domain type='kvm' id='7'>
  <name>vm</name>
  <metadata><name>other</name><devices><interface type='bridge'/></devices></metadata>
  <devices>
    <interface type='bridge'>
      <mac address='52:54:00:aa:bb:01'/>
      <source network='lab' portgroup='eng' bridge='br0' macTableManager='libvirt'/>
      <port isolated='yes'/>
      <target dev='vnet3'/>
    </interface>
    <disk><source dev='/dev/sda'/></disk>
    <interface><mac address='52:54:00:aa:bb:02'/></interface>
  </devices>
</domain>
)";
constexpr std::string_view kStatus = R"(<!--
WARNING: THIS IS AN AUTO-GENERATED FILE.
-->

<domstatus state='paused' reason='user' pid='1'>
  <monitor path='x'/>
  <domain type='qemu' id='7'>
    <name>vm</name>
    <devices>
      <interface type='network'>
        <mac address='52:54:00:aa:bb:01'/>
        <source network='lab' portid='6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f11'/>
        <actual type='bridge'>
          <source bridge='br0' macTableManager='libvirt'/>
          <port isolated='yes'/>
        </actual>
        <target dev='vnet3'/>
      </interface>
    </devices>
  </domain>
</domstatus>
)";

void expect_vnet3(const GuestInterface& it) {
  EXPECT_EQ(it.type, "bridge");
  EXPECT_EQ(it.network, "lab");
  EXPECT_EQ(it.bridge, "br0");
  EXPECT_EQ(it.mac_table_manager, MacTableManager::Libvirt);
  EXPECT_EQ(it.mac, MacAddress::parse("52:54:00:aa:bb:01"));
  EXPECT_EQ(it.dev, "vnet3");
  EXPECT_EQ(it.isolated, Tristate::Yes);
}

TEST(Domain, ALiveDocument) {
  const auto guest = read(kLive);
  ASSERT_TRUE(guest) << guest.error().message;
  EXPECT_EQ(guest->name, "vm");
  EXPECT_TRUE(guest->active);
  EXPECT_EQ(guest->state, GuestState::Running);
  ASSERT_EQ(guest->interfaces.size(), 2U);
  expect_vnet3(guest->interfaces[0]);
  EXPECT_EQ(guest->interfaces[0].span.line, 5U);
  EXPECT_EQ(guest->interfaces[1].type, "user");
}

TEST(Domain, AStateFileHoldsWhatTheInterfaceBecame) {
  const auto guest = read(kStatus);
  ASSERT_TRUE(guest) << guest.error().message;
  EXPECT_TRUE(guest->active);
  EXPECT_EQ(guest->state, GuestState::Paused);
  ASSERT_EQ(guest->interfaces.size(), 1U);
  expect_vnet3(guest->interfaces[0]);
}

TEST(Domain, AStateSaysWhetherThereAreEntries) {
  struct Row {
    std::string_view state, reason;
    GuestState expected;
  };
  for (const Row& row :
       {Row{"running", "booted", GuestState::Running},
        Row{"running", "of a later release", GuestState::Running},
        Row{"paused", "user", GuestState::Paused}, Row{"paused", "starting up", GuestState::Paused},
        Row{"paused", "of a later release", GuestState::Paused},
        Row{"paused", "ioerror", GuestState::Uncertain},
        Row{"paused", "watchdog", GuestState::Uncertain},
        Row{"paused", "panicked", GuestState::Uncertain},
        Row{"pmsuspended", "unknown", GuestState::Uncertain},
        Row{"shutdown", "user", GuestState::Uncertain}}) {
    const auto guest = read("<domstatus state='" + std::string(row.state) + "' reason='" +
                            std::string(row.reason) + "'><domain id='1'/></domstatus>");
    ASSERT_TRUE(guest);
    EXPECT_EQ(guest->state, row.expected) << row.state << " " << row.reason;
  }
}

TEST(Domain, TheDomainOfAStateFileMayStandDeep) {
  const auto guest = read(
      "<domstatus state='running'><a><b/><domain id='1'><name>first</name></domain></a>"
      "<domain id='2'><name>second</name></domain></domstatus>");
  ASSERT_TRUE(guest);
  EXPECT_EQ(guest->name, "first");
}

// What the interface became counts, in whatever order the elements stand.
TEST(Domain, WhatAnInterfaceBecameWins) {
  const std::string actual =
      "<actual type='bridge'><source bridge='br0' macTableManager='kernel'/>"
      "<vlan trunk='yes'><tag id='42' nativeMode='tagged'/><tag id='0x2b'/></vlan></actual>";
  const std::string configured =
      "<source network='lab' portgroup='eng' portid='6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f11'/>"
      "<vlan><tag id='7'/></vlan><port isolated='yes'/><virtualport type='openvswitch'/>";
  for (const std::string& both : {actual + configured, configured + actual}) {
    const auto guest = read("<domstatus><domain><devices><interface type='network'>" + both +
                            "</interface></devices></domain></domstatus>");
    ASSERT_TRUE(guest) << guest.error().message;
    const GuestInterface& it = guest->interfaces.at(0);
    EXPECT_EQ(it.type, "bridge");
    EXPECT_EQ(it.network, "lab");
    EXPECT_EQ(it.portgroup, "eng");
    EXPECT_EQ(it.portid, Uuid::parse("6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f11"));
    EXPECT_EQ(it.bridge, "br0");
    EXPECT_EQ(it.mac_table_manager, MacTableManager::Kernel);
    EXPECT_EQ(it.isolated, Tristate::Unset);
    EXPECT_EQ(it.virtualport, VirtualPortType::Unset);
    EXPECT_EQ(it.vlan, (GuestVlan{{42, 43}, true, NativeMode::Tagged, 42}));
  }
}

TEST(Domain, ADefinitionIsNotActive) {
  const auto guest = read(
      "<domain><name>d</name><devices><interface type='network'><source network='lab'/>"
      "<actual type='bridge'><source bridge='b'/></actual></interface></devices></domain>");
  ASSERT_TRUE(guest);
  EXPECT_FALSE(guest->active);
  EXPECT_EQ(guest->interfaces.at(0).type, "network");
  EXPECT_EQ(guest->interfaces.at(0).bridge, "");
}

TEST(Domain, TheFirstOfSeveralCountsAndNamespacesHide) {
  const auto guest = read(
      "<domain><name>d</name><devices xmlns='u'><interface/></devices><devices>"
      "<interface><target dev='a'/><target dev='b'/><x:target xmlns:x='u' dev='c'/></interface>"
      "<interface xmlns='u'/></devices></domain>");
  ASSERT_TRUE(guest);
  ASSERT_EQ(guest->interfaces.size(), 1U);
  EXPECT_EQ(guest->interfaces[0].dev, "a");
}

TEST(Domain, DoesNotDependOnTheCutting) {
  const auto whole = read(kStatus);
  for (std::size_t piece = 1; piece < 40; ++piece)
    EXPECT_EQ(read(kStatus, piece)->interfaces, whole->interfaces) << piece;
}

TEST(Domain, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(error_of(""), "1:1: the document is empty");
  EXPECT_EQ(error_of("<network><name>n</name></network>"),
            "1:1: the root element is <network>, expected <domain> or <domstatus>");
  EXPECT_EQ(error_of("<domain>\n<devices>"), "2:10: not well-formed XML: no element found");
  EXPECT_EQ(error_of("<domain><devices><interface>\n <mac address='x'/>"),
            "2:2: 'address' is 'x', expected six groups of hexadecimal digits");
  EXPECT_EQ(error_of("<domain><devices><interface>\n <mac address='ff:ff:ff:ff:ff:ff'/>"),
            "2:2: multicast MAC address 'ff:ff:ff:ff:ff:ff', expected a unicast one");
  EXPECT_EQ(error_of("<!DOCTYPE domain [<!ENTITY a 'b'>]><domain/>"),
            "1:18: a document type with an internal subset or an external identifier");
}

TEST(Domain, SaysWhichValueItDoesNotKnow) {
  EXPECT_EQ(error_of("<domain><devices><interface>\n<source network='n' macTableManager='x'/>"),
            "2:1: 'macTableManager' is 'x', expected 'kernel' or 'libvirt'");
  EXPECT_EQ(error_of("<domain><devices><interface><vlan>\n<tag id='4096'/>"),
            "2:1: 'id' is '4096', expected a VLAN, 0 to 4095");
}

TEST(Domain, StopsAtItsLimits) {
  const auto nested = [](std::size_t depth) {
    std::string document = "<domain>";
    for (std::size_t i = 1; i < depth; ++i) document += "<a>";
    for (std::size_t i = 1; i < depth; ++i) document += "</a>";
    return document + "</domain>";
  };
  EXPECT_TRUE(read(nested(Limits{}.max_depth)));
  EXPECT_FALSE(read(nested(Limits{}.max_depth + 1)));
  const auto interfaces = [](int count) {
    std::string document = "<domain><devices>";
    for (int i = 0; i < count; ++i) document += "<interface/>";
    return document + "</devices></domain>";
  };
  EXPECT_TRUE(read(interfaces(4096)));
  EXPECT_FALSE(read(interfaces(4097)));
  const auto device = [](std::size_t size) {
    return "<domain><devices><interface>\n<target dev='" + std::string(size, 'd') +
           "'/></interface></devices></domain>";
  };
  EXPECT_TRUE(read(device(4096)));
  EXPECT_EQ(error_of(device(4097)), "2:1: 'dev' has more than 4096 bytes");
  std::string attributes;
  for (int i = 0; attributes.size() < std::size_t{2} << 20; ++i)
    attributes += " a" + std::to_string(i) + "=''";
  EXPECT_EQ(error_of("<domain>\n<a" + attributes + "/></domain>"),
            "2:1: reading takes more memory than 4 times the bytes of the document and 1 MiB");
}

// A long token that is scanned again with each piece takes quadratic time.
TEST(Domain, ALongTokenIsReadOnce) {
  const std::string long_one(std::size_t{9} << 20, 'x');
  const auto seconds = [](std::string_view document) {
    const std::clock_t begin = std::clock();
    EXPECT_TRUE(read(document, 4096));
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  EXPECT_LT(seconds("<domain><!--" + long_one + "--></domain>"), 1.0);
  EXPECT_LT(seconds("<domain><a b='" + long_one + "'/></domain>"), 1.0);
  EXPECT_LT(seconds("<domain><?p " + long_one + "?></domain>"), 1.0);
  EXPECT_LT(seconds("<domain>" + long_one + "</domain>"), 1.0);
}

TEST(Domain, ATokenOrADocumentThatIsTooLongIsRefused) {
  constexpr std::size_t kMost = 100'000;
  const auto error = [](const std::string& document, const Limits& limits) {
    DomainReader reader(limits);
    bool more = true;
    for (std::size_t at = 0; at < document.size() && more; at += 4096)
      more = reader.feed(std::string_view(document).substr(at, 4096));
    const auto guest = reader.finish();
    EXPECT_EQ(more, guest.has_value());
    return guest ? std::string() : guest.error().message;
  };
  for (const char* begin : {"<domain><!--", "<domain><a b='", "<domain><?p "}) {
    EXPECT_EQ(error(begin + std::string(2 * kMost, 'x'), {.max_text = kMost}),
              "a comment, tag or value has more than 100000 bytes")
        << begin;
  }
  const std::string text = "<domain>" + std::string(2 * kMost, 'x') + "</domain>";
  EXPECT_EQ(error(text, {.max_text = kMost}), "") << "text comes in pieces";
  EXPECT_EQ(error(text, {.max_bytes = kMost}), "the document has more than 100000 bytes");
}

// What the heap holds while a large document goes through, in bytes above what it held before.
std::size_t most_held(std::size_t size) {
  const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
  std::string piece;
  while (piece.size() < 1 << 16) piece += "<disk type='file'><source file='/x'/>text</disk>\n";
  DomainReader reader;
  reader.feed("<domain id='1'><name>vm</name><devices>");
  std::size_t most = 0;
  for (std::size_t fed = 0; fed < size; fed += piece.size()) {
    reader.feed(piece);
    most = std::max(most, mallinfo2().uordblks + mallinfo2().hblkhd - before);
  }
  reader.feed("<interface><target dev='vnet9'/></interface></devices></domain>");
  const auto guest = reader.finish();
  EXPECT_TRUE(guest && guest->interfaces.size() == 1 && guest->interfaces[0].dev == "vnet9");
  return most;
}

TEST(Domain, MemoryDoesNotGrowWithTheDocument) {
  const std::size_t small = most_held(std::size_t{1} << 20);
  const std::size_t large = most_held(std::size_t{50} << 20);
  RecordProperty("bytes", std::to_string(large));
  EXPECT_LE(large, small + (std::size_t{64} << 10));
  EXPECT_LT(large, std::size_t{1} << 20);
}

}  // namespace
}  // namespace virnet
