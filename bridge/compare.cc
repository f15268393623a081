#include <fmt/format.h>
#include <virnet/plan.h>

#include <algorithm>

#include "bridge/mac_table.h"

namespace virnet::bridge {
namespace {

std::string_view on_off(const std::optional<bool>& flag) {
  return !flag ? "not there" : *flag ? "on" : "off";
}

class Comparison {
 public:
  Comparison(const BridgeState& observed, const BridgeState& desired)
      : observed_(observed),
        desired_(desired),
        table_(table_of(observed)),
        wished_(wished_table(observed, desired)) {}

  std::vector<Drift> run() {
    settings();
    for (const PortState& wish : desired_.ports) {
      const PortState* port = observed_.port(wish.name);
      if (port == nullptr) {
        add(DriftKind::PortMissing, wish.name, {}, "no port of " + observed_.name, "a port");
        continue;
      }
      flags(*port, wish);
      if (wish.guest) entries(*port);
    }
    return std::move(drifts_);
  }

 private:
  void add(DriftKind kind, std::string port, std::optional<MacAddress> mac, std::string found,
           std::string wanted) {
    drifts_.push_back({kind, std::move(port), mac, std::move(found), std::move(wanted)});
  }

  void settings() {
    if (desired_.settings.vlan_filtering != true || observed_.settings.vlan_filtering == true)
      return;
    if (!observed_.settings.default_pvid) {
      add(DriftKind::NoVlanFiltering, observed_.name, {}, "not in this kernel",
          "vlan_filtering on");
    } else {
      add(DriftKind::VlanFilteringOff, observed_.name, {}, "vlan_filtering off",
          "vlan_filtering on");
    }
  }

  void flag(const PortState& port, std::string_view name, const std::optional<bool>& found,
            const std::optional<bool>& wanted, DriftKind on, DriftKind off) {
    if (!wanted || found == wanted) return;
    add(*wanted ? off : on, port.name, {}, fmt::format("{} {}", name, on_off(found)),
        fmt::format("{} {}", name, on_off(wanted)));
  }

  void flags(const PortState& port, const PortState& wish) {
    const PortFlags& found = port.flags;
    const PortFlags& wanted = wish.flags;
    flag(port, "learning", found.learning, wanted.learning, DriftKind::Learns,
         DriftKind::LearnsNot);
    flag(port, "flood", found.unicast_flood, wanted.unicast_flood, DriftKind::Floods,
         DriftKind::FloodsNot);
    flag(port, "isolated", found.isolated, wanted.isolated, DriftKind::Isolated,
         DriftKind::NotIsolated);
  }

  [[nodiscard]] std::string text_of(const FdbEntry& entry) const {
    const PortState* port = observed_.port(entry.port);
    return fmt::format("{}{} on {}{}", entry.sticky ? "sticky " : "", to_string(entry.kind),
                       port != nullptr ? port->name : observed_.name,
                       entry.vlan == 0 ? "" : fmt::format(" (VLAN {})", entry.vlan));
  }

  [[nodiscard]] const FdbEntry* find(const MacAddress& mac, std::uint16_t vlan) const {
    const auto entries = table_.find(mac);
    if (entries == table_.end()) return nullptr;
    for (const FdbEntry& entry : entries->second) {
      if (entry.vlan == vlan) return &entry;
    }
    return nullptr;
  }

  [[nodiscard]] DriftKind kind_of(const FdbEntry& found, const FdbEntry& wish) const {
    if (found.port != wish.port) {
      const bool stolen =
          found.kind == FdbKind::Static && !is_guest_port(observed_, desired_, found.port);
      return stolen ? DriftKind::EntryStolen : DriftKind::EntryElsewhere;
    }
    if (found.kind == FdbKind::Local) return DriftKind::EntryLocal;
    if (found.kind != FdbKind::Static) return DriftKind::EntryNotStatic;
    return wish.sticky ? DriftKind::EntryNotSticky : DriftKind::EntrySticky;
  }

  // One drift for an address: what is wrong first, the VLANs in order.
  void entry(const PortState& port, const std::vector<FdbEntry>& wishes) {
    bool any = false;
    const FdbEntry* missing = nullptr;
    for (const FdbEntry& wish : wishes) {
      const FdbEntry* found = find(wish.mac, wish.vlan);
      if (found == nullptr) {
        if (missing == nullptr) missing = &wish;
        continue;
      }
      if (*found != wish)
        return add(kind_of(*found, wish), port.name, wish.mac, text_of(*found), text_of(wish));
      any = true;
    }
    if (missing == nullptr) return;
    add(any ? DriftKind::EntryMissingVlan : DriftKind::EntryMissing, port.name, missing->mac,
        "no entry", text_of(*missing));
  }

  void entries(const PortState& port) {
    for (const auto& [mac, wishes] : wished_) {
      if (wishes.front().port == port.index) entry(port, wishes);
    }
    for (const auto& [mac, found] : table_) {
      const auto wished = wished_.find(mac);
      for (const FdbEntry& each : found) {
        if (each.port != port.index) continue;
        // What is wished somewhere for this VLAN was looked at there.
        const bool judged =
            wished != wished_.end() &&
            std::any_of(wished->second.begin(), wished->second.end(),
                        [&](const FdbEntry& wish) { return wish.vlan == each.vlan; });
        if (judged) continue;
        const bool paused =
            std::find(desired_.absent.begin(), desired_.absent.end(), mac) != desired_.absent.end();
        add(paused ? DriftKind::EntryOfPaused : DriftKind::StrayEntry, port.name, mac,
            text_of(each), "no entry");
        break;
      }
    }
  }

  const BridgeState& observed_;
  const BridgeState& desired_;
  MacTable table_;
  MacTable wished_;
  std::vector<Drift> drifts_;
};

}  // namespace

std::vector<Drift> compare(const BridgeState& observed, const BridgeState& desired) {
  return Comparison(observed, desired).run();
}

std::string explain_promiscuity(const BridgeState& observed, const PortState& port) {
  if (port.promiscuity == 0) return {};
  if (observed.settings.vlan_filtering != true) {
    return "VLAN filtering is off, so the bridge keeps every port promiscuous";
  }
  std::string others;
  for (const PortState& other : observed.ports) {
    if (other.index == port.index || !is_automatic(other.flags)) continue;
    const bool learns = other.flags.learning.value_or(true);
    const bool floods = other.flags.unicast_flood.value_or(true);
    if (!others.empty()) others += ", ";
    others += fmt::format("{} {}", other.name,
                          learns && floods ? "learns and floods"
                          : learns         ? "learns"
                                           : "floods");
  }
  if (!others.empty()) return "kept promiscuous because " + others;
  return "its device has no address filter, or something else wants it promiscuous";
}

}  // namespace virnet::bridge
