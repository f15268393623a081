// What the flags of ports and the settings of bridges do when they are set and read.
#include "bridge/attributes/attributes.h"

#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using bridge::Centiseconds;
using bridge::PortFlags;
using enum Who;

std::vector<Statement> attribute_statements() {
  // Of what every kernel shows since the oldest that the catalogue is about.
  PortFlags fresh = bridge::initial_values<PortFlags>({5, 10});
  fresh.state.reset();
  const PortFlags manual{.learning = false, .unicast_flood = false};
  const PortFlags automatic{.learning = true, .unicast_flood = true};
  constexpr std::string_view kFresh =
      "a port that joins learns and floods, and does so again after it left";
  constexpr std::string_view kNoPort =
      "flags are refused on what is no port: the bridge, a link outside";
  constexpr std::string_view kHalf =
      "several flags in one message: those before the refused one stay changed";
  constexpr std::string_view kTicks =
      "the ageing time goes through the kernel's ticks and loses its last digits";
  constexpr std::string_view kMask = "the bridge's group mask refuses the three reserved addresses";
  constexpr std::string_view kLocked = "a port can be locked";
  constexpr std::string_view kFilter = "VLAN filtering can be switched on and off";
  constexpr std::string_view kNoFilter =
      "without VLAN filtering its switch cannot be set, not even to off";
  constexpr std::string_view kPvid = "4095 is refused as default VLAN";
  return {
      {.id = "ATT-001",
       .claim_kernel_mode = kFresh,
       .claim_libvirt_mode = kFresh,
       .steps = {JoinStep{true}, ReadFlagsStep{D, fresh}, FlagsStep{D, manual},
                 ReadFlagsStep{D, manual}, JoinStep{false}, JoinStep{true},
                 ReadFlagsStep{D, fresh}}},
      {.id = "ATT-002",
       .claim_kernel_mode =
           "every port reads learning and flooding on; both can be set off in one message",
       .claim_libvirt_mode = "guest ports read learning and flooding off, the uplink both on",
       .steps = {ReadModeStep{U}, ReadModeStep{A}, ReadModeStep{B}, ReadModeStep{C},
                 FlagsStep{A, automatic}, ReadFlagsStep{A, automatic}, FlagsStep{A, manual},
                 ReadFlagsStep{A, manual}}},
      {.id = "ATT-009",
       .claim_kernel_mode = kHalf,
       .claim_libvirt_mode = kHalf,
       .steps = {FlagsStep{A, automatic},
                 FlagsStep{A, {.learning = false, .group_fwd_mask = std::uint16_t{7}}, EINVAL},
                 ReadFlagsStep{A, {.learning = false, .group_fwd_mask = std::uint16_t{0}}}}},
      {.id = "ATT-012",
       .claim_kernel_mode = kNoPort,
       .claim_libvirt_mode = kNoPort,
       .steps = {FlagsStep{BR, manual, EOPNOTSUPP}, FlagsStep{D, manual, EOPNOTSUPP}}},
      {.id = "ATT-016",
       .claim_kernel_mode = kFilter,
       .claim_libvirt_mode = kFilter,
       .steps = {BridgeStep{{.vlan_filtering = true}}, ReadBridgeStep{{.vlan_filtering = true}},
                 BridgeStep{{.vlan_filtering = false}}, ReadBridgeStep{{.vlan_filtering = false}}},
       .need = Need::VlanFiltering},
      {.id = "ATT-017",
       .claim_kernel_mode = kNoFilter,
       .claim_libvirt_mode = kNoFilter,
       .steps = {BridgeStep{{.vlan_filtering = true}, EOPNOTSUPP},
                 BridgeStep{{.vlan_filtering = false}, EOPNOTSUPP},
                 ReadBridgeStep{{.vlan_filtering = false}}},
       .need = Need::NoVlanFiltering},
      {.id = "ATT-018",
       .claim_kernel_mode = kPvid,
       .claim_libvirt_mode = kPvid,
       .steps = {BridgeStep{{.default_pvid = std::uint16_t{4095}}, EINVAL},
                 ReadBridgeStep{{.default_pvid = std::uint16_t{1}}}},
       .need = Need::VlanFiltering},
      {.id = "ATT-019",
       .claim_kernel_mode = kTicks,
       .claim_libvirt_mode = kTicks,
       .steps = {BridgeStep{{.ageing_time = Centiseconds(0xffffffff)}},
                 ReadBridgeStep{{.ageing_time = Centiseconds(0xfffffffe)}},
                 BridgeStep{{.ageing_time = Centiseconds(1)}},
                 ReadBridgeStep{{.ageing_time = Centiseconds(0)}}}},
      {.id = "ATT-020",
       .claim_kernel_mode = kMask,
       .claim_libvirt_mode = kMask,
       .steps = {BridgeStep{{.group_fwd_mask = std::uint16_t{1}}, EINVAL},
                 BridgeStep{{.group_fwd_mask = std::uint16_t{2}}, EINVAL},
                 BridgeStep{{.group_fwd_mask = std::uint16_t{4}}, EINVAL},
                 ReadBridgeStep{{.group_fwd_mask = std::uint16_t{0}}}}},
      {.id = "ATT-021",
       .claim_kernel_mode = kLocked,
       .claim_libvirt_mode = kLocked,
       .steps = {FlagsStep{A, {.locked = true}}, ReadFlagsStep{A, {.locked = true}}},
       .need = Need::Locked},
  };
}

}  // namespace virnet::conformance
