#include <fmt/format.h>
#include <virnet/plan.h>

#include <algorithm>
#include <set>

#include "bridge/plan/match.h"
#include "bridge/plan/planned_flags.h"

namespace virnet::bridge {
namespace {

std::string_view on_off(const std::optional<bool>& flag) {
  return !flag ? "not there" : *flag ? "on" : "off";
}

class Comparison {
 public:
  explicit Comparison(const Match& match)
      : observed_(match.observed()),
        desired_(match.desired()),
        match_(match),
        absent_(desired_.absent.begin(), desired_.absent.end()) {
    for (const auto& [mac, wishes] : match_.wished()) {
      for (const FdbEntry& wish : wishes) wishes_[wish.port][mac].push_back(wish);
    }
    for (const auto& [mac, entries] : match_.table()) {
      for (const FdbEntry& entry : entries) {
        if (match_.is_guest(entry.port)) entries_[entry.port].push_back(entry);
      }
    }
    for (const Contest& contest : match_.contests()) contests_[contest.port].push_back(contest);
  }

  std::vector<Verdict> run() {
    settings();
    for (const PortState& wish : desired_.ports) {
      const PortState* port = match_.port(wish.name);
      if (port == nullptr) {
        missing(wish.name);
        continue;
      }
      flags(*port, wish);
      if (!wish.guest) continue;
      for (const auto& [mac, wishes] : wishes_[port->index]) entry(port->name, wishes);
      contests(*port);
      strays(*port);
    }
    return std::move(verdicts_);
  }

 private:
  void add(std::string port, std::string attribute, std::optional<MacAddress> mac,
           std::string found, std::string wanted, std::optional<DriftKind> drift) {
    verdicts_.push_back(
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

  void flag(const PortState& port, const PortState& wish, const PlannedFlag& flag) {
    const std::optional<bool>& wanted = wish.flags.*flag.member;
    if (!wanted) return;
    const std::optional<bool>& read = port.flags.*flag.member;
    const std::optional<bool>& found = read ? read : flag.absent;
    std::optional<DriftKind> drift;
    if (found != wanted) drift = *wanted ? flag.off : flag.on;
    add(port.name, flag.name, {}, std::string(on_off(found)), std::string(on_off(wanted)), drift);
  }

  void flags(const PortState& port, const PortState& wish) {
    for (const PlannedFlag& each : kPlannedFlags) flag(port, wish, each);
    if (!wish.vlans.empty()) return vlans(port, wish);
    // Which one it is in, libvirt leaves to the bridge, and perhaps to somebody's hand.
    if (wish.guest && observed_.settings.vlan_filtering == true && port.vlans.empty())
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

  void vlans(const PortState& port, const PortState& wish) {
    const bool same =
        port.vlans == wish.vlans && port.pvid == wish.pvid && port.untagged == wish.untagged;
    const bool known = observed_.settings.default_pvid.has_value();
    add(port.name, "vlans", {}, known ? vlans_text(port) : "not in this kernel", vlans_text(wish),
        same ? std::nullopt : std::optional(DriftKind::VlansDiffer));
  }

  [[nodiscard]] std::string text_of(const FdbEntry& entry) const {
    return fmt::format("{}{} on {}{}", entry.sticky ? "sticky " : "", to_string(entry.kind),
                       match_.name_of(entry.port),
                       entry.vlan == 0 ? "" : fmt::format(" (VLAN {})", entry.vlan));
  }

  [[nodiscard]] DriftKind kind_of(const FdbEntry& found, const FdbEntry& wish) const {
    if (found.port != wish.port) {
      const bool stolen = found.kind == FdbKind::Static && !match_.is_guest(found.port);
      return stolen ? DriftKind::EntryStolen : DriftKind::EntryElsewhere;
    }
    if (found.kind == FdbKind::Local) return DriftKind::EntryLocal;
    if (found.kind != FdbKind::Static) return DriftKind::EntryNotStatic;
    return wish.sticky ? DriftKind::EntryNotSticky : DriftKind::EntrySticky;
  }

  // One verdict for an address on a port: what is wrong first, the VLANs in order. VLANs in which
  // nothing is looked up say nothing, unless the port has no other.
  void entry(const std::string& port, const std::vector<FdbEntry>& wishes) {
    const bool all = std::ranges::none_of(
        wishes, [&](const FdbEntry& wish) { return match_.counts(wish.vlan); });
    const FdbEntry* good = nullptr;
    const FdbEntry* missing = nullptr;
    for (const FdbEntry& wish : wishes) {
      if (!all && !match_.counts(wish.vlan)) continue;
      const FdbEntry* found = match_.find(wish.mac, wish.vlan);
      if (found != nullptr && *found != wish) {
        return add(port, "entry", wish.mac, text_of(*found), text_of(wish), kind_of(*found, wish));
      }
      (found == nullptr ? missing : good) = &wish;
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
      FdbEntry wish = contest.holder;
      wish.port = port.index;
      add(port.name, "entry", wish.mac,
          fmt::format("the entry of another guest, on {}", match_.name_of(contest.holder.port)),
          text_of(wish), DriftKind::SharedMac);
    }
  }

  // Entries on a guest's port that are not its guest's.
  void strays(const PortState& port) {
    const FdbEntry* last = nullptr;
    for (const FdbEntry& each : entries_[port.index]) {
      if (last != nullptr && last->mac == each.mac) continue;
      // What is wished somewhere for this VLAN was looked at there.
      const auto wished = match_.wished().find(each.mac);
      const bool judged =
          wished != match_.wished().end() &&
          std::ranges::find(wished->second, each.vlan, &FdbEntry::vlan) != wished->second.end();
      if (judged || !match_.counts(each.vlan)) continue;
      add(port.name, "entry", each.mac, text_of(each), "no entry",
          absent_.contains(each.mac) ? DriftKind::EntryOfPaused : DriftKind::StrayEntry);
      last = &each;
    }
  }

  const BridgeState& observed_;
  const BridgeState& desired_;
  const Match& match_;
  std::set<MacAddress> absent_;
  std::unordered_map<LinkIndex, std::vector<Contest>> contests_;  // by port
  std::unordered_map<LinkIndex, MacTable> wishes_;                // by port
  std::unordered_map<LinkIndex, std::vector<FdbEntry>> entries_;  // on guests' ports, by address
  std::vector<Verdict> verdicts_;
};

}  // namespace

std::vector<Verdict> judge(const Match& match) { return Comparison(match).run(); }

std::vector<Verdict> judge(const BridgeState& observed, const BridgeState& desired) {
  return judge(Match(observed, desired));
}

std::vector<Drift> drifts_of(std::vector<Verdict> verdicts) {
  std::vector<Drift> drifts;
  for (Verdict& each : verdicts) {
    if (!each.drift) continue;
    drifts.push_back({*each.drift, std::move(each.port), each.mac, std::move(each.found),
                      std::move(each.wanted)});
  }
  return drifts;
}

std::vector<Drift> compare(const BridgeState& observed, const BridgeState& desired) {
  return drifts_of(judge(observed, desired));
}

}  // namespace virnet::bridge
