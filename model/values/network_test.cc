// Networks and ports are made and changed in drafts, which own what they hold.
#include <gtest/gtest.h>
#include <virnet/networkport.h>

#include <algorithm>

namespace virnet {
namespace {

const Uuid kUuid = *Uuid::parse("6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f11");

// Has each kind of part: text, absent and empty text, lists in lists, optional parts, parts aside.
NetworkDraft full() {
  NetworkDraft draft;
  draft->ipv6 = true;
  draft->name = "lab";
  draft->uuid = kUuid;
  draft->description = "";
  draft->forward = {.mode = ForwardMode::Nat,
                    .nat = Nat{.ipv6 = Tristate::Yes, .port = PortRange{1024, 2048}},
                    .interfaces = {{.dev = "eth0"}}};
  draft->dns.hosts = {{.ip = IpAddress::parse("10.0.0.9"), .hostnames = {"a", "b"}}};
  draft->ips = {{.address = IpAddress::parse("10.0.0.1"),
                 .prefix = 24,
                 .ranges = {{.start = IpAddress::parse("10.0.0.10"),
                             .end = IpAddress::parse("10.0.0.20"),
                             .lease = Lease{.expiry = 5}}},
                 .hosts = {{.mac = "52:54:00:00:00:01", .ip = IpAddress::parse("10.0.0.30")}},
                 .bootp = draft::Bootp{.file = "pxe"}}};
  draft->virtualport = draft::VirtualPort{.type = VirtualPortType::OpenVSwitch, .profileid = "p"};
  draft->portgroups = {{.name = "eng",
                        .vlan = {.tags = {{.id = 20}}},
                        .virtualport = draft::VirtualPort{.profileid = "q"},
                        .bandwidth = Bandwidth{.inbound = Rate{.average = 7}}}};
  draft->dnsmasq_options = {"log-queries", ""};
  return draft;
}

TEST(NetworkDraft, MakesANetworkOfAllItHolds) {
  const Network network = full().finish().value();
  EXPECT_EQ(network->name.view(), "lab");
  EXPECT_EQ(network->uuid, kUuid);
  EXPECT_FALSE(network->title);
  EXPECT_TRUE(network->description);
  EXPECT_EQ(network->forward.nat->port->end, 2048U);
  EXPECT_EQ(network->forward.interfaces[0].dev.view(), "eth0");
  EXPECT_EQ(network->dns.hosts[0].hostnames[1].view(), "b");
  EXPECT_EQ(network->ips[0].ranges[0].lease->expiry, 5U);
  EXPECT_FALSE(network->ips[0].hosts[0].lease);
  EXPECT_EQ(network->ips[0].bootp->file.view(), "pxe");
  EXPECT_EQ(network->virtualport->profileid.view(), "p");
  EXPECT_EQ(network->portgroups[0].vlan.tags[0].id, 20U);
  EXPECT_EQ(network->portgroups[0].virtualport->profileid.view(), "q");
  EXPECT_EQ(network->portgroups[0].bandwidth->inbound->average, 7U);
  EXPECT_EQ(network->dnsmasq_options.size(), 2U);
  EXPECT_TRUE(network->dnsmasq_options[1]);
}

TEST(NetworkDraft, FromANetworkIsTheSame) {
  const NetworkDraft made = full();
  const NetworkDraft again = NetworkDraft::from(made.finish().value());
  EXPECT_EQ(*again, *made);
  EXPECT_EQ(again.finish().value(), made.finish().value());
}

TEST(NetworkDraft, ChangesNothingButItself) {
  const Network network = full().finish().value();
  NetworkDraft first = NetworkDraft::from(network);
  NetworkDraft second = first;
  first->name = "first";
  first->ips[0].ranges.clear();
  first->portgroups.push_back({.name = "ops"});
  second->portgroups[0].name = network->name;  // a copy of the text
  second->portgroups[0].virtualport.reset();
  EXPECT_EQ(network, full().finish().value());
  const Network made = first.finish().value();
  first->name = "changed later";
  EXPECT_EQ(made->name.view(), "first");
  EXPECT_EQ(made->portgroups.size(), 2U);
  EXPECT_EQ(second->portgroups[0].name, "lab");
  EXPECT_EQ(second->portgroups.size(), 1U);
  EXPECT_TRUE(second.finish());
}

TEST(NetworkDraft, MakesOnlyValidNetworks) {
  NetworkDraft draft;
  draft->forward.mode = ForwardMode::Nat;
  const auto refused = draft.finish();
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 2U);
  EXPECT_EQ(refused.error()[0].code, "NET-NAME-001");
  EXPECT_EQ(refused.error()[1].code, "NET-MODE-001");
  draft->name = "lab";  // it can be put right
  draft->ips = {{.address = IpAddress::parse("10.0.0.1"), .prefix = 24}};
  EXPECT_TRUE(draft.finish());
}

TEST(Network, EqualsWhatHasTheSameContent) {
  const Network network = full().finish().value();
  EXPECT_EQ(network, full().finish().value());
  NetworkDraft other = full();
  other->dns.hosts[0].hostnames[1] = "c";
  EXPECT_NE(network, other.finish().value());
}

TEST(Ip, KnowsThePrefixThatCounts) {
  struct Row {
    draft::Ip ip;
    std::optional<unsigned> prefix;
  };
  const auto at = [](std::string_view address) { return IpAddress::parse(address); };
  const Row rows[] = {
      {{.address = at("10.0.0.1"), .prefix = 24}, 24},
      {{.address = at("10.0.0.1"), .netmask = at("255.255.0.0")}, 16},
      {{.address = at("10.0.0.1"), .netmask = at("255.0.255.0")}, std::nullopt},
      {{.address = at("0.0.0.0")}, 0},
      {{.address = at("127.0.0.1")}, 8},
      {{.address = at("128.0.0.1")}, 16},
      {{.address = at("191.0.0.1")}, 16},
      {{.address = at("192.0.0.1")}, 24},
      {{.address = at("223.0.0.1")}, 24},
      {{.address = at("224.0.0.1")}, std::nullopt},
      {{.address = at("::")}, 0},
      {{.address = at("fd00::1")}, 64},
      {{}, std::nullopt},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(row.ip.effective_prefix(), row.prefix);
    if (!row.ip.address) continue;
    NetworkDraft draft;
    draft->name = "n";
    draft->ips.push_back(row.ip);
    const auto network = draft.finish();
    if (!network) continue;
    EXPECT_EQ((*network)->ips[0].effective_prefix(), row.prefix);
  }
}

TEST(NetworkPortDraft, MakesAndChangesPorts) {
  NetworkPortDraft draft;
  EXPECT_FALSE(draft.finish());
  draft->uuid = kUuid;
  draft->owner = {.name = "guest", .uuid = kUuid};
  draft->mac = MacAddress({0x52, 0x54, 0, 0, 0, 1});
  draft->plug = {.type = PlugType::Network, .bridge = "virbr0"};
  draft->vlan.tags = {{.id = 20}};
  const NetworkPort port = draft.finish().value();
  EXPECT_EQ(port->owner.name.view(), "guest");
  NetworkPortDraft changed = NetworkPortDraft::from(port);
  EXPECT_EQ(*changed, *draft);
  changed->plug.bridge = "virbr1";
  changed->vlan.tags.push_back({.id = 30});
  EXPECT_EQ(port->plug.bridge.view(), "virbr0");
  EXPECT_EQ(port->vlan.tags.size(), 1U);
  const NetworkPort other = changed.finish().value();
  EXPECT_EQ(other->plug.bridge.view(), "virbr1");
  EXPECT_NE(port, other);
}

}  // namespace
}  // namespace virnet
