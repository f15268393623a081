// Bridges as JSON: back and forth, what old iproute2 printed, and what is no capture at all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <virnet/iproute2.h>
#include <virnet/plan_json.h>
#include <virnet/state_json.h>

#include <nlohmann/json.hpp>

namespace virnet::bridge {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

// A bridge with a guest's port and a link beside it, as iproute2 6.1 prints them.
struct Texts {
  json ip_link = json::parse(R"([
    {"ifindex": 1, "ifname": "lo", "address": "00:00:00:00:00:00", "promiscuity": 0},
    {"ifindex": 2, "ifname": "br0", "address": "52:54:00:bb:00:00", "promiscuity": 0,
     "linkinfo": {"info_kind": "bridge", "info_data": {
       "forward_delay": 200, "ageing_time": 30000, "stp_state": 1, "vlan_filtering": 1,
       "group_fwd_mask": "0x4000", "vlan_default_pvid": 1, "mcast_snooping": 0}}},
    {"ifindex": 7, "ifname": "vnet0", "master": "br0", "address": "fe:54:00:00:00:01",
     "promiscuity": 1, "linkinfo": {"info_kind": "tun", "info_slave_kind": "bridge",
       "info_slave_data": {"state": "forwarding", "hairpin": false, "learning": false,
         "flood": false, "mcast_flood": true, "isolated": false, "group_fwd_mask": "0"}}},
    {"ifindex": 8, "ifname": "vnet1", "master": "br1", "address": "fe:54:00:00:00:02"}])");
  json bridge_link = json::parse(R"([
    {"ifindex": 7, "ifname": "vnet0", "master": "br0", "state": "forwarding", "learning": false,
     "flood": false, "bcast_flood": true}])");
  json fdb = json::parse(R"([
    {"mac": "33:33:00:00:00:01", "ifname": "vnet0", "flags": ["self"], "state": "permanent"},
    {"mac": "52:54:00:00:00:01", "ifname": "vnet0", "flags": [], "master": "br0",
     "state": "static"},
    {"mac": "52:54:00:00:00:01", "ifname": "vnet0", "vlan": 1, "flags": ["sticky"],
     "master": "br0", "state": "static"},
    {"mac": "52:54:00:00:00:09", "ifname": "vnet0", "vlan": 1, "flags": [], "master": "br0",
     "state": ""},
    {"mac": "52:54:00:00:00:08", "ifname": "vnet0", "flags": ["extern_learn"], "master": "br0",
     "state": ""},
    {"mac": "52:54:00:bb:00:00", "ifname": "br0", "flags": [], "master": "br0",
     "state": "permanent"},
    {"mac": "52:54:00:00:00:02", "ifname": "vnet1", "flags": [], "master": "br1",
     "state": "static"}])");
  json vlans = json::parse(R"([
    {"ifname": "vnet0", "vlans": [{"vlan": 1, "flags": ["PVID", "Egress Untagged"]},
                                  {"vlan": 10, "vlanEnd": 12}]}])");

  [[nodiscard]] std::expected<Capture, Error> read(std::string_view bridge = "br0") const {
    return read_iproute2({ip_link.dump(), bridge_link.dump(), fdb.dump(), vlans.dump()}, bridge);
  }
  [[nodiscard]] std::string refusal() const {
    const auto capture = read();
    return capture ? "" : capture.error().message;
  }
};

TEST(Iproute2, ReadsABridge) {
  const auto capture = Texts().read();
  ASSERT_TRUE(capture) << capture.error().message;
  const BridgeState& state = capture->state;
  EXPECT_EQ(state.settings.stp, true);
  EXPECT_EQ(state.settings.vlan_filtering, true);
  EXPECT_EQ(state.settings.forward_delay, Centiseconds(200));
  EXPECT_EQ(state.settings.group_fwd_mask, 0x4000);
  ASSERT_EQ(state.ports.size(), 1U);
  const PortState& port = state.ports.front();
  EXPECT_EQ(port.flags.learning, false);
  EXPECT_EQ(port.flags.broadcast_flood, true) << "which only `bridge link` has here";
  EXPECT_EQ(port.flags.state, PortStpState::Forwarding);
  EXPECT_THAT(port.vlans, ElementsAre(1, 10, 11, 12));
  EXPECT_EQ(port.pvid, 1);
  EXPECT_THAT(port.untagged, ElementsAre(1));
  EXPECT_EQ(port.promiscuity, 1U);
  ASSERT_EQ(state.fdb.size(), 5U) << "without the device's own list and without the other bridge";
  const MacAddress guest({0x52, 0x54, 0, 0, 0, 1});
  EXPECT_EQ(state.fdb[0].port, state.index);
  EXPECT_EQ(state.fdb[0].kind, FdbKind::Local);
  EXPECT_EQ(state.fdb[1], (FdbEntry{port.index, guest, 0, FdbKind::Static, false}));
  EXPECT_EQ(state.fdb[2], (FdbEntry{port.index, guest, 1, FdbKind::Static, true}));
  EXPECT_EQ(state.fdb[3].kind, FdbKind::ExternLearn);
  EXPECT_EQ(state.fdb[4].kind, FdbKind::Dynamic);
  EXPECT_THAT(state.others,
              ElementsAre(OtherLink{"lo", "", {}},
                          OtherLink{"vnet1", "br1", MacAddress({0xfe, 0x54, 0, 0, 0, 2})}));
}

TEST(Iproute2, ReadsWhatOldReleasesPrinted) {
  const BridgeState now = Texts().read()->state;
  Texts old;
  // Before 5.1 the VLANs stood under the names of the ports.
  old.vlans = {{"vnet0", old.vlans[0]["vlans"]}};
  // And flags were words.
  old.bridge_link[0]["learning"] = "off";
  old.ip_link[2]["linkinfo"]["info_slave_data"]["flood"] = "off";
  EXPECT_EQ(old.read()->state, now);
  old.vlans = json::array();
  EXPECT_TRUE(old.read()->state.ports[0].vlans.empty()) << "a kernel without VLANs";
  // A key that is not there says nothing, wherever the other file does.
  old.ip_link[2]["linkinfo"].erase("info_slave_data");
  EXPECT_EQ(old.read()->state.ports[0].flags.learning, false);
  EXPECT_EQ(old.read()->state.ports[0].flags.isolated, std::nullopt);
}

TEST(Iproute2, TakesWhatProtectsLessWhereFilesContradict) {
  for (const bool in_first : {false, true}) {
    Texts texts;
    json& port = in_first ? texts.ip_link[2]["linkinfo"]["info_slave_data"] : texts.bridge_link[0];
    port["learning"] = true;
    const auto capture = texts.read();
    EXPECT_EQ(capture->state.ports[0].flags.learning, true);
    EXPECT_THAT(capture->remarks,
                ElementsAre("ip-link.json and bridge-link.json contradict each other about "
                            "learning of vnet0; capture all files at once"));
  }
}

// Each is one thing that is wrong with a capture, and the sentence that says so.
TEST(Iproute2, SaysWhatIsWrongWithACapture) {
  struct Row {
    void (*spoil)(Texts&);
    const char* sentence;
  };
  const Row rows[] = {
      {[](Texts& t) { t.ip_link = json::array(); }, "ip-link.json has no bridge 'br0'"},
      {[](Texts& t) { t.ip_link[1]["linkinfo"]["info_kind"] = "veth"; }, "'br0' is not a bridge"},
      {[](Texts& t) { t.ip_link[1].erase("linkinfo"); },
       "ip-link.json: link 2 has no \"linkinfo\", was it captured without -d?"},
      {[](Texts& t) {
         t.ip_link[2].erase("linkinfo");
         t.bridge_link[0].erase("learning");
       },
       "neither ip-link.json nor bridge-link.json says whether 'vnet0' learns and floods; were "
       "they captured without -d?"},
      {[](Texts& t) { t.fdb[1]["mac"] = "52:54"; },
       "bridge-fdb.json: entry 2: \"mac\" is \"52:54\", expected a MAC address"},
      {[](Texts& t) { t.fdb[1].erase("mac"); }, "bridge-fdb.json: entry 2 has no \"mac\""},
      {[](Texts& t) { t.fdb[1]["vlan"] = 4095; },
       "bridge-fdb.json: entry 2: \"vlan\" is 4095, expected a number from 0 to 4094"},
      {[](Texts& t) { t.fdb[1]["vlan"] = -1; },
       "bridge-fdb.json: entry 2: \"vlan\" is -1, expected a number from 0 to 4094"},
      {[](Texts& t) { t.fdb[1]["state"] = "odd"; },
       "bridge-fdb.json: entry 2: \"state\" is \"odd\", expected permanent, static, stale or "
       "nothing"},
      {[](Texts& t) { t.fdb[1]["ifname"] = "vnet9"; },
       "bridge-fdb.json: entry 2: \"ifname\" is \"vnet9\", which ip-link.json does not have as a "
       "port of br0; capture all files at once"},
      {[](Texts& t) { t.bridge_link[0]["ifname"] = "vnet9"; },
       "bridge-link.json has a port 'vnet9' of br0 that ip-link.json has not; capture all files "
       "at once"},
      {[](Texts& t) { t.fdb = json::object({{"a", 1}}); },
       "bridge-fdb.json is an object, expected a list of entry"},
      {[](Texts& t) { t.fdb[1] = 5; }, "bridge-fdb.json: entry 2 is 5, expected an object"},
      {[](Texts& t) { t.fdb[1]["flags"] = "self"; },
       "bridge-fdb.json: entry 2: \"flags\" is \"self\", expected a list"},
      {[](Texts& t) { t.ip_link[2]["ifname"] = json::array(); },
       "ip-link.json: link 3: \"ifname\" is a list, expected a text"},
      {[](Texts& t) { t.ip_link[2]["ifindex"] = 4294967296; },
       "ip-link.json: link 3: \"ifindex\" is 4294967296, expected a number from 0 to 2147483647"},
      {[](Texts& t) { t.bridge_link[0]["learning"] = "maybe"; },
       "bridge-link.json: port 1: \"learning\" is \"maybe\", expected true or false"},
      {[](Texts& t) { t.vlans[0]["vlans"][1]["vlanEnd"] = 70000; },
       "bridge-vlan.json: port 1: vlans 2: \"vlanEnd\" is 70000, expected a number from 0 to "
       "4094"},
  };
  for (const Row& row : rows) {
    Texts texts;
    row.spoil(texts);
    EXPECT_EQ(texts.refusal(), row.sentence);
  }
}

TEST(Iproute2, GivesThePositionBesideTheWords) {
  const Error error = read_iproute2({"[{\n \"ifindex\" 1}]", "[]", "[]", "[]"}, "br0").error();
  EXPECT_EQ(error.code, ErrorCode::Malformed);
  EXPECT_EQ(error.span.line, 2U);
  EXPECT_EQ(error.span.column, 12U);
  EXPECT_EQ(error.span.offset, 14U);
}

TEST(Iproute2, SaysWhereJsonGoesWrong) {
  auto refusal = [](std::string ip_link) {
    return read_iproute2({std::move(ip_link), "[]", "[]", "[]"}, "br0").error().message;
  };
  EXPECT_EQ(refusal("[{\n \"ifindex\" 1}]"),
            "ip-link.json is not JSON: it goes wrong at line 2, column 12");
  EXPECT_EQ(refusal(""), "ip-link.json is empty");
  EXPECT_EQ(refusal(" \n"), "ip-link.json is empty");
  EXPECT_THAT(refusal("[1e999]"), HasSubstr("ip-link.json has a number that is out of range"));
  EXPECT_THAT(refusal("[\"\xff\"]"), HasSubstr("ip-link.json is not JSON"));
  EXPECT_THAT(refusal(std::string(200000, '[')), HasSubstr("ip-link.json is not JSON"));
}

// Every member replaced by every other type of value, and the text cut at every byte: an answer,
// whatever it is.
TEST(Iproute2, SurvivesAnything) {
  const json strange[] = {nullptr,
                          true,
                          -1,
                          1.5,
                          18446744073709551615U,
                          "",
                          "x",
                          json::array(),
                          json::object(),
                          json::array({json::array()})};
  auto members = [](json& document) {
    std::vector<json::json_pointer> places;
    const json flat = document.flatten();
    for (const auto& [place, value] : flat.items()) places.emplace_back(json::json_pointer(place));
    return places;
  };
  for (json Texts::* part : {&Texts::ip_link, &Texts::bridge_link, &Texts::fdb, &Texts::vlans}) {
    Texts whole;
    for (const json::json_pointer& place : members(whole.*part)) {
      for (const json& value : strange) {
        Texts texts;
        (texts.*part)[place] = value;
        (void)texts.read();
      }
    }
  }
  const std::string text = Texts().ip_link.dump();
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_FALSE(read_iproute2({text.substr(0, size), "[]", "[]", "[]"}, "br0")) << size;
}

TEST(StateJson, GoesBackAndForth) {
  BridgeState state = Texts().read()->state;
  state.absent = {MacAddress({2, 0, 0, 0, 0, 1})};
  state.ports[0].guest = true;
  state.settings.max_learned = 5;
  const auto again = read_state(to_json(state));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, state);
}

TEST(StateJson, SaysWhatIsWrong) {
  auto refusal = [](const json& spoiled) { return read_state(spoiled.dump()).error().message; };
  const json good = json::parse(to_json(Texts().read()->state));
  json bad = good;
  bad["format_version"] = 2;
  EXPECT_EQ(refusal(bad), "the state: \"format_version\" is 2, expected a number from 0 to 1");
  bad.erase("format_version");
  EXPECT_EQ(refusal(bad), "the state has no \"format_version\", this virnet knows 1");
  EXPECT_EQ(refusal({{"format_version", 1}}), "the state has no \"observed\"");
  bad = good;
  bad["observed"]["fdb"][0]["port"] = "vnet9";
  EXPECT_EQ(refusal(bad),
            "the state: \"observed\": fdb 1: \"port\" is \"vnet9\", which is no port of this "
            "bridge");
  bad = good;
  bad["observed"]["ports"][0]["flags"]["state"] = "odd";
  EXPECT_EQ(refusal(bad),
            "the state: \"observed\": ports 1: \"flags\": \"state\" is \"odd\", expected a state "
            "of a port");
  EXPECT_EQ(refusal(json::array()), "the state is a list, expected an object");
}

TEST(PlanJson, GoesBackAndForthUnlessItWasTamperedWith) {
  const BridgeState state = Texts().read()->state;
  BridgeState desired{.name = "br0"};
  desired.ports.push_back({.name = "vnet0", .index = LinkIndex{1}, .guest = true});
  desired.ports[0].flags.learning = false;
  desired.ports[0].flags.isolated = true;
  desired.ports[0].connected_in_kernel_mode = true;
  desired.ports[0].vlans = {42, 43};
  desired.ports[0].pvid = 43;
  desired.ports[0].untagged = {42};
  desired.absent = {MacAddress({2, 0, 0, 0, 0, 2})};
  desired.uncertain = {MacAddress({2, 0, 0, 0, 0, 3})};
  desired.filtering_optional = true;
  desired.fdb.push_back({LinkIndex{1}, MacAddress({2, 0, 0, 0, 0, 1}), 0, FdbKind::Static, true});
  const Plan plan = make_plan(state, desired);
  const auto stored = read_plan(to_json(plan, desired));
  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(stored->desired, desired);
  EXPECT_EQ(stored->plan.observed, state);
  EXPECT_EQ(stored->plan.operations, plan.operations);
  json tampered = json::parse(to_json(plan, desired));
  tampered["operations"].erase(0);
  EXPECT_EQ(read_plan(tampered.dump()).error().message,
            "the plan: its operations are not those that follow from its states");
  tampered.erase("desired");
  EXPECT_EQ(read_plan(tampered.dump()).error().message, "the plan has no \"desired\"");
}

}  // namespace
}  // namespace virnet::bridge
