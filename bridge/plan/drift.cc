// The words for what can be wrong with a bridge.
#include <fmt/format.h>
#include <virnet/drift.h>

#include <array>
#include <set>
#include <unordered_map>

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
constexpr std::array<Row, 25> kRows = {{
    {"no-vlan-filtering",
     "{port} cannot filter by VLAN, because this kernel was built without it: libvirt refuses to "
     "start such a network",
     "run a kernel with CONFIG_BRIDGE_VLAN_FILTERING"},
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
    {"vlans-differ",
     "{port} is in VLANs {found}, its guest asks for {wanted}: the guest receives the frames of "
     "others, or not its own",
     "stop and start the guest: libvirt sets a port's VLANs when it makes the port (11.0 and "
     "newer); bridge vlan add and del change them at once"},
    {"no-vlan",
     "{port} is in no VLAN, and its bridge filters by them: no frame reaches the guest or leaves "
     "it",
     "stop and start the guest, or put the port back into its VLAN: bridge vlan add dev PORT vid 1 "
     "pvid untagged"},
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
    {"learned-entries", "{port} has {found} that are not its guest's: frames for them go there",
     ""},
}};

const Row& row(DriftKind kind) { return kRows.at(static_cast<std::size_t>(kind)); }

}  // namespace

std::string_view to_string(DriftKind kind) { return row(kind).name; }

std::string_view remedy(DriftKind kind) { return row(kind).remedy; }

std::string to_sentence(const Drift& drift) {
  const std::string mac = drift.mac ? drift.mac->to_string() : std::string();
  return fmt::format(fmt::runtime(row(drift.kind).sentence), fmt::arg("port", drift.port),
                     fmt::arg("mac", mac), fmt::arg("found", drift.found),
                     fmt::arg("wanted", drift.wanted));
}

bool is_repairable(DriftKind kind) {
  switch (kind) {
    case DriftKind::NoVlanFiltering:
    case DriftKind::PortMissing:
    case DriftKind::PortDetached:
    case DriftKind::PortElsewhere:
    case DriftKind::VlansDiffer:
    case DriftKind::NoVlan:
    case DriftKind::SharedMac: return false;
    default: return true;
  }
}

namespace {

using Kinds = std::set<DriftKind>;

bool is_open(const Kinds& kinds) {
  return kinds.contains(DriftKind::Learns) && kinds.contains(DriftKind::Floods) &&
         kinds.contains(DriftKind::EntryMissing);
}

// A state that one drift alone gives away.
struct Sign {
  DriftKind kind;
  std::string_view name;
  std::string_view explanation;
  std::string_view remedy;
};

constexpr std::array<Sign, 7> kSigns = {{
    {DriftKind::SharedMac, "shared-mac",
     "another guest has its address: libvirt starts both, finds the entry taken when it enters it "
     "for the second, takes that for success and leaves this one without",
     "give one of the two guests another address"},
    {DriftKind::EntryMissingVlan, "late-vlan",
     "a VLAN was added to the port after the guest's start: an entry is made for the VLANs that "
     "the port has at that moment, and libvirt makes none later",
     "suspend and resume the guest, or run virnet apply"},
    {DriftKind::PortDetached, "detached-tap",
     "its tap is no port of the bridge that was made anew: net-destroy takes the bridge from under "
     "a running guest, and net-start makes another without it, while the guest's document goes on "
     "naming the network",
     "restart libvirt's daemon or the guest, or make the tap a port again and run virnet apply"},
    {DriftKind::EntryElsewhere, "taken-entry",
     "the address had an entry on another port, learned or entered, when libvirt entered it for "
     "this guest: libvirt takes 'exists' for success and leaves it where it is",
     "run virnet apply"},
    {DriftKind::EntryNotStatic, "learned-entry",
     "the address had been learned, or entered as if, on the guest's own port before libvirt "
     "entered it: libvirt takes 'exists' for success and the entry goes on ageing",
     "run virnet apply"},
    {DriftKind::EntryLocal, "permanent-entry",
     "the address was entered as the host's own: bridge fdb add does so with 'permanent', with "
     "'local', and when neither is said; libvirt finds it there and takes that for success",
     "run virnet apply, or bridge fdb replace with 'static'"},
    {DriftKind::Isolated, "unasked-isolation",
     "neither the network nor the guest's interface asks for isolation: libvirt isolates a port "
     "that shall be, and does not look whether another one is",
     "run virnet apply"},
}};

}  // namespace

std::vector<KnownState> recognise(const std::vector<Drift>& drifts, const BridgeState& desired) {
  std::unordered_map<std::string_view, Kinds> by_port;
  for (const Drift& drift : drifts) by_port[drift.port].insert(drift.kind);
  std::vector<KnownState> states;
  auto add = [&](const PortState& port, std::string_view name, std::string_view explanation,
                 std::string_view remedy) {
    states.push_back(
        {.name = name, .port = port.name, .explanation = explanation, .remedy = remedy});
  };
  for (const PortState& port : desired.ports) {
    const auto found = by_port.find(port.name);
    if (found == by_port.end()) continue;
    const Kinds& kinds = found->second;
    if (is_open(kinds) && port.connected_in_kernel_mode) {
      add(port, "set-up-by-kernel",
          "libvirt connected the guest while its network left the MAC table to the kernel, and "
          "changes nothing about a port in use when the network changes",
          "stop and start the guest, or run virnet apply");
    } else if (is_open(kinds)) {
      add(port, "moved-guest",
          "it learns, it floods and its guest has no entry: libvirt leaves a running guest so when "
          "update-device moves it to this network or changes its VLAN, and when the daemon "
          "attaches it again after a restart",
          "stop and start the guest, or run virnet apply");
    }
    for (const Sign& sign : kSigns)
      if (kinds.contains(sign.kind)) add(port, sign.name, sign.explanation, sign.remedy);
  }
  return states;
}

}  // namespace virnet::bridge
