// include/virnet/plan.h - What must change on a bridge, as a value.
//
//   using namespace virnet::bridge;
//   BridgeState observed{.name = "virbr0"};
//   observed.ports.push_back({.name = "vnet0", .flags = {.learning = true}});
//   BridgeState desired = observed;
//   desired.ports[0].flags.learning = false;
//   const Plan plan = make_plan(observed, desired);
//   for (const Operation& operation : plan.operations) fmt::print("{}\n", operation.port);
//
// Pure functions of their arguments: no I/O, the same answer each time. <virnet/observe.h> reads a
// bridge, <virnet/apply.h> carries a plan out, <virnet/plan_text.h> and <virnet/plan_json.h> print
// it.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/change.h>
#include <virnet/mac_address.h>

#include <cstdint>
#include <string>
#include <vector>

namespace virnet::bridge {

// One step of a plan, with what it replaces.
struct Operation {
  enum class Kind : std::uint8_t { Entries, Flags, Filtering, Flush };
  Kind kind = Kind::Flags;
  std::string port = {};  // of Flags and Flush
  LinkIndex link = LinkIndex::None;
  PortFlags flags_before = {};
  PortFlags flags = {};
  MacAddress mac = {};  // of Entries: all entries of the address, for all VLANs
  std::vector<FdbEntry> entries_before = {};  // of Flush: what the port had learned
  std::vector<FdbEntry> entries = {};
  bool filtering_before = false;
  bool filtering = false;
  friend bool operator==(const Operation&, const Operation&) = default;
};

struct Plan {
  BridgeState observed = {};  // what it was made for
  // In an order that opens no window: entries before the flags that make them necessary, what was
  // learned goes when nothing learns any more. That is one operation for each port, however many
  // addresses it has learned.
  std::vector<Operation> operations = {};
  // Why the desired state cannot be reached whatever is done: sentences. A plan with obstacles is
  // not carried out.
  std::vector<std::string> obstacles = {};
  // What stays wrong although the plan is carried out: sentences.
  std::vector<std::string> remarks = {};
  [[nodiscard]] bool empty() const { return operations.empty() && obstacles.empty(); }
};
[[nodiscard]] Plan make_plan(const BridgeState& observed, const BridgeState& desired);
// Whether both do the same to a bridge, apart from entries that were learned: these come and go.
[[nodiscard]] bool same_but_for_learning(const Plan& a, const Plan& b);

// What takes an operation back. An entry of a VLAN that its port has left does not come back where
// its address went elsewhere: Linux 5.10 to 7.2 refuse to make one.
[[nodiscard]] Operation inverse(const Operation& operation);
// The kernel's part of an operation, in order.
[[nodiscard]] std::vector<Change> changes_of(const Operation& operation,
                                             const BridgeState& observed);

}  // namespace virnet::bridge
