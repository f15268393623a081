// Which notification tells of a drift, in words.
#include "bridge/plan/causes.h"

#include <fmt/format.h>

#include <algorithm>

namespace virnet::bridge {
namespace {

std::size_t place_in(const std::unordered_map<std::string, std::size_t>& places,
                     const std::string& key) {
  const auto found = places.find(key);
  return found == places.end() ? 0 : found->second;
}

}  // namespace

Causes::Causes(const std::vector<Event>& heard, const NameOf& name_of)
    : heard_(heard), name_of_(name_of) {
  struct Index {
    Causes& causes;
    Place place;
    void operator()(const FdbChanged& e) const { causes.entries_[e.entry.mac.to_string()] = place; }
    void operator()(const FdbGone& e) const { causes.entries_[e.entry.mac.to_string()] = place; }
    void operator()(const LinkChanged& e) const {
      causes.changed_[causes.name_of_(e.link.index)] = place;
    }
    void operator()(const LinkGone& e) const { causes.gone_[causes.name_of_(e.index)] = place; }
    void operator()(const EventsLost&) const { causes.lost_ = place; }
  };
  for (Place place = 1; place <= heard.size(); ++place)
    std::visit(Index{*this, place}, heard[place - 1]);
}

std::string Causes::words(Place place) const {
  struct Words {
    const NameOf& name_of;
    std::string operator()(const FdbChanged& e) const {
      return fmt::format("{} {} was entered on {}", to_string(e.entry.kind),
                         e.entry.mac.to_string(), name_of(e.entry.port));
    }
    std::string operator()(const FdbGone& e) const {
      return fmt::format("{} was deleted from {}", e.entry.mac.to_string(), name_of(e.entry.port));
    }
    std::string operator()(const LinkChanged& e) const {
      return name_of(e.link.index) + " was changed";
    }
    std::string operator()(const LinkGone& e) const {
      return name_of(e.index) + (e.left_bridge ? " left the bridge" : " was deleted");
    }
    std::string operator()(const EventsLost&) const { return "notifications were lost"; }
  };
  return std::visit(Words{name_of_}, heard_[place - 1]);
}

std::string Causes::of(const Drift& drift) const {
  if (heard_.empty()) return "it was so when watching began";
  Place last = std::max(lost_, place_in(gone_, drift.port));
  const Place changed = place_in(changed_, drift.port);
  if (drift.mac)
    last = std::max(last, place_in(entries_, drift.mac->to_string()));
  else
    last = std::max(last, changed);
  // That something about the port changed explains an entry only if nothing else does.
  if (last == 0) last = changed;
  return last == 0 ? "something around it was changed" : words(last);
}

}  // namespace virnet::bridge
