// Why a port is promiscuous.
#include <fmt/format.h>
#include <virnet/promiscuity.h>

#include "bridge/attributes/attributes.h"

namespace virnet::bridge {
namespace {

constexpr std::size_t kMaxNamed = 8;
constexpr const char* kLearns = row_of<&PortFlags::learning>().meaning;
constexpr const char* kFloods = row_of<&PortFlags::unicast_flood>().meaning;

}  // namespace

std::string explain_promiscuity(const BridgeState& observed, const PortState& port) {
  if (port.promiscuity == 0) return {};
  if (observed.settings.vlan_filtering != true)
    return "VLAN filtering is off, so the bridge keeps every port promiscuous";
  std::string others;
  std::size_t count = 0;
  for (const PortState& other : observed.ports) {
    if (other.index == port.index || !is_automatic(other.flags)) continue;
    if (++count > kMaxNamed) continue;
    const bool learns = other.flags.learning.value_or(true);
    const bool floods = other.flags.unicast_flood.value_or(true);
    if (!others.empty()) others += ", ";
    others += fmt::format("{} {}{}{}", other.name, learns ? kLearns : "",
                          learns && floods ? " and " : "", floods ? kFloods : "");
  }
  if (count > kMaxNamed) others += fmt::format(" and {} more", count - kMaxNamed);
  if (!others.empty()) return "kept promiscuous because " + others;
  return "no port of the bridge needs it: either its device cannot filter addresses (veth, tap, "
         "dummy and vxlan never can), or something else wants it promiscuous, such as a packet "
         "capture on it or on the bridge";
}

}  // namespace virnet::bridge
