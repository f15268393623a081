// include/virnet/plan.h - From a network and its guests to what must change on a bridge.
//
//   using namespace virnet::bridge;
//   auto wish = desired_state(network, guests);
//   if (!wish) return say(wish.error());
//   Plan plan = make_plan(observed, *wish);
//   fmt::print("{}", to_text(plan));
//
// Everything here is a pure function of its arguments: no I/O, the same answer each time. How to
// observe and to carry out a plan is in <virnet/apply.h>.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/guest.h>
#include <virnet/kernel.h>
#include <virnet/network.h>

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

// A guest's end of a bridge port. <virnet/guest_ports.h> makes them of documents.
struct GuestPort {
  std::string port = {};  // the name of the host's link: "vnet0"
  MacAddress mac = {};    // the guest's own, as configured
  GuestState state = GuestState::Running;
  std::string guest = {};               // its name, if it is known
  Tristate isolated = Tristate::Unset;  // Unset: as the network says
  GuestVlan vlan = {};                  // the tags in force; none: the port's VLANs are left alone
  std::optional<Uuid> portid = {};      // of its <networkport>
  // libvirt leaves this port to the kernel, whatever the network says.
  bool by_itself = false;
  // libvirt connected it while the network left the MAC table to the kernel.
  bool set_up_by_kernel = false;

  // "vnet0=52:54:00:00:00:01".
  [[nodiscard]] static std::optional<GuestPort> parse(std::string_view text);
};

struct IntentOptions {
  // Beyond libvirt: entries are sticky, so that no frame from elsewhere moves them.
  bool sticky = false;
  // Beyond libvirt: this port floods and does not learn, which keeps it from taking entries over,
  // and from being promiscuous. Empty: leave the uplink alone.
  std::string quiet_uplink = {};
};

// What libvirt makes of the network (12.8). With macTableManager='kernel' it leaves flags and
// entries alone and so does the wish, except isolation and the VLANs that a guest asks for. The
// error says in a sentence why there can be no wish: no bridge, or a guest's port that is to be the
// uplink. Two guests with one address are no error, as for libvirt; compare() says which of them
// goes without.
//
// With macTableManager='libvirt' libvirt turns VLAN filtering on when it starts the network, in
// forward mode bridge as well, and does not start it where the kernel has none. The bridge of that
// mode is not libvirt's, and its guests see the same frames with and without: there the wish makes
// do without it.
[[nodiscard]] std::expected<BridgeState, std::string> desired_state(
    const Network& network, std::span<const GuestPort> guests, const IntentOptions& options = {});

enum class DriftKind : std::uint8_t {
  NoVlanFiltering,  // the kernel has none and the network needs it
  VlanFilteringOff,
  PortMissing,    // there is no such link
  PortDetached,   // the link is no port of any bridge
  PortElsewhere,  // it is a port of another one
  Learns,
  LearnsNot,
  Floods,
  FloodsNot,
  Isolated,  // and nobody asked for it
  NotIsolated,
  VlansDiffer,  // the port is not in the VLANs that the guest asks for, or in others
  NoVlan,       // it is in none at all, and the bridge filters
  EntryMissing,
  EntryMissingVlan,  // for a VLAN that the port got later
  EntryElsewhere,    // on another port
  EntryStolen,       // static, on a port that is no guest's: a frame moved it
  EntryNotStatic,    // dynamic or set by a control plane: it can age or move
  EntryLocal,        // "permanent": the guest's frames go to the host
  EntryNotSticky,
  EntrySticky,    // and nobody asked for it
  EntryOfPaused,  // a guest that does not run has an entry
  StrayEntry,     // an address that is not the guest's on its port
  SharedMac,      // another guest has the same address, and the entry
};
// Stable names for programs: "learns", "entry-stolen".
[[nodiscard]] std::string_view to_string(DriftKind kind);

// One thing in which a bridge is not as it is wanted.
struct Drift {
  DriftKind kind = DriftKind::PortMissing;
  std::string port = {};  // a port's name; the bridge's for what concerns all of it
  std::optional<MacAddress> mac = {};
  std::string found = {};
  std::string wanted = {};
  friend bool operator==(const Drift&, const Drift&) = default;
};

// "vnet3 floods: it receives frames for other guests": what it is and what it means.
[[nodiscard]] std::string to_sentence(const Drift& drift);
// What to do about it, beside `virnet apply`; a sentence without a full stop, often empty.
[[nodiscard]] std::string_view remedy(DriftKind kind);
// Whether a plan can put it right.
[[nodiscard]] bool can_mend(DriftKind kind);

// What was looked at, and whether it is as it is wanted.
struct Verdict {
  std::string port = {};  // a port's name; the bridge's for what concerns all of it
  std::string attribute =
      {};  // "vlan_filtering", "bridge", "learning", "flood", "isolated", "vlans", "entry"
  std::optional<MacAddress> mac = {};  // of an entry
  std::string found = {};
  std::string wanted = {};
  std::optional<DriftKind> drift = {};  // empty: it is
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// Everything that the wish says something about, the bridge first, then ports in the order of the
// wish. An entry is judged in the VLANs in which frames are looked up: VLAN 0 while filtering is
// off, the port's own while it is on or shall be.
[[nodiscard]] std::vector<Verdict> judge(const BridgeState& observed, const BridgeState& desired);
// What is wrong, in the same order. Empty: the bridge is as it is wanted.
[[nodiscard]] std::vector<Drift> compare(const BridgeState& observed, const BridgeState& desired);
[[nodiscard]] std::vector<Drift> drifts_of(std::vector<Verdict> verdicts);

// A state in which libvirt itself leaves a guest, or which it does not see: drifts with a cause.
struct KnownState {
  std::string_view name;  // "moved-guest"
  std::string port;
  std::string_view explanation;  // how it comes about
  std::string_view remedy;
};
// In the order of the wish's ports.
[[nodiscard]] std::vector<KnownState> recognise(const std::vector<Drift>& drifts,
                                                const BridgeState& desired);

// Which ports keep another one promiscuous, or that the kernel or the device does; empty for a port
// that is not.
[[nodiscard]] std::string explain_promiscuity(const BridgeState& observed, const PortState& port);

// One step of a plan, with what it replaces.
struct Operation {
  enum class Kind : std::uint8_t { Entries, Flags, Filtering };
  Kind kind = Kind::Flags;
  std::string port = {};  // of Flags
  LinkIndex link = LinkIndex::None;
  PortFlags flags_before = {};
  PortFlags flags = {};
  MacAddress mac = {};  // of Entries: all entries of the address, for all VLANs
  std::vector<FdbEntry> entries_before = {};
  std::vector<FdbEntry> entries = {};
  bool filtering_before = false;
  bool filtering = false;
  friend bool operator==(const Operation&, const Operation&) = default;
};

struct Plan {
  BridgeState observed = {};  // what it was made for
  // In an order that opens no window: entries before the flags that make them necessary, what was
  // learned goes when nothing learns any more.
  std::vector<Operation> operations = {};
  // Why the wish cannot be reached whatever is done: sentences. A plan with obstacles is not
  // carried out.
  std::vector<std::string> obstacles = {};
  // What stays wrong although the plan is carried out: sentences.
  std::vector<std::string> remarks = {};
  [[nodiscard]] bool empty() const { return operations.empty() && obstacles.empty(); }
};
[[nodiscard]] Plan make_plan(const BridgeState& observed, const BridgeState& desired);

// What takes an operation back. An entry of a VLAN that its port has left does not come back where
// its address went elsewhere: nobody can make such a one (Linux 5.10 to 7.2).
[[nodiscard]] Operation inverse(const Operation& operation);
// The kernel's part of an operation, in order.
[[nodiscard]] std::vector<Change> changes_of(const Operation& operation,
                                             const BridgeState& observed);
// Like a diff: what goes after '-', what comes after '+'.
[[nodiscard]] std::string to_text(const Plan& plan);

}  // namespace virnet::bridge
