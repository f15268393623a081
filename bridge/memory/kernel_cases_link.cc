// Rows about links, port flags, bridge settings and VLANs.
#include <fmt/format.h>

#include <array>
#include <cerrno>

#include "bridge/attributes/attributes.h"
#include "bridge/memory/kernel_cases.h"

namespace virnet::bridge {
namespace {

using Read = std::function<std::string(Kernel&)>;

template <typename T>
std::string text_of(const std::optional<T>& value) {
  if (!value) return "absent";
  if constexpr (std::is_same_v<T, Centiseconds>) {
    return fmt::format("{}", value->count());
  } else {
    return fmt::format("{}", static_cast<unsigned>(*value));
  }
}

template <typename T>
Read port_flag(LinkIndex port, std::optional<T> PortFlags::* member) {
  return [=](Kernel& kernel) {
    Result<Link> link = kernel.link(port);
    if (!link) return to_string(link.error());
    return link->port ? text_of((*link->port).*member) : std::string("no port");
  };
}

template <typename T>
Read setting(std::string bridge, std::optional<T> BridgeSettings::* member) {
  return [=](Kernel& kernel) {
    Result<Link> link = kernel.link(bridge);
    return link ? text_of((*link->bridge).*member) : to_string(link.error());
  };
}

// A value that is not the initial one and that no kernel refuses.
template <typename Owner, typename Kind>
typename Kind::Value other_value(const BridgeAttribute<Owner, Kind>& row) {
  if constexpr (std::is_same_v<typename Kind::Value, bool>) {
    return !row.initial;
  } else if constexpr (std::is_same_v<Kind, kind::GroupMask>) {
    return 0x4008;
  } else {
    return typename Kind::Value(10);
  }
}

Read master(const Rig& rig, LinkIndex port) {
  return [=](Kernel& kernel) -> std::string {
    Result<Link> link = kernel.link(port);
    if (!link) return errno_name(link.error().error);
    return link->master == rig.bridge ? "br0" : link->master == LinkIndex::None ? "none" : "other";
  };
}

Read promiscuity(LinkIndex port) {
  return [=](Kernel& kernel) {
    Result<Link> link = kernel.link(port);
    return link ? fmt::format("{}{}", link->promiscuity, link->promiscuous ? " asked" : "")
                : to_string(link.error());
  };
}

void port_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  auto set = [&](PortFlags flags, int expected = 0) {
    return KernelCase::Try{SetPort{rig.a, flags}, expected};
  };
  auto row = [&](const char* id, const char* what, std::vector<KernelCase::Try> tries, auto member,
                 const char* then) {
    rows.push_back({id, what, std::move(tries), port_flag(rig.a, member), then});
  };
  for_each_row<PortFlags>([&](const auto& each) {
    if constexpr (!std::is_same_v<decltype(each.initial), PortStpState>) {
      const bool known = rig.version >= each.since;
      const auto value = other_value(each);
      PortFlags changed;
      changed.*each.member = value;
      auto read = port_flag(rig.a, each.member);
      rows.push_back({"ATT-001",
                      fmt::format("a new port: {}", each.name),
                      {},
                      read,
                      known ? text_of(std::optional(each.initial)) : "absent"});
      rows.push_back({"ATT-flags",
                      fmt::format("{} (whether a port {}) changed", each.name, each.meaning),
                      {set(changed)},
                      read,
                      known ? text_of(std::optional(value)) : "absent"});
    }
  });
  row("ATT-002", "learning off", {set({.learning = false})}, &PortFlags::learning, "0");
  row("ATT-002", "learning off leaves flooding", {set({.learning = false})},
      &PortFlags::unicast_flood, "1");
  row("ATT-002", "flooding off", {set({.unicast_flood = false})}, &PortFlags::unicast_flood, "0");
  row("ATT-002", "both off", {set({.learning = false, .unicast_flood = false})},
      &PortFlags::learning, "0");
  row("ATT-002", "off and on", {set({.learning = false}), set({.learning = true})},
      &PortFlags::learning, "1");
  row("ATT-009", "a refused mask leaves learning changed",
      {set({.learning = false, .group_fwd_mask = std::uint16_t{7}}, EINVAL)}, &PortFlags::learning,
      "0");
  row("ATT-009", "a refused mask", {set({.group_fwd_mask = std::uint16_t{2}}, EINVAL)},
      &PortFlags::group_fwd_mask, "0");
  row("ATT-state", "a forwarding port", {}, &PortFlags::state, "3");
  row("ATT-state", "blocking is at once forwarding again", {set({.state = PortStpState::Blocking})},
      &PortFlags::state, "3");
  row("ATT-state", "listening sticks", {set({.state = PortStpState::Listening})}, &PortFlags::state,
      "1");
  row("ATT-state", "a port that is down", {{SetLink{.index = rig.a, .up = false}}},
      &PortFlags::state, "0");
  row("ATT-state", "flags on a port that is down hold",
      {{SetLink{.index = rig.a, .up = false}},
       set({.learning = false}),
       {SetLink{.index = rig.a, .up = true}}},
      &PortFlags::learning, "0");
  row("ATT-rejoin", "flags after leaving and joining again",
      {set({.learning = false}),
       {SetLink{.index = rig.a, .master = LinkIndex::None}},
       {SetLink{.index = rig.a, .master = rig.bridge}}},
      &PortFlags::learning, "1");
  row("ATT-rejoin", "the same master again changes nothing",
      {set({.learning = false}), {SetLink{.index = rig.a, .master = rig.bridge}}},
      &PortFlags::learning, "0");
  const PortFlags off{.learning = false};
  rows.push_back(
      {"ATT-012", "flags on the bridge", {{SetPort{rig.bridge, off}, EOPNOTSUPP}}, {}, ""});
  rows.push_back({"ATT-024",
                  "flags on a link that is no port",
                  {{SetPort{rig.free, off}, EOPNOTSUPP}},
                  {},
                  ""});
  rows.push_back(
      {"ATT-015", "flags on an unknown link", {{SetPort{LinkIndex{99999}, off}, ENODEV}}, {}, ""});
}

void bridge_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  auto set = [&](BridgeSettings settings, int expected = 0) {
    return KernelCase::Try{SetBridge{rig.bridge, settings}, expected};
  };
  auto row = [&](const char* id, const char* what, std::vector<KernelCase::Try> tries, auto member,
                 const char* then) {
    rows.push_back({id, what, std::move(tries), setting(rig.name("br"), member), then});
  };
  for_each_row<BridgeSettings>([&](const auto& each) {
    const bool of_vlans = row_of<&BridgeSettings::default_pvid>().type == each.type;
    const bool known = rig.version >= each.since && (rig.vlans || !of_vlans);
    rows.push_back({"BR-default",
                    fmt::format("a new bridge: {}", each.name),
                    {{AddBridge{rig.name("new")}}},
                    setting(rig.name("new"), each.member),
                    known ? text_of(std::optional(each.initial)) : "absent"});
    // What needs VLANs is among the cases of VLANs.
    if (!rig.vlans && row_of<&BridgeSettings::vlan_filtering>().type == each.type) return;
    const auto value = other_value(each);
    BridgeSettings changed;
    changed.*each.member = value;
    rows.push_back({"BR-settings",
                    fmt::format("{} (whether a bridge {}) changed", each.name, each.meaning),
                    {set(changed)},
                    setting(rig.name("br"), each.member),
                    known ? text_of(std::optional(value)) : "absent"});
  });
  row("ATT-019", "ageing 1", {set({.ageing_time = Centiseconds(1)})}, &BridgeSettings::ageing_time,
      "0");
  row("ATT-019", "ageing 0", {set({.ageing_time = Centiseconds(0)})}, &BridgeSettings::ageing_time,
      "0");
  row("ATT-019", "ageing 12345", {set({.ageing_time = Centiseconds(12345)})},
      &BridgeSettings::ageing_time, "12344");
  for (const std::uint16_t mask : std::to_array<std::uint16_t>({1, 2, 4})) {
    row("ATT-020", "a reserved bit in the group mask", {set({.group_fwd_mask = mask}, EINVAL)},
        &BridgeSettings::group_fwd_mask, "0");
  }
  row("BR-stp", "forward delay 0 without STP", {set({.forward_delay = Centiseconds(0)})},
      &BridgeSettings::forward_delay, "0");
  row("BR-stp", "STP raises a small delay", {set({.stp = true, .forward_delay = Centiseconds(0)})},
      &BridgeSettings::forward_delay, "200");
  row("BR-stp", "STP lowers a large delay",
      {set({.stp = true, .forward_delay = Centiseconds(6000)})}, &BridgeSettings::forward_delay,
      "3000");
  row("BR-stp", "a small delay under STP",
      {set({.stp = true}), set({.forward_delay = Centiseconds(100)}, ERANGE)}, &BridgeSettings::stp,
      "1");
  rows.push_back({"BR-settings",
                  "settings of a link that is no bridge",
                  {{SetBridge{rig.free, {.stp = true}}, EOPNOTSUPP}},
                  {},
                  ""});
}

void life_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  const LinkIndex loopback{1};
  auto row = [&](const char* what, Change change, int expected, Read read, const char* then) {
    rows.push_back({"LINK", what, {{std::move(change), expected}}, std::move(read), then});
  };
  row("a bridge of an existing name", AddBridge{rig.name("br")}, EEXIST, {}, "");
  row("a name of 16 characters", AddBridge{"abcdefghijklmnop"}, ERANGE, {}, "");
  row("a name with a slash", AddBridge{"a/b"}, EINVAL, {}, "");
  row("an empty name", AddBridge{""}, EINVAL, {}, "");
  row("the name '.'", AddBridge{"."}, EINVAL, {}, "");
  row("a veth pair of existing names", AddVeth{rig.name("u"), rig.name("new")}, EEXIST, {}, "");
  row("a veth pair with an existing peer", AddVeth{rig.name("new"), rig.name("u")}, EEXIST, {}, "");
  row("loopback into a bridge", SetLink{.index = loopback, .master = rig.bridge}, EINVAL, {}, "");
  row("a bridge into itself", SetLink{.index = rig.bridge, .master = rig.bridge}, ELOOP, {}, "");
  row("a master that is no bridge", SetLink{.index = rig.a, .master = rig.free}, EOPNOTSUPP,
      master(rig, rig.a), "none");
  row("an unknown master, but the old one is left",
      SetLink{.index = rig.a, .master = LinkIndex{99999}}, EINVAL, master(rig, rig.a), "none");
  row("leaving", SetLink{.index = rig.a, .master = LinkIndex::None}, 0, master(rig, rig.a), "none");
  row("leaving without a bridge", SetLink{.index = rig.free, .master = LinkIndex::None}, 0,
      master(rig, rig.free), "none");
  row("deleting a port", DeleteLink{rig.a}, 0, master(rig, rig.a), "ENODEV");
  row("deleting the bridge", DeleteLink{rig.bridge}, 0, master(rig, rig.a), "none");
  row("deleting what is absent", DeleteLink{LinkIndex{99999}}, ENODEV, {}, "");
  row("changing what is absent", SetLink{.index = LinkIndex{99999}, .up = true}, ENODEV, {}, "");
  row("renaming to an existing name", SetLink{.index = rig.free, .name = rig.name("u")}, EEXIST, {},
      "");
  row("renaming to 16 characters", SetLink{.index = rig.free, .name = "abcdefghijklmnop"}, ERANGE,
      {}, "");
  rows.push_back({"FLT-008",
                  "flags after the port left",
                  {{SetLink{.index = rig.a, .master = LinkIndex::None}},
                   {SetPort{rig.a, {.learning = false}}, EOPNOTSUPP}},
                  {},
                  ""});
  rows.push_back({"FLT-007",
                  "flags on a deleted port",
                  {{DeleteLink{rig.a}}, {SetPort{rig.a, {.learning = false}}, ENODEV}},
                  {},
                  ""});
}

void promiscuity_cases(const Rig& rig, std::vector<KernelCase>& rows) {
  auto row = [&](const char* id, const char* what, std::vector<KernelCase::Try> tries,
                 LinkIndex port, const char* then) {
    rows.push_back({id, what, std::move(tries), promiscuity(port), then});
  };
  const PortFlags manual{.learning = false, .unicast_flood = false};
  row("PRM-001", "a port of a bridge that does not filter", {}, rig.a, "1");
  row("PRM-001", "a manual port", {{SetPort{rig.a, manual}}}, rig.a, "1");
  row("PRM-001", "all ports manual",
      {{SetPort{rig.u, manual}}, {SetPort{rig.a, manual}}, {SetPort{rig.b, manual}}}, rig.u, "1");
  row("PRM-018", "asked for by the administrator as well",
      {{SetLink{.index = rig.a, .promiscuous = true}}}, rig.a, "2 asked");
  row("PRM-024", "a port that left", {{SetLink{.index = rig.a, .master = LinkIndex::None}}}, rig.a,
      "0");
}

}  // namespace

std::vector<KernelCase> link_cases(const Rig& rig) {
  std::vector<KernelCase> rows;
  port_cases(rig, rows);
  bridge_cases(rig, rows);
  life_cases(rig, rows);
  promiscuity_cases(rig, rows);
  return rows;
}

std::vector<KernelCase> vlan_cases(const Rig& rig) {
  const MacAddress guest({0x52, 0x54, 0, 0, 0, 0x0a});
  const auto read = entries_of(rig, guest);
  std::vector<KernelCase> rows;
  auto row = [&](const char* id, const char* what, std::vector<KernelCase::Try> tries,
                 std::string then) {
    rows.push_back({id, what, std::move(tries), read, std::move(then)});
  };
  auto add = [&](std::optional<std::uint16_t> vlan,
                 std::uint16_t write = Write::Create | Write::Exclusive) {
    return AddFdb{.port = rig.a, .mac = guest, .write = write, .vlan = vlan};
  };
  for (const std::uint16_t bad : std::to_array<std::uint16_t>({0, 4095, 4096, 65535})) {
    row("FDB-026", "a VLAN that cannot be", {{add(bad), EINVAL}}, "");
  }
  const Change filter = SetBridge{rig.bridge, {.vlan_filtering = true}};
  if (!rig.vlans) {
    row("FDB-028", "a VLAN on a kernel without", {{add(1), EINVAL}}, "");
    row("FDB-030", "one entry", {{add({})}}, "a static");
    row("ATT-017", "filtering on", {{filter, EOPNOTSUPP}}, "");
    row("ATT-017", "filtering off",
        {{SetBridge{rig.bridge, {.vlan_filtering = false}}, EOPNOTSUPP}}, "");
    row("ATT-017", "a bridge with filtering",
        {{AddBridge{rig.name("new"), {.vlan_filtering = true}}, EOPNOTSUPP}}, "");
    row("VLAN-port", "a VLAN for a port", {{AddPortVlan{{rig.a, 10}}, EOPNOTSUPP}}, "");
    return rows;
  }
  const Change ten = AddPortVlan{{rig.a, 10}};
  const Change eleven = AddPortVlan{{rig.a, 11}};
  const DeleteFdb drop{.port = rig.a, .mac = guest};
  row("FDB-028", "a VLAN of the port", {{add(1)}}, "a/1 static");
  row("FDB-029", "a VLAN that the port lacks", {{add(20), EINVAL}}, "");
  row("FDB-030", "no VLAN", {{add({})}}, "a static, a/1 static");
  row("FDB-031", "more VLANs", {{ten}, {eleven}, {add({})}},
      "a static, a/1 static, a/10 static, a/11 static");
  row("FDB-032", "a VLAN added later", {{add({})}, {ten}}, "a static, a/1 static");
  row("FDB-032", "then exclusively", {{add({})}, {ten}, {add({}), EEXIST}}, "a static, a/1 static");
  row("FDB-032", "then again", {{add({})}, {ten}, {add({}, Write::Create)}},
      "a static, a/1 static, a/10 static");
  row("FDB-033", "a VLAN removed from the port",
      {{ten}, {add({})}, {DeletePortVlan{{rig.a, 10}}}, {drop}}, "a/10 static");
  row("FDB-035", "delete with one of two present", {{add(1)}, {drop}}, "");
  row("FDB-037", "filtering toggled",
      {{add({})}, {filter}, {SetBridge{rig.bridge, {.vlan_filtering = false}}}},
      "a static, a/1 static");
  row("FDB-038", "VLAN 1 learned elsewhere",
      {{AddFdb{.port = rig.u, .mac = guest, .state = Nud::Reachable, .vlan = std::uint16_t{1}}},
       {add({}), EEXIST}},
      "u/1 dynamic, a static");
  row("ATT-018", "a default VLAN that cannot be",
      {{SetBridge{rig.bridge, {.default_pvid = std::uint16_t{4095}}}, EINVAL}}, "");
  row("FDB-036", "no default VLAN",
      {{SetBridge{rig.bridge, {.default_pvid = std::uint16_t{0}}}}, {add({})}}, "a static");
  rows.push_back({"PRM-002",
                  "veth ports are never released",
                  {{filter},
                   {SetPort{rig.a, {.learning = false, .unicast_flood = false}}},
                   {SetPort{rig.b, {.learning = false, .unicast_flood = false}}}},
                  promiscuity(rig.u),
                  "1"});
  return rows;
}

}  // namespace virnet::bridge
