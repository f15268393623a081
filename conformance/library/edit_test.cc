// Reading, changing and writing. The model is under the address sanitizer here: what is read of a
// network that is gone, or freed twice, ends the test.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace virnet {
namespace {

constexpr std::string_view kDocument =
    "<network>\n"
    "  <name>lab</name>\n"
    "  <title>the lab</title>\n"
    "  <bridge name='virbr7' stp='on' delay='0'/>\n"
    "  <dns>\n"
    "    <host ip='192.168.7.9'>\n"
    "      <hostname>web</hostname>\n"
    "    </host>\n"
    "  </dns>\n"
    "  <ip address='192.168.7.1' prefix='24'>\n"
    "    <dhcp>\n"
    "      <range start='192.168.7.10' end='192.168.7.20'/>\n"
    "    </dhcp>\n"
    "  </ip>\n"
    "  <route address='10.0.0.0' prefix='8' gateway='192.168.7.2' metric='5'/>\n"
    "  <portgroup name='eng' default='yes'>\n"
    "    <bandwidth>\n"
    "      <inbound average='100'/>\n"
    "    </bandwidth>\n"
    "  </portgroup>\n"
    "</network>\n";

constexpr std::string_view kChanged =
    "<network>\n"
    "  <name>lab</name>\n"
    "  <bridge name='virbr7' stp='on' delay='0' macTableManager='libvirt'/>\n"
    "  <dns>\n"
    "    <host ip='192.168.7.9'>\n"
    "      <hostname>www</hostname>\n"
    "      <hostname>mail</hostname>\n"
    "    </host>\n"
    "  </dns>\n"
    "  <ip address='192.168.7.1' prefix='24'>\n"
    "    <dhcp>\n"
    "      <range start='192.168.7.10' end='192.168.7.20'>\n"
    "        <lease expiry='2' unit='hours'/>\n"
    "      </range>\n"
    "      <host mac='52:54:00:00:00:07' name='seven' ip='192.168.7.7'/>\n"
    "    </dhcp>\n"
    "  </ip>\n"
    "  <portgroup name='eng' default='yes'>\n"
    "  </portgroup>\n"
    "  <portgroup name='ops'>\n"
    "    <vlan>\n"
    "      <tag id='30'/>\n"
    "    </vlan>\n"
    "  </portgroup>\n"
    "</network>\n";

Network read(std::string_view document) { return parse(document).network.value(); }

std::string written(const NetworkDraft& draft) { return write(draft.finish().value()); }

// Changes, adds, removes, sets and takes away, a line each.
void change(NetworkDraft& draft) {
  draft->title.reset();
  draft->bridge.mac_table_manager = MacTableManager::Libvirt;
  draft->dns.hosts[0].hostnames[0] = "www";
  draft->dns.hosts[0].hostnames.push_back("mail");
  draft->ips[0].ranges[0].lease = Lease{.expiry = 2, .unit = LeaseUnit::Hours};
  draft->ips[0].hosts.push_back(
      {.mac = "52:54:00:00:00:07", .name = "seven", .ip = IpAddress::parse("192.168.7.7")});
  std::erase_if(draft->routes, [](const Route& route) { return route.metric == 5U; });
  draft->portgroups[0].bandwidth.reset();
  draft->portgroups.push_back({.name = "ops", .vlan = {.tags = {{.id = 30}}}});
}

TEST(Edit, ReadsChangesAndWrites) {
  NetworkDraft draft = NetworkDraft::from(read(kDocument));
  EXPECT_EQ(written(draft), kDocument);
  change(draft);
  EXPECT_EQ(written(draft), kChanged);
}

TEST(Edit, LeavesTheNetworkAsItWas) {
  const Network network = read(kDocument);
  NetworkDraft draft = NetworkDraft::from(network);
  change(draft);
  const Network changed = draft.finish().value();
  EXPECT_EQ(write(network), kDocument);
  EXPECT_EQ(write(changed), kChanged);
}

TEST(Edit, OutlivesTheNetworkAndTheDraft) {
  std::optional<Network> network = read(kDocument);
  std::optional<NetworkDraft> draft = NetworkDraft::from(*network);
  (*draft)->portgroups[0].name = (*network)->name;  // a copy of its text
  network.reset();
  change(*draft);
  (*draft)->portgroups[0].name = "eng";
  network = draft->finish().value();
  draft.reset();
  EXPECT_EQ(write(*network), kChanged);
}

TEST(Edit, TwoDraftsOfANetworkHaveNothingInCommon) {
  for (const std::size_t count : {1U, 3U, 10U, 100U, 1000U}) {
    NetworkDraft base = NetworkDraft::from(read(kDocument));
    while (base->portgroups.size() < count)
      base->portgroups.push_back({.name = "p" + std::to_string(base->portgroups.size())});
    const Network network = base.finish().value();
    const std::string before = write(network);
    NetworkDraft a = NetworkDraft::from(network);
    NetworkDraft b = NetworkDraft::from(network);
    a->portgroups.push_back({.name = "from-a"});
    b->portgroups.push_back({.name = "from-b"});
    const Network made_of_a = a.finish().value();
    const Network made_of_b = b.finish().value();
    EXPECT_EQ(made_of_a->portgroups.size(), base->portgroups.size() + 1);
    EXPECT_EQ(made_of_a->portgroups[base->portgroups.size()].name.view(), "from-a");
    EXPECT_EQ(made_of_b->portgroups[base->portgroups.size()].name.view(), "from-b");
    EXPECT_EQ(write(network), before);
  }
}

TEST(Edit, TakesAnElementOfAnotherNetwork) {
  NetworkDraft draft = NetworkDraft::from(read(kDocument));
  NetworkDraft other;
  other->name = "other";
  other->portgroups = {draft->portgroups[0], std::move(draft->portgroups[0])};
  other->portgroups[1].name = "second";
  other->portgroups[1].is_default = false;
  draft = {};
  EXPECT_EQ(written(other),
            "<network>\n"
            "  <name>other</name>\n"
            "  <bridge stp='on' delay='0'/>\n"
            "  <portgroup name='eng' default='yes'>\n"
            "    <bandwidth>\n"
            "      <inbound average='100'/>\n"
            "    </bandwidth>\n"
            "  </portgroup>\n"
            "  <portgroup name='second'>\n"
            "    <bandwidth>\n"
            "      <inbound average='100'/>\n"
            "    </bandwidth>\n"
            "  </portgroup>\n"
            "</network>\n");
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Whatever a document may hold comes through a draft.
TEST(Edit, LosesNothingOfAnyDocument) {
  std::size_t networks = 0;
  std::size_t ports = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("testdata/cases")) {
    if (entry.path().extension() != ".xml") continue;
    const std::string bytes = bytes_of(entry.path());
    if (const auto network = parse(bytes).network) {
      ++networks;
      EXPECT_EQ(NetworkDraft::from(*network).finish().value(), *network) << entry.path();
    }
    if (const auto port = parse_networkport(bytes).port) {
      ++ports;
      EXPECT_EQ(NetworkPortDraft::from(*port).finish().value(), *port) << entry.path();
    }
  }
  EXPECT_GT(networks, 500U);
  EXPECT_GT(ports, 20U);
}

TEST(Edit, ChangesAPort) {
  constexpr std::string_view kPort =
      "<networkport>\n"
      "  <uuid>5d744f21-ba4a-4d6e-bdb2-30a35ff3207d</uuid>\n"
      "  <owner>\n"
      "    <name>guest</name>\n"
      "    <uuid>3ea6d0a3-1a9d-4f0e-8b0c-2f9d1a3b5c7e</uuid>\n"
      "  </owner>\n"
      "  <mac address='52:54:00:7b:35:93'/>\n"
      "  <plug type='network' bridge='virbr7'/>\n"
      "</networkport>\n";
  std::optional<NetworkPort> port = parse_networkport(kPort).port;
  ASSERT_TRUE(port);
  NetworkPortDraft draft = NetworkPortDraft::from(*port);
  port.reset();
  draft->owner.name = "other";
  draft->vlan.tags = {{.id = 7}};
  draft->group = "eng";
  const NetworkPort changed = draft.finish().value();
  draft = {};
  EXPECT_EQ(write(changed),
            "<networkport>\n"
            "  <uuid>5d744f21-ba4a-4d6e-bdb2-30a35ff3207d</uuid>\n"
            "  <owner>\n"
            "    <name>other</name>\n"
            "    <uuid>3ea6d0a3-1a9d-4f0e-8b0c-2f9d1a3b5c7e</uuid>\n"
            "  </owner>\n"
            "  <group>eng</group>\n"
            "  <mac address='52:54:00:7b:35:93'/>\n"
            "  <vlan>\n"
            "    <tag id='7'/>\n"
            "  </vlan>\n"
            "  <plug type='network' bridge='virbr7'/>\n"
            "</networkport>\n");
}

}  // namespace
}  // namespace virnet
