// Which port is which, and who gets the entry of an address.
#include "bridge/plan/state_alignment.h"

#include <algorithm>
#include <set>

#include "model/values/stable_sort.h"

namespace virnet::bridge {
namespace {

void sort_by_vlan(std::vector<FdbEntry>& entries) {
  std::sort(entries.begin(), entries.end(),
            [](const FdbEntry& a, const FdbEntry& b) { return a.vlan < b.vlan; });
}

}  // namespace

std::vector<std::uint16_t> vlans_of(const PortState* port) {
  std::vector<std::uint16_t> vlans = {0};
  if (port != nullptr) vlans.insert(vlans.end(), port->vlans.begin(), port->vlans.end());
  return vlans;
}

StateAlignment::StateAlignment(const BridgeState& observed, const BridgeState& desired)
    : observed_(observed), desired_(desired) {
  for (const PortState& each : observed.ports) {
    by_name_.emplace(each.name, &each);
    by_index_.emplace(each.index, &each);
  }
  for (const PortState& each : desired.ports) {
    const PortState* found = each.guest ? port(each.name) : nullptr;
    if (found != nullptr) guests_.emplace(found->index, found);
  }
  read_table();
  read_desired();
}

const PortState* StateAlignment::port(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const PortState* StateAlignment::port(LinkIndex index) const {
  const auto found = by_index_.find(index);
  return found == by_index_.end() ? nullptr : found->second;
}

std::string_view StateAlignment::name_of(LinkIndex index) const {
  const PortState* found = port(index);
  return found == nullptr ? observed_.name : found->name;
}

void StateAlignment::read_table() {
  for (const FdbEntry& entry : observed_.fdb) {
    const PortState* at = port(entry.port);
    const bool own = entry.kind == FdbKind::Local && (at == nullptr || at->mac == entry.mac);
    const bool orphan = at != nullptr && entry.vlan != 0 &&
                        std::ranges::find(at->vlans, entry.vlan) == at->vlans.end();
    if (!own && !orphan) table_[entry.mac].push_back(entry);
  }
  for (auto& [mac, entries] : table_) sort_by_vlan(entries);
}

void StateAlignment::read_desired() {
  const std::set<MacAddress> uncertain(desired_.uncertain.begin(), desired_.uncertain.end());
  std::unordered_map<LinkIndex, const PortState*> places;  // the desired state's own numbers
  for (const PortState& desired : desired_.ports) places.emplace(desired.index, port(desired.name));
  MacTable candidates;
  for (FdbEntry desired : desired_.fdb) {
    const auto place = places.find(desired.port);
    if (place == places.end() || place->second == nullptr) continue;
    desired.port = place->second->index;
    if (uncertain.contains(desired.mac) && !has_entry(desired.mac, desired.port)) continue;
    for (const std::uint16_t vlan : vlans_of(place->second)) {
      desired.vlan = vlan;
      candidates[desired.mac].push_back(desired);
    }
  }
  for (auto& [mac, list] : candidates) {
    // In the order of the desired state within a VLAN.
    internal::stable_sort(list,
                          [](const FdbEntry& a, const FdbEntry& b) { return a.vlan < b.vlan; });
    settle(mac, list);
  }
}

bool StateAlignment::has_entry(const MacAddress& mac, LinkIndex at) const {
  const auto entries = table_.find(mac);
  return entries != table_.end() &&
         std::ranges::find(entries->second, at, &FdbEntry::port) != entries->second.end();
}

void StateAlignment::settle(const MacAddress& mac, const std::vector<FdbEntry>& candidates) {
  std::vector<FdbEntry>& settled = desired_table_[mac];
  for (auto first = candidates.begin(); first != candidates.end();) {
    const auto last = std::find_if(first, candidates.end(),
                                   [&](const FdbEntry& each) { return each.vlan != first->vlan; });
    const FdbEntry* there = find(mac, first->vlan);
    auto holder = std::find_if(first, last, [&](const FdbEntry& each) {
      return there != nullptr && there->port == each.port;
    });
    if (holder == last) holder = first;
    settled.push_back(*holder);
    for (auto other = first; other != last; ++other) {
      if (other->port != holder->port && counts(other->vlan))
        contests_.push_back({other->port, *holder});
    }
    first = last;
  }
}

bool StateAlignment::counts(std::uint16_t vlan) const {
  const bool filters = observed_.settings.vlan_filtering == true;
  return vlan == 0 ? !filters : filters || desired_.settings.vlan_filtering == true;
}

std::vector<FdbEntry> StateAlignment::entries(const MacAddress& mac) const {
  const auto found = table_.find(mac);
  return found == table_.end() ? std::vector<FdbEntry>() : found->second;
}

const FdbEntry* StateAlignment::find(const MacAddress& mac, std::uint16_t vlan) const {
  const auto entries = table_.find(mac);
  if (entries == table_.end()) return nullptr;
  for (const FdbEntry& entry : entries->second) {
    if (entry.vlan == vlan) return &entry;
  }
  return nullptr;
}

std::vector<FdbEntry> StateAlignment::goal(const MacAddress& mac) const {
  const auto desired = desired_table_.find(mac);
  std::vector<FdbEntry> result =
      desired == desired_table_.end() ? std::vector<FdbEntry>() : desired->second;
  const auto now = table_.find(mac);
  if (now == table_.end()) return result;
  const std::size_t count = result.size();
  for (const FdbEntry& entry : now->second) {
    const bool replaced =
        std::any_of(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(count),
                    [&](const FdbEntry& each) { return each.vlan == entry.vlan; });
    if (!replaced && !is_guest(entry.port)) result.push_back(entry);
  }
  sort_by_vlan(result);
  return result;
}

}  // namespace virnet::bridge
