#include <fmt/format.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/plan.h>
#include <virnet/watch.h>

#include <unordered_map>
#include <unordered_set>

#include "bridge/plan/causes.h"

namespace virnet::bridge {
namespace {

// Changes come in swarms; a reading waits for the end of one, but not for long.
constexpr std::chrono::milliseconds kQuiet(20);
constexpr int kMaxPauses = 15;
// More than this is not worth looking through for causes.
constexpr std::size_t kMaxHeard = 10000;

struct DriftHash {
  std::size_t operator()(const Drift* drift) const {
    const std::hash<std::string> text;
    std::size_t sum = text(drift->port) * 31 + static_cast<std::size_t>(drift->kind);
    sum = sum * 31 + text(drift->found);
    if (!drift->mac) return sum;
    for (const std::uint8_t octet : drift->mac->octets()) sum = sum * 31 + octet;
    return sum;
  }
};
struct SameDrift {
  bool operator()(const Drift* a, const Drift* b) const { return *a == *b; }
};

// Those of `list` that are not in `others`, in their order.
std::vector<const Drift*> without(const std::vector<Drift>& list,
                                  const std::vector<Drift>& others) {
  std::unordered_set<const Drift*, DriftHash, SameDrift> known(others.size());
  for (const Drift& drift : others) known.insert(&drift);
  std::vector<const Drift*> rest;
  for (const Drift& drift : list)
    if (!known.contains(&drift)) rest.push_back(&drift);
  return rest;
}

}  // namespace

std::string_view to_string(WatchNote::Kind kind) {
  switch (kind) {
    case WatchNote::Kind::Drift: return "drift";
    case WatchNote::Kind::Mended: return "mended";
    case WatchNote::Kind::BridgeGone: return "bridge-gone";
    case WatchNote::Kind::BridgeBack: return "bridge-back";
    case WatchNote::Kind::Lost: return "lost";
    case WatchNote::Kind::Repaired: return "repaired";
    case WatchNote::Kind::RepairFailed: return "repair-failed";
  }
  return "unknown";
}

Watcher::Watcher(Kernel& kernel, BridgeState desired, bool repair)
    : kernel_(kernel), desired_(std::move(desired)), repair_(repair) {}

std::expected<std::vector<WatchNote>, Error> Watcher::step(std::chrono::milliseconds patience) {
  notes_.clear();
  if (!events_) {
    Result<std::unique_ptr<Events>> events = kernel_.subscribe();
    if (!events) return std::unexpected(to_error(events.error()));
    events_ = std::move(*events);
  } else {
    const std::expected<bool, Error> happened = listen(patience);
    if (!happened) return std::unexpected(happened.error());
    if (!*happened) return notes_;
  }
  if (auto looked = look(); !looked) return std::unexpected(std::move(looked.error()));
  heard_.clear();
  return std::move(notes_);
}

// Whether anything happened; a swarm of notifications is heard to its end.
std::expected<bool, Error> Watcher::listen(std::chrono::milliseconds patience) {
  for (int pause = 0; pause < kMaxPauses; ++pause) {
    Result<std::vector<Event>> events = events_->wait(heard_.empty() ? patience : kQuiet);
    if (!events) return std::unexpected(to_error(events.error()));
    if (events->empty()) break;
    for (Event& event : *events) {
      if (std::holds_alternative<EventsLost>(event)) note({.kind = WatchNote::Kind::Lost});
      if (const auto* changed = std::get_if<LinkChanged>(&event);
          changed != nullptr && !changed->link.name.empty())
        names_[changed->link.index] = changed->link.name;
      if (heard_.size() < kMaxHeard) heard_.push_back(std::move(event));
    }
  }
  return !heard_.empty();
}

std::expected<void, Error> Watcher::look() {
  std::expected<BridgeState, Error> state = observe(kernel_, desired_.name);
  if (!state) {
    Error& error = state.error();
    // It keeps changing: there will be a next time.
    if (error.code == ErrorCode::Busy) return {};
    if (error.code != ErrorCode::NotFound && error.code != ErrorCode::Unsupported)
      return std::unexpected(std::move(error));
    if (there_) note({.kind = WatchNote::Kind::BridgeGone, .error = std::move(error)});
    there_ = false;
    drifts_.clear();
    return {};
  }
  if (!there_) note({.kind = WatchNote::Kind::BridgeBack});
  there_ = true;
  state_ = std::move(*state);
  tell_difference(compare(state_, desired_));
  if (repair_) repair();
  return {};
}

void Watcher::tell_difference(const std::vector<Drift>& now) {
  std::unordered_map<LinkIndex, std::string> names(names_.begin(), names_.end());
  names[state_.index] = state_.name;
  for (const PortState& port : state_.ports) names[port.index] = port.name;
  const Causes::NameOf name_of = [&](LinkIndex index) {
    const auto known = names.find(index);
    return known == names.end() ? fmt::format("link {}", static_cast<std::int32_t>(index))
                                : known->second;
  };
  const Causes causes(heard_, name_of);
  for (const Drift* drift : without(drifts_, now))
    note({.kind = WatchNote::Kind::Mended, .drift = *drift, .cause = causes.of(*drift)});
  for (const Drift* drift : without(now, drifts_))
    note({.kind = WatchNote::Kind::Drift, .drift = *drift, .cause = causes.of(*drift)});
  drifts_ = now;
}

// What could not be repaired is tried again when something else is wrong.
void Watcher::repair() {
  const Plan plan = make_plan(state_, desired_);
  if (plan.empty() || drifts_ == failed_drifts_) return;
  const ApplyReport report = apply(kernel_, plan, desired_);
  if (report.ok()) {
    failed_drifts_.reset();
    if (!plan.operations.empty()) note({.kind = WatchNote::Kind::Repaired});
    return;
  }
  failed_drifts_ = drifts_;
  note({.kind = WatchNote::Kind::RepairFailed, .error = report.failure});
}

void Watcher::note(WatchNote note) {
  note.time = std::chrono::system_clock::now();
  notes_.push_back(std::move(note));
}

}  // namespace virnet::bridge
