#include <fmt/format.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>
#include <virnet/plan.h>
#include <virnet/watch.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "bridge/plan/causes.h"
#include "bridge/plan/link_names.h"
#include "bridge/plan/repair_pace.h"

namespace virnet::bridge {
namespace {

// Changes come in swarms; a reading waits for the end of one, but not for long.
constexpr std::chrono::milliseconds kQuiet(20);
constexpr std::chrono::milliseconds kSwarm(300);
// A bridge that could not be read is read again after this time.
constexpr std::chrono::milliseconds kUnread(1000);
// Lost notifications are reported at most once in this time.
constexpr std::chrono::seconds kLoss(60);
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
    case WatchNote::Kind::Contested: return "contested";
    case WatchNote::Kind::Settled: return "settled";
  }
  return "unknown";
}

Watcher::Watcher(Kernel& kernel, BridgeState desired, bool repair)
    : kernel_(kernel),
      desired_(std::move(desired)),
      pace_(repair ? std::make_unique<RepairPace>() : nullptr),
      names_(std::make_unique<LinkNames>()) {
  for (const FdbEntry& entry : desired_.fdb) addresses_.insert(entry.mac);
}

Watcher::~Watcher() = default;

std::expected<std::vector<WatchNote>, Error> Watcher::step(std::chrono::milliseconds patience) {
  notes_.clear();
  if (!events_) {
    Result<std::unique_ptr<Events>> events = kernel_.subscribe();
    if (!events) return std::unexpected(to_error(events.error()));
    events_ = std::move(*events);
  } else {
    const std::expected<bool, Error> happened = listen(patience);
    if (!happened) return std::unexpected(happened.error());
    if (!*happened && !(due_ && Clock::now() >= *due_)) return std::move(notes_);
  }
  due_.reset();
  if (auto looked = look(); !looked) return std::unexpected(std::move(looked.error()));
  heard_.clear();
  names_->forget_deleted();
  return std::move(notes_);
}

// Whether anything relevant happened. Waits for the end of a burst of notifications.
std::expected<bool, Error> Watcher::listen(std::chrono::milliseconds patience) {
  Clock::time_point end = Clock::now() + patience;
  if (due_) end = std::min(end, *due_);
  for (bool swarm = false;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    const auto longest = std::max(left, std::chrono::milliseconds(0));
    Result<std::vector<Event>> events = events_->wait(swarm ? std::min(kQuiet, longest) : longest);
    if (!events) return std::unexpected(to_error(events.error()));
    if (events->empty()) return swarm;
    for (Event& event : *events) hear(std::move(event));
    if (!heard_.empty() && !std::exchange(swarm, true)) end = Clock::now() + kSwarm;
    if (Clock::now() >= end) return swarm;
  }
}

void Watcher::hear(Event event) {
  names_->hear(event);
  if (std::holds_alternative<EventsLost>(event)) {
    const Clock::time_point now = Clock::now();
    if (!told_of_loss_ || now - *told_of_loss_ > kLoss) note({.kind = WatchNote::Kind::Lost});
    told_of_loss_ = now;
  }
  if (concerns(event) && heard_.size() < kMaxHeard) heard_.push_back(std::move(event));
}

// Unknown addresses that are learned on a port without a guest do not matter.
bool Watcher::concerns(const Event& event) const {
  const FdbEntry* entry = nullptr;
  if (const auto* changed = std::get_if<FdbChanged>(&event)) entry = &changed->entry;
  if (const auto* gone = std::get_if<FdbGone>(&event)) entry = &gone->entry;
  return entry == nullptr || entry->kind != FdbKind::Dynamic || guests_.contains(entry->port) ||
         addresses_.contains(entry->mac);
}

std::expected<void, Error> Watcher::look() {
  std::expected<BridgeState, Error> state = observe(kernel_, desired_);
  if (!state) {
    Error& error = state.error();
    // It keeps changing: there will be a next time.
    if (error.code == ErrorCode::Busy) {
      due_ = Clock::now() + kUnread;
      return {};
    }
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
  guests_.clear();
  for (const PortState& port : desired_.ports) {
    const PortState* found = port.guest ? state_.port(port.name) : nullptr;
    if (found != nullptr) guests_.insert(found->index);
  }
  tell_difference(compare(state_, desired_));
  if (pace_) repair();
  return {};
}

std::string Watcher::name_of(LinkIndex index) const {
  if (index == state_.index) return state_.name;
  if (const PortState* port = state_.port(index)) return port->name;
  const std::string* known = names_->find(index);
  return known != nullptr ? *known : fmt::format("link {}", static_cast<std::int32_t>(index));
}

void Watcher::tell_difference(const std::vector<Drift>& now) {
  const std::vector<const Drift*> resolved = without(drifts_, now);
  const std::vector<const Drift*> added = without(now, drifts_);
  if (!resolved.empty() || !added.empty()) {
    const Causes::NameOf name = [&](LinkIndex index) { return name_of(index); };
    const Causes causes(heard_, name);
    auto tell = [&](WatchNote::Kind kind, const Drift& drift) {
      if (std::ranges::find(contested_, drift) == contested_.end())
        note({.kind = kind, .drift = drift, .cause = causes.of(drift)});
    };
    for (const Drift* drift : resolved) tell(WatchNote::Kind::Mended, *drift);
    for (const Drift* drift : added) tell(WatchNote::Kind::Drift, *drift);
  }
  drifts_ = now;
}

// A repair that failed, or was undone, is tried again after a pause. That the bridge has
// changed in between is nothing to tell of.
void Watcher::repair() {
  const Clock::time_point now = Clock::now();
  const Plan plan = make_plan(state_, desired_);
  if (plan.empty()) {
    failure_.clear();
    if (pace_->is_over(now)) {
      if (std::exchange(in_contest_, false)) note({.kind = WatchNote::Kind::Settled});
      contested_.clear();
    } else if (pace_->is_running()) {
      due_ = pace_->calm();
    }
    return;
  }
  if (now < pace_->next()) {
    due_ = pace_->next();
    return;
  }
  const ApplyReport report = apply(kernel_, plan, desired_);
  pace_->tried(Clock::now(), report.ok());
  due_ = report.ok() ? pace_->calm() : pace_->next();
  if (pace_->is_contested() && report.ok()) contest();
  if (report.ok()) {
    failure_.clear();
    if (!plan.operations.empty() && !in_contest_) note({.kind = WatchNote::Kind::Repaired});
  } else if (report.failure->code != ErrorCode::Changed && report.failure->message != failure_) {
    failure_ = report.failure->message;
    note({.kind = WatchNote::Kind::RepairFailed, .error = report.failure});
  }
}

void Watcher::contest() {
  if (!std::exchange(in_contest_, true)) {
    note({.kind = WatchNote::Kind::Contested,
          .error = Error{.code = ErrorCode::Busy,
                         .message = "what is put right goes wrong again and again, so something "
                                    "else wants it otherwise; repairs now pause up to 10 s, and "
                                    "no more is said until it stays right"}});
  }
  for (const Drift* drift : without(drifts_, contested_)) contested_.push_back(*drift);
}

void Watcher::note(WatchNote note) {
  note.time = std::chrono::system_clock::now();
  notes_.push_back(std::move(note));
}

}  // namespace virnet::bridge
