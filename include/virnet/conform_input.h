// include/virnet/conform_input.h - What a network's document says about its bridge, as far as a
// kernel can show it.
//
//   virnet::NetworkDraft draft;
//   draft->name = "lab";
//   const auto input = virnet::ConformInput::from(*draft.finish());
//   if (input) fmt::print("{} in {} mode\n", input->bridge, to_string(input->mode));
//   else fmt::print("{}\n", input.error().message);
//
// <virnet/conform.h> proves it. A plain value.
#pragma once

#include <virnet/mac_address.h>
#include <virnet/change.h>
#include <virnet/error.h>
#include <virnet/network.h>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virnet {

// Who looks after the MAC table of the bridge.
enum class BridgeMode : std::uint8_t {
  Kernel,   // ports learn and flood
  Libvirt,  // guest ports do neither; each guest's address is a static entry
};
[[nodiscard]] std::string_view to_string(BridgeMode mode);

// What a document says about its bridge, as far as a kernel can show it.
struct ConformInput {
  std::string network = {};  // its name, for the report
  std::string bridge = "virbr0";
  BridgeMode mode = BridgeMode::Kernel;
  bool stp = false;
  std::uint64_t delay = 0;  // seconds, the forward delay
  std::optional<MacAddress> mac = {};
  std::uint32_t mtu = 0;  // 0: not said
  bool isolated = false;  // <port isolated='yes'/>
  std::vector<bridge::LinkAddress> addresses = {};

  // What libvirt would do for this network (12.8): STP is on unless the document says "off", a
  // bridge without a name is virbr0. In forward mode bridge the bridge is the administrator's, only
  // its name counts. Error: Unsupported if the network has no bridge: there is nothing to prove.
  [[nodiscard]] static std::expected<ConformInput, Error> from(const Network& network);
};

}  // namespace virnet
