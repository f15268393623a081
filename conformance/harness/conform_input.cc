// What a document says about its bridge.
#include <virnet/conform_input.h>

namespace virnet {

std::string_view to_string(BridgeMode mode) {
  return mode == BridgeMode::Libvirt ? "libvirt" : "kernel";
}

std::expected<ConformInput, Error> ConformInput::from(const Network& network) {
  const ForwardMode mode = network->forward.mode;
  const Bridge& bridge = network->bridge;
  const bool named = !bridge.name.view().empty();
  if (!is_l3(mode) && (mode != ForwardMode::Bridge || !named)) {
    return std::unexpected(Error{.code = ErrorCode::Unsupported,
                                 .message = "nothing to prove: the network has no bridge"});
  }
  ConformInput input{.network = std::string(network->name.view())};
  // "virbr%d" asks for the next free number.
  if (named && bridge.name.view().find('%') == std::string_view::npos)
    input.bridge = bridge.name.view();
  if (bridge.mac_table_manager == MacTableManager::Libvirt) input.mode = BridgeMode::Libvirt;
  input.isolated = network->port_isolated == Tristate::Yes;
  if (!is_l3(mode)) return input;
  input.stp = bridge.stp != Stp::Off;
  input.delay = bridge.delay;
  input.mac = network->mac;
  input.mtu = network->mtu;
  for (const Ip& ip : network->ips) {
    const std::optional<unsigned> prefix = ip.effective_prefix();
    if (ip.address && prefix) input.addresses.push_back({*ip.address, *prefix});
  }
  return input;
}

}  // namespace virnet
