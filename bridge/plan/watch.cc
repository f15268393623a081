#include <fmt/format.h>
#include <virnet/apply.h>
#include <virnet/watch.h>

#include <cerrno>
#include <unordered_map>
#include <unordered_set>

#include "bridge/plan/causes.h"

namespace virnet::bridge {
namespace {

// Changes come in swarms; a reading waits for the end of one, but not for long.
constexpr std::chrono::milliseconds kQuiet(20);
constexpr int kMostPauses = 15;
// More than this is not worth looking through for causes.
constexpr std::size_t kMostHeard = 10000;

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

Watcher::Watcher(Kernel& kernel, BridgeState wish, bool repair)
    : kernel_(kernel), wish_(std::move(wish)), repair_(repair) {}

Result<std::vector<WatchNote>> Watcher::step(std::chrono::milliseconds patience) {
  notes_.clear();
  if (!events_) {
    Result<std::unique_ptr<Events>> events = kernel_.subscribe();
    if (!events) return std::unexpected(std::move(events.error()));
    events_ = std::move(*events);
  } else {
    const Result<bool> happened = listen(patience);
    if (!happened) return std::unexpected(happened.error());
    if (!*happened) return notes_;
  }
  if (Outcome looked = look(); !looked) return std::unexpected(std::move(looked.error()));
  heard_.clear();
  return std::move(notes_);
}

// Whether anything happened; a swarm of notifications is heard to its end.
Result<bool> Watcher::listen(std::chrono::milliseconds patience) {
  for (int pause = 0; pause < kMostPauses; ++pause) {
    Result<std::vector<Event>> events = events_->wait(heard_.empty() ? patience : kQuiet);
    if (!events) return std::unexpected(std::move(events.error()));
    if (events->empty()) break;
    for (Event& event : *events) {
      if (std::holds_alternative<EventsLost>(event)) note(WatchNote::Kind::Lost);
      if (const auto* changed = std::get_if<LinkChanged>(&event);
          changed != nullptr && !changed->link.name.empty())
        names_[changed->link.index] = changed->link.name;
      if (heard_.size() < kMostHeard) heard_.push_back(std::move(event));
    }
  }
  return !heard_.empty();
}

Outcome Watcher::look() {
  Result<BridgeState> state = observe(kernel_, wish_.name);
  if (!state) {
    const KernelError& error = state.error();
    // It keeps changing: there will be a next time.
    if (error.code == KernelError::Code::Lost) return {};
    if (error.error != ENODEV && error.error != EOPNOTSUPP)
      return std::unexpected(std::move(state.error()));
    if (there_) note(WatchNote::Kind::BridgeGone, {}, to_string(error));
    there_ = false;
    drifts_.clear();
    return {};
  }
  if (!there_) note(WatchNote::Kind::BridgeBack);
  there_ = true;
  state_ = std::move(*state);
  tell_difference(compare(state_, wish_));
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
    note(WatchNote::Kind::Mended, *drift, causes.of(*drift));
  for (const Drift* drift : without(now, drifts_))
    note(WatchNote::Kind::Drift, *drift, causes.of(*drift));
  drifts_ = now;
}

// What could not be repaired is tried again when something else is wrong.
void Watcher::repair() {
  const Plan plan = make_plan(state_, wish_);
  if (plan.empty() || drifts_ == hopeless_) return;
  const ApplyReport report = apply(kernel_, plan, wish_);
  if (report.ok()) {
    hopeless_.reset();
    if (!plan.operations.empty()) note(WatchNote::Kind::Repaired);
    return;
  }
  hopeless_ = drifts_;
  note(WatchNote::Kind::RepairFailed, {}, report.failure);
}

void Watcher::note(WatchNote::Kind kind, Drift drift, std::string cause) {
  notes_.push_back({kind, std::chrono::system_clock::now(), std::move(drift), std::move(cause)});
}

}  // namespace virnet::bridge
