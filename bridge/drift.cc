#include <virnet/plan.h>

#include <array>

namespace virnet::bridge {
namespace {

struct Row {
  std::string_view name;
  std::string_view consequence;
};

// In the order of DriftKind.
constexpr std::array<Row, 19> kRows = {{
    {"no-vlan-filtering",
     "this kernel cannot do what the network needs; libvirt refuses to start it"},
    {"vlan-filtering-off",
     "the bridge keeps every port promiscuous, so foreign frames reach the host"},
    {"port-missing", "the guest is not connected, and nothing protects it when it will be"},
    {"learns", "the guest can forge an address and then receives the frames for it"},
    {"learns-not", "the port no longer learns"},
    {"floods", "the guest receives frames for addresses that are not its own"},
    {"floods-not", "frames for unknown addresses no longer go out here"},
    {"isolated", "the guest cannot reach other isolated guests, and nobody asked for that"},
    {"not-isolated", "guests that should be kept apart can reach each other"},
    {"entry-missing", "nothing that is sent to the guest reaches it, except broadcasts"},
    {"entry-missing-vlan",
     "in this VLAN nothing that is sent to the guest reaches it, except broadcasts"},
    {"entry-elsewhere", "the guest's frames go to another port"},
    {"entry-stolen",
     "a frame from elsewhere took the guest's entry: its frames go there, and it cannot win them "
     "back"},
    {"entry-not-static", "the entry can age or move, and then nothing reaches the guest"},
    {"entry-local", "the guest's frames go to the host instead of the guest"},
    {"entry-not-sticky", "a frame from elsewhere can take the guest's entry"},
    {"entry-sticky", "the entry does not move with the guest, and nobody asked for that"},
    {"entry-of-paused", "a guest that does not run has an entry, which hides it where it may run"},
    {"stray-entry", "frames for an address that is not this guest's go to it"},
}};

}  // namespace

std::string_view to_string(DriftKind kind) { return kRows.at(static_cast<std::size_t>(kind)).name; }

std::string_view consequence(DriftKind kind) {
  return kRows.at(static_cast<std::size_t>(kind)).consequence;
}

}  // namespace virnet::bridge
