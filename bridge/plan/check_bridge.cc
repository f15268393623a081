// A bridge compared with its desired state, attribute by attribute.
#include "bridge/plan/check_bridge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bridge/plan/learned.h"
#include "bridge/plan/planned_flags.h"

namespace virnet::bridge {
namespace {

std::string_view on_off(const std::optional<bool>& flag) {
  return !flag ? "not there" : *flag ? "on" : "off";
}

class Comparison {
 public:
  explicit Comparison(const StateAlignment& alignment)
      : observed_(alignment.observed()),
        desired_(alignment.desired()),
        alignment_(alignment),
        absent_(desired_.absent.begin(), desired_.absent.end()) {
    for (const auto& [mac, entries] : alignment_.desired_table()) {
      for (const FdbEntry& entry : entries) desired_entries_[entry.port][mac].push_back(entry);
    }
    for (const auto& [mac, entries] : alignment_.table()) {
      for (const FdbEntry& entry : entries) {
        if (alignment_.is_guest(entry.port)) entries_[entry.port].push_back(entry);
      }
    }
    for (const Contest& contest : alignment_.contests()) contests_[contest.port].push_back(contest);
  }

  std::vector<AttributeCheck> run() {
    settings();
    for (const PortState& desired : desired_.ports) {
      const PortState* port = alignment_.port(desired.name);
      if (port == nullptr) {
        missing(desired.name);
        continue;
      }
      flags(*port, desired);
      if (!desired.guest) continue;
      for (const auto& [mac, entries] : desired_entries_[port->index]) entry(port->name, entries);
      contests(*port);
      strays(*port);
    }
    return std::move(checks_);
  }

 private:
  void add(std::string port, std::string attribute, std::optional<MacAddress> mac,
           std::string found, std::string wanted, std::optional<DriftKind> drift) {
    checks_.push_back(
        {std::move(port), std::move(attribute), mac, std::move(found), std::move(wanted), drift});
  }

  void settings() {
    constexpr const char* kName = row_of<&BridgeSettings::vlan_filtering>().name;
    if (desired_.settings.vlan_filtering != true) return;
    if (!observed_.settings.default_pvid && desired_.filtering_optional)
      return add(observed_.name, kName, {}, "not in this kernel", "on", {});
    const bool on = observed_.settings.vlan_filtering == true;
    std::optional<DriftKind> drift;
    if (!on) {
      drift = observed_.settings.default_pvid ? DriftKind::VlanFilteringOff
                                              : DriftKind::NoVlanFiltering;
    }
    add(observed_.name, kName, {},
        drift == DriftKind::NoVlanFiltering ? "not in this kernel"
        : on                                ? "on"
                                            : "off",
        "on", drift);
  }

  // Where the link is, if it is no port of this bridge.
  void missing(const std::string& name) {
    const auto other = std::ranges::find(observed_.others, name, &OtherLink::name);
    std::string found = "no such link";
    DriftKind drift = DriftKind::PortMissing;
    if (other != observed_.others.end()) {
      drift = other->master.empty() ? DriftKind::PortDetached : DriftKind::PortElsewhere;
      found = other->master.empty() ? "a link without a bridge" : "a port of " + other->master;
    }
    add(name, "bridge", {}, std::move(found), "a port of " + observed_.name, drift);
  }

  void flag(const PortState& port, const PortState& desired, const PlannedFlag& flag) {
    const std::optional<bool>& wanted = desired.flags.*flag.member;
    if (!wanted) return;
    const std::optional<bool>& read = port.flags.*flag.member;
    const std::optional<bool>& found = read ? read : flag.absent;
    std::optional<DriftKind> drift;
    if (found != wanted) drift = *wanted ? flag.off : flag.on;
    add(port.name, flag.name, {}, std::string(on_off(found)), std::string(on_off(wanted)), drift);
  }

  void flags(const PortState& port, const PortState& desired) {
    for (const PlannedFlag& each : kPlannedFlags) flag(port, desired, each);
    if (!desired.vlans.empty()) return vlans(port, desired);
    // Which one it is in, libvirt leaves to the bridge, and perhaps to somebody's hand.
    if (desired.guest && observed_.settings.vlan_filtering == true && port.vlans.empty())
      add(port.name, "vlans", {}, "none", "one at least", DriftKind::NoVlan);
  }

  // "42 (PVID, untagged), 43".
  static std::string vlans_text(const PortState& port) {
    std::string text;
    for (const std::uint16_t vlan : port.vlans) {
      const bool untagged = std::ranges::binary_search(port.untagged, vlan);
      const bool pvid = port.pvid == vlan;
      text += fmt::format("{}{}", text.empty() ? "" : ", ", vlan);
      if (pvid || untagged)
        text += fmt::format(" ({}{}{})", pvid ? "PVID" : "", pvid && untagged ? ", " : "",
                            untagged ? "untagged" : "");
    }
    return text.empty() ? "none" : text;
  }

  void vlans(const PortState& port, const PortState& desired) {
    const bool same = port.vlans == desired.vlans && port.pvid == desired.pvid &&
                      port.untagged == desired.untagged;
    const bool known = observed_.settings.default_pvid.has_value();
    add(port.name, "vlans", {}, known ? vlans_text(port) : "not in this kernel",
        vlans_text(desired), same ? std::nullopt : std::optional(DriftKind::VlansDiffer));
  }

  [[nodiscard]] std::string text_of(const FdbEntry& entry) const {
    return fmt::format("{}{} on {}{}", entry.sticky ? "sticky " : "", to_string(entry.kind),
                       alignment_.name_of(entry.port),
                       entry.vlan == 0 ? "" : fmt::format(" (VLAN {})", entry.vlan));
  }

  [[nodiscard]] DriftKind kind_of(const FdbEntry& found, const FdbEntry& desired) const {
    if (found.port != desired.port) {
      const bool stolen = found.kind == FdbKind::Static && !alignment_.is_guest(found.port);
      return stolen ? DriftKind::EntryStolen : DriftKind::EntryElsewhere;
    }
    if (found.kind == FdbKind::Local) return DriftKind::EntryLocal;
    if (found.kind != FdbKind::Static) return DriftKind::EntryNotStatic;
    return desired.sticky ? DriftKind::EntryNotSticky : DriftKind::EntrySticky;
  }

  // One check for an address on a port: what is wrong first, the VLANs in order. VLANs in which
  // nothing is looked up say nothing, unless the port has no other.
  void entry(const std::string& port, const std::vector<FdbEntry>& entries) {
    const bool all = std::ranges::none_of(
        entries, [&](const FdbEntry& desired) { return alignment_.counts(desired.vlan); });
    const FdbEntry* good = nullptr;
    const FdbEntry* missing = nullptr;
    for (const FdbEntry& desired : entries) {
      if (!all && !alignment_.counts(desired.vlan)) continue;
      const FdbEntry* found = alignment_.find(desired.mac, desired.vlan);
      if (found != nullptr && *found != desired) {
        return add(port, "entry", desired.mac, text_of(*found), text_of(desired),
                   kind_of(*found, desired));
      }
      (found == nullptr ? missing : good) = &desired;
      if (found == nullptr && good != nullptr) break;
    }
    if (missing != nullptr) {
      add(port, "entry", missing->mac, "no entry", text_of(*missing),
          good != nullptr ? DriftKind::EntryMissingVlan : DriftKind::EntryMissing);
    } else if (good != nullptr) {
      add(port, "entry", good->mac, text_of(*good), text_of(*good), {});
    }
  }

  // Another guest has the address of this port's guest.
  void contests(const PortState& port) {
    const FdbEntry* last = nullptr;
    for (const Contest& contest : contests_[port.index]) {
      if (last != nullptr && last->mac == contest.holder.mac) continue;
      last = &contest.holder;
      FdbEntry desired = contest.holder;
      desired.port = port.index;
      add(port.name, "entry", desired.mac,
          fmt::format("the entry of another guest, on {}", alignment_.name_of(contest.holder.port)),
          text_of(desired), DriftKind::SharedMac);
    }
  }

  // Whether an entry on a guest's port counts, and is not its guest's.
  [[nodiscard]] bool is_stray(const FdbEntry& entry) const {
    if (!alignment_.counts(entry.vlan)) return false;
    // What is desired on another port for this VLAN was looked at there.
    const auto goal = alignment_.desired_table().find(entry.mac);
    return goal == alignment_.desired_table().end() ||
           std::ranges::find(goal->second, entry.vlan, &FdbEntry::vlan) == goal->second.end();
  }

  // A port that has learned too many addresses gets one finding, whose text does not change.
  [[nodiscard]] bool has_learned_many(const std::vector<FdbEntry>& entries) const {
    return entries.size() > kNamedLearned &&
           std::ranges::count_if(entries, [&](const FdbEntry& each) {
             return each.kind == FdbKind::Dynamic && is_stray(each);
           }) > static_cast<std::ptrdiff_t>(kNamedLearned);
  }

  // Entries on a guest's port that are not its guest's.
  void strays(const PortState& port) {
    const std::vector<FdbEntry>& entries = entries_[port.index];
    const bool many = has_learned_many(entries);
    if (many)
      add(port.name, "entry", {}, fmt::format("more than {} learned addresses", kNamedLearned),
          "none", DriftKind::LearnedEntries);
    const FdbEntry* last = nullptr;
    for (const FdbEntry& each : entries) {
      if (last != nullptr && last->mac == each.mac) continue;
      if ((many && each.kind == FdbKind::Dynamic) || !is_stray(each)) continue;
      add(port.name, "entry", each.mac, text_of(each), "no entry",
          absent_.contains(each.mac) ? DriftKind::EntryOfPaused : DriftKind::StrayEntry);
      last = &each;
    }
  }

  const BridgeState& observed_;
  const BridgeState& desired_;
  const StateAlignment& alignment_;
  std::set<MacAddress> absent_;
  std::unordered_map<LinkIndex, std::vector<Contest>> contests_;  // by port
  std::unordered_map<LinkIndex, MacTable> desired_entries_;       // by port
  std::unordered_map<LinkIndex, std::vector<FdbEntry>> entries_;  // on guests' ports, by address
  std::vector<AttributeCheck> checks_;
};

}  // namespace

std::vector<AttributeCheck> check_bridge(const StateAlignment& alignment) {
  return Comparison(alignment).run();
}

std::vector<AttributeCheck> check_bridge(const BridgeState& observed, const BridgeState& desired) {
  return check_bridge(StateAlignment(observed, desired));
}

std::vector<Drift> drifts_of(std::vector<AttributeCheck> checks) {
  std::vector<Drift> drifts;
  for (AttributeCheck& each : checks) {
    if (!each.drift) continue;
    drifts.push_back({*each.drift, std::move(each.port), each.mac, std::move(each.found),
                      std::move(each.wanted)});
  }
  return drifts;
}

std::vector<Drift> compare(const BridgeState& observed, const BridgeState& desired) {
  return drifts_of(check_bridge(observed, desired));
}

}  // namespace virnet::bridge
