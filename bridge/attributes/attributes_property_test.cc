// Every port flag and bridge setting, with any value, comes through every format unchanged,
// and the kernel in memory keeps it.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <virnet/iproute2.h>
#include <virnet/state_json.h>
#include <virnet/testing/memory_kernel.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "bridge/attributes/attributes.h"
#include "bridge/netlink/decode.h"
#include "bridge/netlink/encode.h"

namespace virnet::bridge {
namespace {

using nlohmann::json;

template <typename Kind>
typename Kind::Value any_value() {
  if constexpr (std::is_same_v<Kind, kind::StpState>) {
    return static_cast<PortStpState>(
        *rc::gen::inRange<int>(0, static_cast<int>(PortStpState::Blocking) + 1));
  } else if constexpr (std::is_same_v<Kind, kind::Time>) {
    return Centiseconds(*rc::gen::arbitrary<std::uint32_t>());
  } else {
    return *rc::gen::arbitrary<typename Kind::Value>();
  }
}

// One that a kernel accepts and keeps to the last digit.
template <typename Kind>
typename Kind::Value settable_value() {
  auto value = any_value<Kind>();
  if constexpr (std::is_same_v<Kind, kind::GroupMask>) value &= 0xfff8;
  if constexpr (std::is_same_v<Kind, kind::Time>) value -= value % Centiseconds(2);
  if constexpr (std::is_same_v<Kind, kind::Number<std::uint16_t>>) value %= 4095;
  if constexpr (std::is_same_v<Kind, kind::StpState>)
    if (value == PortStpState::Blocking) value = PortStpState::Forwarding;
  return value;
}

// A state with one port, and what of it is looked at.
PortFlags& part_of(BridgeState& state, const PortFlags&) { return state.ports.front().flags; }
BridgeSettings& part_of(BridgeState& state, const BridgeSettings&) { return state.settings; }

template <typename Owner>
BridgeState state_with(const Owner& values) {
  BridgeState state{.name = "br0", .index = LinkIndex{2}};
  state.ports.push_back({.name = "vnet0", .index = LinkIndex{3}});
  part_of(state, values) = values;
  return state;
}

void encode(MessageBuilder& message, const PortFlags& flags) { encode_port_flags(message, flags); }
void encode(MessageBuilder& message, const BridgeSettings& settings) {
  encode_bridge_settings(message, settings);
}
Decoded<PortFlags> decode(Bytes bytes, const PortFlags&) { return decode_port(bytes); }
Decoded<BridgeSettings> decode(Bytes bytes, const BridgeSettings&) { return decode_bridge(bytes); }

template <typename Owner>
Owner through_netlink(const Owner& values) {
  MessageBuilder message(RTM_NEWLINK, NLM_F_REQUEST, 1);
  message.header<ifinfomsg>();
  encode(message, values);
  return decode(message.finish()->subspan(NLMSG_HDRLEN + sizeof(ifinfomsg)), values).value();
}

template <typename Owner>
Owner through_json(const Owner& values) {
  BridgeState read = read_state(to_json(state_with(values))).value();
  return part_of(read, values);
}

// As ip(8) prints it: numbers for what is in info_data, a mask as hexadecimal text.
template <typename Owner>
json printed(const Owner& values) {
  json object = json::object();
  for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    const auto& value = values.*row.member;
    if (!value) return;
    if constexpr (std::is_same_v<Kind, kind::StpState>) {
      object[row.iproute2] = kind::kStpStates.at(kind::to_wire<Kind>(*value));
    } else if constexpr (std::is_same_v<Kind, kind::GroupMask>) {
      object[row.iproute2] = fmt::format("{:#x}", *value);
    } else if constexpr (std::is_same_v<Owner, PortFlags>) {
      object[row.iproute2] = *value;
    } else {
      object[row.iproute2] = kind::to_wire<Kind>(*value);
    }
  });
  return object;
}

template <typename Owner>
Owner through_iproute2(const Owner& values) {
  BridgeState state = state_with(values);
  PortFlags& flags = state.ports.front().flags;
  // Without these two a capture is refused.
  if (!flags.learning) flags.learning = true;
  if (!flags.unicast_flood) flags.unicast_flood = true;
  const json links = {
      {{"ifname", "br0"},
       {"ifindex", 2},
       {"linkinfo", {{"info_kind", "bridge"}, {"info_data", printed(state.settings)}}}},
      {{"ifname", "vnet0"},
       {"ifindex", 3},
       {"master", "br0"},
       {"address", "fe:54:00:00:00:01"},
       {"linkinfo", {{"info_slave_data", printed(flags)}}}}};
  Capture capture =
      read_iproute2(
          {.ip_link = links.dump(), .bridge_link = "[]", .bridge_fdb = "[]", .bridge_vlan = "[]"},
          "br0")
          .value();
  return restricted(part_of(capture.state, values), values);
}

template <typename Owner>
struct Format {
  std::string_view name;
  Owner (*pass)(const Owner&);
};
template <typename Owner>
constexpr std::array<Format<Owner>, 3> kFormats = {{{"netlink", &through_netlink<Owner>},
                                                    {"JSON", &through_json<Owner>},
                                                    {"iproute2", &through_iproute2<Owner>}}};

template <typename Owner>
void pass_every_row() {
  for_each_row<Owner>([]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    Owner values;
    values.*row.member = any_value<Kind>();
    // What comes out of each as it went in, comes through any two of them.
    for (const Format<Owner>& format : kFormats<Owner>) {
      if (format.pass(values) != values)
        RC_FAIL(fmt::format("'{}' gets lost in {}", row.name, format.name));
    }
  });
}

RC_GTEST_PROP(Attributes, PortFlagsComeThroughEveryFormat, ()) { pass_every_row<PortFlags>(); }
RC_GTEST_PROP(Attributes, SettingsComeThroughEveryFormat, ()) { pass_every_row<BridgeSettings>(); }

// A bridge and a port that forwards.
struct Rig {
  MemoryKernel kernel;
  LinkIndex bridge = LinkIndex::None;
  LinkIndex port = LinkIndex::None;

  Rig() {
    RC_ASSERT(kernel.execute({{AddBridge{"br0"}, AddVeth{"vnet0", "guest0"}}}).empty());
    bridge = kernel.link("br0")->index;
    port = kernel.link("vnet0")->index;
    RC_ASSERT(kernel
                  .execute({{SetLink{.index = kernel.link("guest0")->index, .up = true},
                             SetLink{.index = bridge, .up = true},
                             SetLink{.index = port, .up = true, .master = bridge}}})
                  .empty());
  }
  Outcome set(const PortFlags& flags) { return kernel.change(SetPort{port, flags}); }
  Outcome set(const BridgeSettings& settings) { return kernel.change(SetBridge{bridge, settings}); }
  PortFlags read(const PortFlags&) { return *kernel.link(port)->port; }
  BridgeSettings read(const BridgeSettings&) { return *kernel.link(bridge)->bridge; }
};

template <typename Owner>
void keep_every_row() {
  for_each_row<Owner>([]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    Rig rig;
    Owner values;
    values.*row.member = settable_value<Kind>();
    if (const Outcome done = rig.set(values); !done)
      RC_FAIL(fmt::format("'{}' is refused: {}", row.name, to_string(done.error())));
    if (restricted(rig.read(values), values) != values)
      RC_FAIL(fmt::format("'{}' reads as something else than what was set", row.name));
  });
}

RC_GTEST_PROP(Attributes, TheKernelInMemoryKeepsPortFlags, ()) { keep_every_row<PortFlags>(); }
RC_GTEST_PROP(Attributes, TheKernelInMemoryKeepsSettings, ()) { keep_every_row<BridgeSettings>(); }

}  // namespace
}  // namespace virnet::bridge
