// What must change, in an order that opens no window.
#include <fmt/format.h>
#include <virnet/plan.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "bridge/plan/check_bridge.h"
#include "bridge/plan/learned.h"
#include "bridge/plan/planned_flags.h"
#include "bridge/plan/state_alignment.h"

namespace virnet::bridge {
namespace {

// The flags that must change, before and after; a flag that the port does not show cannot be
// changed.
std::optional<Operation> flags_operation(const PortState& port, const PortState& desired) {
  Operation operation{.kind = Operation::Kind::Flags, .port = port.name, .link = port.index};
  bool any = false;
  auto take = [&](std::optional<bool> PortFlags::* member) {
    const std::optional<bool>& wanted = desired.flags.*member;
    const std::optional<bool>& found = port.flags.*member;
    if (!wanted || !found || wanted == found) return;
    operation.flags.*member = wanted;
    operation.flags_before.*member = found;
    any = true;
  };
  for (const PlannedFlag& flag : kPlannedFlags) take(flag.member);
  if (!any) return std::nullopt;
  return operation;
}

Operation entries_operation(const MacAddress& mac, std::vector<FdbEntry> before,
                            std::vector<FdbEntry> after) {
  return {.kind = Operation::Kind::Entries,
          .mac = mac,
          .entries_before = std::move(before),
          .entries = std::move(after)};
}

// The entries of one address while its changes are thought out.
class FdbTransition {
 public:
  FdbTransition(const Operation& operation, const BridgeState& state)
      : operation_(operation), state_(state) {
    for (const FdbEntry& entry : operation.entries_before) now_[entry.vlan] = entry;
  }

  std::vector<Change> run() {
    std::map<std::uint16_t, FdbEntry> goal;
    for (const FdbEntry& entry : operation_.entries) goal[entry.vlan] = entry;
    // Replacing moves an entry at once; the address is never without one.
    if (goal.contains(0)) {
      if (!now_.contains(0) || now_[0] != goal[0]) put_everywhere(goal[0]);
    } else if (now_.contains(0)) {
      delete_everywhere(now_[0].port);
    }
    for (const auto& [vlan, entry] : goal) {
      if (vlan != 0 && (!now_.contains(vlan) || now_[vlan] != entry)) put(entry);
    }
    for (auto each = now_.begin(); each != now_.end(); ++each) {
      if (!goal.contains(each->first)) changes_.emplace_back(deletion(each->second));
    }
    return std::move(changes_);
  }

 private:
  // The mark of a control plane stays on an entry that becomes dynamic, and makes no other entry
  // its own: what is there must go first. Only undoing gets here, no desired state has such an
  // entry.
  void make_room(std::uint16_t vlan, FdbKind goal) {
    const auto there = now_.find(vlan);
    if (there == now_.end()) return;
    const FdbKind now = there->second.kind;
    const bool marks = goal == FdbKind::ExternLearn && now != goal;
    const bool unmarks = goal == FdbKind::Dynamic && now == FdbKind::ExternLearn;
    if (!marks && !unmarks) return;
    if (vlan == 0) return delete_everywhere(there->second.port);
    changes_.emplace_back(deletion(there->second));
    now_.erase(there);
  }

  [[nodiscard]] bool of_bridge(LinkIndex port) const { return port == state_.index; }

  void put(const FdbEntry& entry) {
    make_room(entry.vlan, entry.kind);
    AddFdb add = add_entry(entry);
    if (of_bridge(entry.port)) add.flags = Ntf::Self;
    changes_.emplace_back(add);
    now_[entry.vlan] = entry;
  }

  [[nodiscard]] DeleteFdb deletion(const FdbEntry& entry) const {
    DeleteFdb gone{.port = entry.port, .mac = operation_.mac};
    if (of_bridge(entry.port)) gone.flags = Ntf::Self;
    if (entry.vlan != 0) gone.vlan = entry.vlan;
    return gone;
  }

  // Without a VLAN in the message the kernel makes, and deletes, the entries of all VLANs of the
  // port.
  void put_everywhere(const FdbEntry& entry) {
    const std::vector<std::uint16_t> vlans = vlans_of(state_.port(entry.port));
    for (const std::uint16_t vlan : vlans) make_room(vlan, entry.kind);
    put(entry);
    for (const std::uint16_t vlan : vlans) {
      now_[vlan] = entry;
      now_[vlan].vlan = vlan;
    }
  }
  void delete_everywhere(LinkIndex port) {
    changes_.emplace_back(deletion({.port = port, .mac = operation_.mac}));
    for (const std::uint16_t vlan : vlans_of(state_.port(port))) {
      const auto there = now_.find(vlan);
      if (there != now_.end() && there->second.port == port) now_.erase(there);
    }
  }

  const Operation& operation_;
  const BridgeState& state_;
  std::map<std::uint16_t, FdbEntry> now_;
  std::vector<Change> changes_;
};

void add_sentences(const StateAlignment& alignment, Plan& plan) {
  for (const Drift& drift : drifts_of(check_bridge(alignment))) {
    if (is_repairable(drift.kind)) continue;
    const bool stays = drift.kind == DriftKind::SharedMac || drift.kind == DriftKind::VlansDiffer ||
                       drift.kind == DriftKind::NoVlan;
    auto& list = stays ? plan.remarks : plan.obstacles;
    const std::string_view help = remedy(drift.kind);
    list.push_back(fmt::format("{}{}{}", to_sentence(drift), help.empty() ? "" : "; ", help));
  }
}

// What cannot be changed because the kernel does not have it.
void add_missing_flags(const StateAlignment& alignment, const BridgeState& desired, Plan& plan) {
  for (const PortState& each : desired.ports) {
    const PortState* port = alignment.port(each.name);
    if (port == nullptr || port->flags.isolated || each.flags.isolated != true) continue;
    plan.obstacles.push_back(
        fmt::format("{} cannot be isolated, because this kernel knows no isolation of ports ({} "
                    "and newer do)",
                    port->name, to_string(row_of<&PortFlags::isolated>().since)));
  }
}

// What the guests' ports have learned and must forget, by port.
using Learned = std::map<LinkIndex, std::vector<FdbEntry>>;

// Whether all that is known of an address goes with what else one guest's port has learned. Where
// more is to be done about it, its learned entries are part of that: some changes are about all
// VLANs at once, and could not be taken back without a look at the rest.
bool goes_with_its_port(const StateAlignment& alignment, const std::vector<FdbEntry>& now,
                        const std::vector<FdbEntry>& goal) {
  return goal.empty() && !now.empty() && alignment.is_guest(now.front().port) &&
         std::ranges::all_of(now, [&](const FdbEntry& entry) {
           return entry.kind == FdbKind::Dynamic && entry.port == now.front().port;
         });
}

void add_flushes(const StateAlignment& alignment, Learned learned, Plan& plan) {
  for (auto& [port, entries] : learned) {
    plan.operations.push_back({.kind = Operation::Kind::Flush,
                               .port = std::string(alignment.name_of(port)),
                               .link = port,
                               .entries_before = std::move(entries)});
  }
}

// A port forgets all that it has learned at once; to learn again takes an entry for each.
std::vector<Change> flush_changes(const Operation& operation, const BridgeState& observed) {
  if (operation.entries.empty()) return {FlushPort{operation.link}};
  std::map<MacAddress, std::vector<FdbEntry>> by_address;
  for (const FdbEntry& entry : operation.entries) by_address[entry.mac].push_back(entry);
  std::vector<Change> changes;
  for (auto& [mac, entries] : by_address) {
    const Operation one = entries_operation(mac, {}, std::move(entries));
    std::ranges::move(FdbTransition(one, observed).run(), std::back_inserter(changes));
  }
  return changes;
}

// What a plan does about everything that was not learned. Where a port has learned so much that not
// all of its entries were read, nothing is known about the rest of them.
std::vector<Operation> lasting_operations(const Plan& plan) {
  const bool all_read = std::ranges::none_of(plan.operations, [](const Operation& each) {
    return each.kind == Operation::Kind::Flush && each.entries_before.size() >= kReadLearned;
  });
  std::vector<Operation> lasting;
  for (Operation each : plan.operations) {
    if (each.kind == Operation::Kind::Flush) continue;
    if (each.kind == Operation::Kind::Entries) {
      const std::set<FdbEntry> before(each.entries_before.begin(), each.entries_before.end());
      const std::set<FdbEntry> after(each.entries.begin(), each.entries.end());
      std::erase_if(each.entries_before, [&](const FdbEntry& entry) {
        return entry.kind == FdbKind::Dynamic || after.contains(entry);
      });
      std::erase_if(each.entries, [&](const FdbEntry& entry) { return before.contains(entry); });
      if (each.entries.empty() && (each.entries_before.empty() || !all_read)) continue;
    }
    lasting.push_back(std::move(each));
  }
  return lasting;
}

}  // namespace

Plan make_plan(const BridgeState& observed, const BridgeState& desired) {
  Plan plan{.observed = observed};
  const StateAlignment alignment(observed, desired);
  Learned learned;
  add_sentences(alignment, plan);
  add_missing_flags(alignment, desired, plan);
  auto reach = [&](const MacAddress& mac) {
    std::vector<FdbEntry> goal = alignment.goal(mac);
    std::vector<FdbEntry> now = alignment.entries(mac);
    if (goes_with_its_port(alignment, now, goal))
      std::ranges::move(now, std::back_inserter(learned[now.front().port]));
    else if (goal != now)
      plan.operations.push_back(entries_operation(mac, std::move(now), std::move(goal)));
  };
  for (const auto& [mac, entries] : alignment.desired_table()) reach(mac);
  for (const PortState& each : desired.ports) {
    const PortState* port = alignment.port(each.name);
    if (port == nullptr) continue;
    if (auto operation = flags_operation(*port, each))
      plan.operations.push_back(std::move(*operation));
  }
  const bool off = observed.settings.default_pvid && observed.settings.vlan_filtering == false;
  if (desired.settings.vlan_filtering == true && off) {
    plan.operations.push_back({.kind = Operation::Kind::Filtering,
                               .port = observed.name,
                               .link = observed.index,
                               .filtering_before = false,
                               .filtering = true});
  }
  for (const auto& [mac, now] : alignment.table()) {
    if (!alignment.desired_table().contains(mac)) reach(mac);
  }
  add_flushes(alignment, std::move(learned), plan);
  return plan;
}

bool same_but_for_learning(const Plan& a, const Plan& b) {
  return lasting_operations(a) == lasting_operations(b);
}

Operation inverse(const Operation& operation) {
  Operation back = operation;
  std::swap(back.flags, back.flags_before);
  std::swap(back.entries, back.entries_before);
  std::swap(back.filtering, back.filtering_before);
  return back;
}

std::vector<Change> changes_of(const Operation& operation, const BridgeState& observed) {
  switch (operation.kind) {
    case Operation::Kind::Flags: return {SetPort{operation.link, operation.flags}};
    case Operation::Kind::Filtering:
      return {SetBridge{operation.link, {.vlan_filtering = operation.filtering}}};
    case Operation::Kind::Entries: return FdbTransition(operation, observed).run();
    case Operation::Kind::Flush: return flush_changes(operation, observed);
  }
  return {};
}

}  // namespace virnet::bridge
