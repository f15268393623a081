// The ports of a bridge by name and by number, and the words for the kinds of entries.
#include <virnet/bridge_state.h>

#include <algorithm>

namespace virnet::bridge {

std::string_view to_string(FdbKind kind) {
  switch (kind) {
    case FdbKind::Static: return "static";
    case FdbKind::Local: return "local";
    case FdbKind::Dynamic: return "dynamic";
    case FdbKind::ExternLearn: return "extern_learn";
  }
  return "unknown";
}

const PortState* BridgeState::port(std::string_view port_name) const {
  const auto found = std::find_if(ports.begin(), ports.end(),
                                  [&](const PortState& each) { return each.name == port_name; });
  return found == ports.end() ? nullptr : &*found;
}

const PortState* BridgeState::port(LinkIndex port_index) const {
  const auto found = std::find_if(ports.begin(), ports.end(),
                                  [&](const PortState& each) { return each.index == port_index; });
  return found == ports.end() ? nullptr : &*found;
}

}  // namespace virnet::bridge
