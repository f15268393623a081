// The words for what can be wrong with a bridge.
#include <fmt/format.h>
#include <virnet/plan.h>

#include <array>
#include <map>
#include <set>

namespace virnet::bridge {
namespace {

struct Row {
  std::string_view name;
  std::string_view sentence;  // {port}, {mac}, {found} are filled in
  std::string_view remedy;
};

constexpr std::string_view kRestart =
    "stop and start the guest: libvirt sets a port's flags only when it makes the port";
constexpr std::string_view kResume =
    "suspend and resume the guest: libvirt enters its address when it starts the processors";

// In the order of DriftKind.
constexpr std::array<Row, 22> kRows = {{
    {"no-vlan-filtering",
     "{port} cannot filter by VLAN, because this kernel was built without it: libvirt refuses to "
     "start such a network",
     "run a kernel with CONFIG_BRIDGE_VLAN_FILTERING, or give the network a bridge of your own "
     "(forward mode 'bridge')"},
    {"vlan-filtering-off",
     "{port} does not filter by VLAN: it keeps every port promiscuous, so foreign frames reach the "
     "host",
     ""},
    {"port-missing", "{port} does not exist: the guest is not connected",
     "is the name right, and does the guest run?"},
    {"port-detached",
     "{port} is a port of no bridge: the guest is cut off, as after its network was destroyed and "
     "started again",
     "make it a port again (ip link set PORT master BRIDGE) and run virnet apply, or stop and "
     "start the guest"},
    {"port-elsewhere",
     "{port} is {found}: the guest is connected to another network than the documents say",
     "was the guest moved, or are the documents old?"},
    {"learns", "{port} learns: its guest can forge an address and then receives the frames for it",
     kRestart},
    {"learns-not", "{port} does not learn, although it should", ""},
    {"floods", "{port} floods: it receives frames for other guests", kRestart},
    {"floods-not", "{port} does not flood: frames for unknown addresses no longer go out there",
     ""},
    {"isolated",
     "{port} is isolated, which nobody asked for: its guest cannot reach other isolated ports", ""},
    {"not-isolated", "{port} is not isolated: its guest can reach guests it should be kept from",
     ""},
    {"entry-missing",
     "{mac} has no entry on {port}: nothing that is sent to the guest reaches it, except "
     "broadcasts",
     kResume},
    {"entry-missing-vlan",
     "{mac} lacks an entry for a VLAN that {port} got later: what is sent to the guest in this "
     "VLAN does not reach it, except broadcasts",
     kResume},
    {"entry-elsewhere", "{mac} is {found}: the frames of {port}'s guest go there", ""},
    {"entry-stolen",
     "{mac} is {found}: a frame with the guest's address came in there and took the entry, so the "
     "guest of {port} receives nothing and cannot win it back",
     "find out who sends with this address; --harden-uplink and --harden-sticky keep it from "
     "happening again"},
    {"entry-not-static",
     "{mac} is {found}: the entry can age or move, and then nothing reaches the guest", ""},
    {"entry-local",
     "{mac} is {found} (permanent, as bridge(8) says): frames for the guest go to the host instead",
     "use 'static' with bridge fdb add, never 'permanent'"},
    {"entry-not-sticky", "{mac} is {found}: a frame from elsewhere can take the guest's entry", ""},
    {"entry-sticky",
     "{mac} is {found}: the entry does not move with the guest, and nobody asked for that", ""},
    {"entry-of-paused",
     "{mac} is {found} although the guest does not run: it hides the guest where it may run now",
     ""},
    {"stray-entry", "{mac} is {found}: frames for an address that is not its guest's go there", ""},
    {"shared-mac",
     "{mac} of {port} is another guest's too, which has the entry: nothing that is sent to the "
     "guest of {port} reaches it, except broadcasts",
     "give one of the two guests another address"},
}};

const Row& row(DriftKind kind) { return kRows.at(static_cast<std::size_t>(kind)); }

}  // namespace

std::string_view to_string(DriftKind kind) { return row(kind).name; }

std::string_view remedy(DriftKind kind) { return row(kind).remedy; }

std::string to_sentence(const Drift& drift) {
  const std::string mac = drift.mac ? drift.mac->to_string() : std::string();
  return fmt::format(fmt::runtime(row(drift.kind).sentence), fmt::arg("port", drift.port),
                     fmt::arg("mac", mac), fmt::arg("found", drift.found));
}

bool can_mend(DriftKind kind) {
  switch (kind) {
    case DriftKind::NoVlanFiltering:
    case DriftKind::PortMissing:
    case DriftKind::PortDetached:
    case DriftKind::PortElsewhere:
    case DriftKind::SharedMac: return false;
    default: return true;
  }
}

std::vector<KnownState> recognise(const std::vector<Drift>& drifts) {
  std::map<std::string_view, std::set<DriftKind>> by_port;
  for (const Drift& drift : drifts) by_port[drift.port].insert(drift.kind);
  std::vector<KnownState> states;
  for (const auto& [port, kinds] : by_port) {
    const bool open = kinds.contains(DriftKind::Learns) && kinds.contains(DriftKind::Floods);
    if (!open || !kinds.contains(DriftKind::EntryMissing)) continue;
    states.push_back(
        {.name = "moved-guest",
         .port = std::string(port),
         .explanation =
             "it learns, it floods and its guest has no entry: libvirt leaves a running guest so "
             "when update-device moves it to this network or changes its VLAN, and when the daemon "
             "attaches it again after a restart",
         .remedy = "stop and start the guest, or run virnet apply"});
  }
  return states;
}

}  // namespace virnet::bridge
