// Which ports a guest's documents make, what they want of them, and how a tap without a name is
// found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <virnet/guest_ports.h>

#include "bridge/plan/state_alignment.h"

namespace virnet::bridge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const MacAddress kFirst({0x52, 0x54, 0, 0, 0, 1});
const MacAddress kSecond({0x52, 0x54, 0, 0, 0, 2});
const Uuid kPortid = *Uuid::parse("6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f11");

struct Options {
  ForwardMode mode = ForwardMode::Nat;
  MacTableManager manager = MacTableManager::Libvirt;
  bool isolated = false;
  bool vlans = false;  // of the network 10, of portgroup eng (the default) 20, of ops 30 and 31
};

Network network(const Options& options = {}) {
  NetworkDraft draft;
  draft->name = "lab";
  draft->forward.mode = options.mode;
  draft->bridge.name = "br0";
  draft->bridge.mac_table_manager = options.manager;
  if (is_l3(options.mode))
    draft->ips.push_back({.address = IpAddress::parse("10.0.0.1"), .prefix = 24});
  if (options.isolated) draft->port_isolated = Tristate::Yes;
  if (options.vlans) {
    draft->vlan.tags = {{.id = 10}};
    draft->portgroups = {
        {.name = "eng", .is_default = true, .vlan = {.tags = {{.id = 20}}}},
        {.name = "ops", .vlan = {.tags = {{.id = 30}, {.id = 31}}}},
    };
  }
  return draft.finish().value();
}

// A live guest's interface on the network.
GuestInterface interface() {
  return {.type = "network",
          .network = "lab",
          .portid = kPortid,
          .bridge = "br0",
          .mac_table_manager = MacTableManager::Libvirt,
          .mac = kFirst,
          .dev = "vnet0"};
}

GuestPorts found(const GuestInterface& it, const Options& options = {},
                 const std::string& type = "kvm", bool active = true) {
  return ports_of(Guest{.name = "vm", .type = type, .active = active, .interfaces = {it}},
                  network(options));
}

TEST(GuestPorts, AnInterfaceThatNamesTheNetwork) {
  const GuestPorts result = found(interface());
  EXPECT_THAT(result.remarks, IsEmpty());
  ASSERT_EQ(result.ports.size(), 1U);
  const GuestPort& port = result.ports[0];
  EXPECT_EQ(port.port, "vnet0");
  EXPECT_EQ(port.mac, kFirst);
  EXPECT_EQ(port.guest, "vm");
  EXPECT_EQ(port.portid, kPortid);
  EXPECT_FALSE(port.attached_directly);
  EXPECT_FALSE(port.connected_in_kernel_mode);
}

TEST(GuestPorts, WhatIsOnAnotherNetworkOrNoBridgeIsPassedOver) {
  for (const char* type : {"direct", "hostdev", "user", "ethernet", "vds", "of a later release"}) {
    GuestInterface it = interface();
    it.type = type;
    EXPECT_THAT(found(it).ports, IsEmpty()) << type;
    EXPECT_THAT(found(it).remarks, IsEmpty()) << type;
  }
  GuestInterface it = interface();
  it.network = "other";
  EXPECT_THAT(found(it).ports, IsEmpty());
  it = interface();
  it.network.clear();
  EXPECT_THAT(found(it).ports, IsEmpty()) << "of a network that is not named";
  it.type = "bridge";
  it.bridge = "br1";
  EXPECT_THAT(found(it).ports, IsEmpty());
}

// A live document shows a network in forward mode bridge so.
TEST(GuestPorts, TypeBridgeWithANetworkIsOfTheNetwork) {
  GuestInterface it = interface();
  it.type = "bridge";
  const GuestPorts result = found(it, {.mode = ForwardMode::Bridge});
  ASSERT_EQ(result.ports.size(), 1U);
  EXPECT_FALSE(result.ports[0].attached_directly);
}

TEST(GuestPorts, TypeBridgeWithoutOneIsOnTheBridgeByItself) {
  GuestInterface it = interface();
  it.type = "bridge";
  it.network.clear();
  it.isolated = Tristate::Yes;
  const GuestPorts result = found(it);
  ASSERT_EQ(result.ports.size(), 1U);
  EXPECT_THAT(result.remarks, ElementsAre(HasSubstr("by itself, not through the network")));
  const BridgeState desired = *desired_state(network(), result.ports);
  ASSERT_EQ(desired.ports.size(), 1U);
  EXPECT_FALSE(desired.ports[0].guest);
  EXPECT_EQ(desired.ports[0].flags, (PortFlags{.isolated = true}));
  EXPECT_THAT(desired.fdb, IsEmpty());
  EXPECT_THAT(found(it, {.manager = MacTableManager::Kernel}).remarks, IsEmpty());
}

TEST(GuestPorts, SaysWhyAnInterfaceOfTheNetworkIsNoPort) {
  GuestInterface it = interface();
  it.bridge.clear();
  EXPECT_THAT(found(it).ports, IsEmpty());
  EXPECT_THAT(found(it).remarks,
              ElementsAre("interface 52:54:00:00:00:01 of guest 'vm' names the network and no "
                          "bridge: libvirt has not connected it"));
  it = interface();
  it.virtualport = VirtualPortType::OpenVSwitch;
  EXPECT_THAT(found(it).ports, IsEmpty());
  EXPECT_THAT(found(it).remarks, ElementsAre(HasSubstr("Open vSwitch")));
  it = interface();
  it.mac.reset();
  it.span.line = 7;
  EXPECT_THAT(found(it).ports, IsEmpty());
  EXPECT_THAT(found(it).remarks,
              ElementsAre("interface in line 7 of guest 'vm' has no MAC address"));
}

// The bridge stands in live documents only.
TEST(GuestPorts, ADefinitionNamesTheNetworkOnly) {
  GuestInterface it = interface();
  it.bridge.clear();
  it.dev.clear();
  it.mac_table_manager = MacTableManager::Unset;
  const GuestPorts result = found(it, {}, "kvm", false);
  ASSERT_EQ(result.ports.size(), 1U);
  EXPECT_EQ(result.ports[0].port, "");
  EXPECT_FALSE(result.ports[0].connected_in_kernel_mode);
}

TEST(GuestPorts, AGuestThatWasConnectedEarlier) {
  for (const auto manager : {MacTableManager::Unset, MacTableManager::Kernel}) {
    GuestInterface it = interface();
    it.mac_table_manager = manager;
    const GuestPorts result = found(it);
    ASSERT_EQ(result.ports.size(), 1U);
    EXPECT_TRUE(result.ports[0].connected_in_kernel_mode);
    EXPECT_TRUE(desired_state(network(), result.ports)->ports[0].connected_in_kernel_mode);
    EXPECT_FALSE(found(it, {.manager = MacTableManager::Kernel}).ports[0].connected_in_kernel_mode);
  }
}

TEST(GuestPorts, DriversThatLeavePortsAlone) {
  const GuestPorts result = found(interface(), {}, "lxc");
  ASSERT_EQ(result.ports.size(), 1U);
  EXPECT_TRUE(result.ports[0].attached_directly);
  EXPECT_THAT(result.remarks, ElementsAre(HasSubstr("'lxc' guests")));
}

// Interface, portgroup, network: the first that has tags; no tags on a bridge of libvirt's own.
TEST(GuestPorts, WhichVlanIsInForce) {
  const auto tags = [](const std::string& portgroup, std::vector<std::uint16_t> own,
                       ForwardMode mode = ForwardMode::Bridge) {
    GuestInterface it = interface();
    it.portgroup = portgroup;
    it.vlan.tags = std::move(own);
    return found(it, {.mode = mode, .vlans = mode == ForwardMode::Bridge}).ports.at(0).vlan.tags;
  };
  EXPECT_THAT(tags("", {}), ElementsAre(20));
  EXPECT_THAT(tags("ops", {}), ElementsAre(30, 31));
  EXPECT_THAT(tags("unknown", {}), ElementsAre(10));
  EXPECT_THAT(tags("ops", {40}), ElementsAre(40));
  EXPECT_THAT(tags("", {40}, ForwardMode::Nat), IsEmpty());
}

TEST(GuestPorts, IsolationOfTheInterfaceGoesBeforeTheNetworks) {
  const auto isolated = [](Tristate own, bool of_network) {
    GuestInterface it = interface();
    it.isolated = own;
    const Network net = network({.isolated = of_network});
    const auto ports = ports_of(Guest{.active = true, .interfaces = {it}}, net).ports;
    return *desired_state(net, ports)->ports.at(0).flags.isolated;
  };
  EXPECT_FALSE(isolated(Tristate::Unset, false));
  EXPECT_TRUE(isolated(Tristate::Unset, true));
  EXPECT_TRUE(isolated(Tristate::Yes, false));
  EXPECT_FALSE(isolated(Tristate::No, true));
}

struct VlanCase {
  GuestVlan vlan;
  std::vector<std::uint16_t> vlans;
  std::uint16_t pvid;
  std::vector<std::uint16_t> untagged;
};

TEST(DesiredState, SetsTheVlansAsLibvirtDoes) {
  const GuestVlan none{};
  for (const VlanCase& each :
       {VlanCase{none, {}, 0, {}}, VlanCase{{.tags = {42}}, {42}, 42, {42}},
        VlanCase{{{42}, false, NativeMode::Tagged, 42}, {42}, 42, {42}},
        VlanCase{{{43, 42}, true, NativeMode::Untagged, 42}, {42, 43}, 42, {42}},
        VlanCase{{{43, 42}, true, NativeMode::Tagged, 42}, {42, 43}, 42, {}},
        VlanCase{{.tags = {43, 42}}, {42, 43}, 0, {}},
        VlanCase{{.tags = {42}, .trunk = true}, {42}, 0, {}}}) {
    const std::vector<GuestPort> guests = {{.port = "vnet0", .mac = kFirst, .vlan = each.vlan}};
    const BridgeState desired = *desired_state(network({.mode = ForwardMode::Bridge}), guests);
    const PortState& port = desired.ports.at(0);
    EXPECT_EQ(port.vlans, each.vlans);
    EXPECT_EQ(port.pvid, each.pvid);
    EXPECT_EQ(port.untagged, each.untagged);
  }
}

TEST(DesiredState, AStateSaysWhetherThereIsAnEntry) {
  const auto desired = [](GuestState state) {
    const std::vector<GuestPort> guests = {{.port = "vnet0", .mac = kFirst, .state = state}};
    return *desired_state(network(), guests);
  };
  EXPECT_EQ(desired(GuestState::Running).fdb.size(), 1U);
  EXPECT_THAT(desired(GuestState::Running).absent, IsEmpty());
  EXPECT_THAT(desired(GuestState::Paused).fdb, IsEmpty());
  EXPECT_THAT(desired(GuestState::Paused).absent, ElementsAre(kFirst));
  EXPECT_EQ(desired(GuestState::Uncertain).fdb.size(), 1U);
  EXPECT_THAT(desired(GuestState::Uncertain).uncertain, ElementsAre(kFirst));
}

NetworkPort port_document(const std::string& bridge, PlugType type = PlugType::Network) {
  NetworkPortDraft draft;
  draft->uuid = kPortid;
  draft->owner = {.name = "vm", .uuid = kPortid};
  draft->mac = kFirst;
  draft->isolated = Tristate::Yes;
  draft->plug.type = type;
  draft->plug.bridge = bridge;
  draft->plug.dev = "eth0";
  draft->plug.mac_table_manager = MacTableManager::Libvirt;
  return draft.finish().value();
}

TEST(GuestPorts, OfANetworksPort) {
  const GuestPorts result = ports_of(port_document("br0"), network());
  ASSERT_EQ(result.ports.size(), 1U);
  EXPECT_EQ(result.ports[0].port, "");
  EXPECT_EQ(result.ports[0].mac, kFirst);
  EXPECT_EQ(result.ports[0].isolated, Tristate::Yes);
  EXPECT_EQ(result.ports[0].portid, kPortid);
  EXPECT_THAT(ports_of(port_document("br9"), network()).remarks,
              ElementsAre(HasSubstr("is on bridge br9, not on br0")));
  EXPECT_THAT(ports_of(port_document("", PlugType::Direct), network()).remarks,
              ElementsAre(HasSubstr("is no port of a bridge")));
}

TEST(TapAddress, ChangesTheFirstOctet) {
  EXPECT_EQ(tap_address(kFirst), MacAddress({0xfe, 0x54, 0, 0, 0, 1}));
  EXPECT_EQ(tap_address(MacAddress({0xfe, 0x54, 0, 0, 0, 1})),
            MacAddress({0xfa, 0x54, 0, 0, 0, 1}));
}

BridgeState host() {
  BridgeState state{.name = "br0"};
  state.ports = {{.name = "vnet0", .index = LinkIndex{1}, .mac = tap_address(kFirst)},
                 {.name = "vnet1", .index = LinkIndex{2}, .mac = tap_address(kFirst)}};
  state.others = {{.name = "vnet2", .master = "", .mac = tap_address(kSecond)}};
  return state;
}

std::vector<std::string> names(const std::vector<GuestPort>& guests) {
  std::vector<std::string> list;
  for (const GuestPort& each : guests) list.push_back(each.port);
  return list;
}

TEST(FindTaps, ByTheAddressOfTheHostsSide) {
  std::vector<GuestPort> guests = {{.mac = kFirst, .guest = "a"},
                                   {.port = "vnet0", .mac = kFirst, .guest = "b"},
                                   {.mac = kSecond, .guest = "c"}};
  EXPECT_THAT(resolve_tap_names(guests, host()), IsEmpty());
  EXPECT_THAT(names(guests), ElementsAre("vnet1", "vnet0", "vnet2")) << "a name is given once";
}

TEST(FindTaps, OneInterfaceInTwoDocumentsIsOnePort) {
  std::vector<GuestPort> guests = {
      {.mac = kFirst, .guest = "vm", .portid = kPortid},
      {.port = "vnet0", .mac = kFirst, .guest = "vm", .portid = kPortid},
      {.mac = kFirst, .guest = "vm", .portid = kPortid}};
  EXPECT_THAT(resolve_tap_names(guests, host()), IsEmpty());
  EXPECT_THAT(names(guests), ElementsAre("vnet0"));
  guests = {{.port = "vnet0", .mac = kFirst, .guest = "vm"},
            {.mac = kFirst, .guest = "vm", .portid = kPortid}};
  EXPECT_THAT(resolve_tap_names(guests, host()), IsEmpty()) << "where the domain has no port's id";
  EXPECT_THAT(names(guests), ElementsAre("vnet0"));
}

TEST(DoubtTaps, SaysWhichAreAnotherGuests) {
  const auto doubts = [](const std::string& guest, const MacAddress& mac, const MacAddress& at) {
    BridgeState state{.name = "br0"};
    state.ports = {{.name = "vnet0", .index = LinkIndex{1}, .mac = at}};
    return find_stale_taps({{.port = "vnet0", .mac = mac, .guest = guest}}, state);
  };
  EXPECT_THAT(doubts("vm", kFirst, tap_address(kFirst)), IsEmpty());
  EXPECT_THAT(doubts("vm", kFirst, tap_address(kSecond)),
              ElementsAre("vnet0 has the address fe:54:00:00:00:02, so it is the tap of another "
                          "guest than 'vm', whose would have fe:54:00:00:00:01; is the document "
                          "old?"));
  EXPECT_THAT(doubts("", kFirst, tap_address(kSecond)), IsEmpty()) << "from the command line";
  EXPECT_THAT(doubts("vm", kFirst, MacAddress({0xfe, 1, 2, 3, 4, 5})), IsEmpty())
      << "not made by libvirt";
}

TEST(FindTaps, SaysWhichAreNotThere) {
  std::vector<GuestPort> guests = {{.mac = MacAddress({0x52, 0x54, 0, 0, 0, 9}), .guest = "vm"}};
  EXPECT_THAT(resolve_tap_names(guests, host()),
              ElementsAre("interface 52:54:00:00:00:09 of guest 'vm' has no target device, and no "
                          "link here has the address fe:54:00:00:00:09 that libvirt would give it: "
                          "does the guest run? 'virsh dumpxml vm' names the device then"));
  EXPECT_THAT(guests, IsEmpty());
}

}  // namespace
}  // namespace virnet::bridge
