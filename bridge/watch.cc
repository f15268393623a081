#include <fmt/format.h>
#include <virnet/apply.h>
#include <virnet/watch.h>

#include <algorithm>
#include <cerrno>

namespace virnet::bridge {
namespace {

// Changes come in swarms; a reading waits for the end of one, but not for long.
constexpr std::chrono::milliseconds kQuiet(20);
constexpr int kMostPauses = 15;
// More than this is not worth looking through for causes.
constexpr std::size_t kMostHeard = 10000;

bool contains(const std::vector<Drift>& list, const Drift& drift) {
  return std::ranges::find(list, drift) != list.end();
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
  for (const Drift& drift : drifts_) {
    if (!contains(now, drift)) note(WatchNote::Kind::Mended, drift, cause_of(drift));
  }
  for (const Drift& drift : now) {
    if (!contains(drifts_, drift)) note(WatchNote::Kind::Drift, drift, cause_of(drift));
  }
  drifts_ = now;
}

// What could not be repaired is tried again when something else is wrong.
void Watcher::repair() {
  const Plan plan = make_plan(state_, wish_);
  if (plan.empty() || drifts_ == hopeless_) return;
  const ApplyReport report = apply(kernel_, plan, wish_);
  if (report.ok()) {
    hopeless_.clear();
    if (!plan.operations.empty()) note(WatchNote::Kind::Repaired);
    return;
  }
  hopeless_ = drifts_;
  note(WatchNote::Kind::RepairFailed, {}, report.failure);
}

void Watcher::note(WatchNote::Kind kind, Drift drift, std::string cause) {
  notes_.push_back({kind, std::chrono::system_clock::now(), std::move(drift), std::move(cause)});
}

std::string Watcher::name_of(LinkIndex index) const {
  if (const PortState* port = state_.port(index)) return port->name;
  const auto heard = names_.find(index);
  if (heard != names_.end()) return heard->second;
  return index == state_.index ? state_.name
                               : fmt::format("link {}", static_cast<std::int32_t>(index));
}

// The last notification about the address, or about the port.
std::string Watcher::cause_of(const Drift& drift) const {
  struct Words {
    const Watcher& watcher;
    const Drift& drift;
    std::string operator()(const FdbChanged& e) const {
      if (drift.mac != e.entry.mac) return {};
      return fmt::format("{} {} was entered on {}", to_string(e.entry.kind),
                         e.entry.mac.to_string(), watcher.name_of(e.entry.port));
    }
    std::string operator()(const FdbGone& e) const {
      if (drift.mac != e.entry.mac) return {};
      return fmt::format("{} was deleted from {}", e.entry.mac.to_string(),
                         watcher.name_of(e.entry.port));
    }
    std::string operator()(const LinkChanged& e) const {
      const std::string name = watcher.name_of(e.link.index);
      return drift.port == name ? name + " was changed" : std::string();
    }
    std::string operator()(const LinkGone& e) const {
      const std::string name = watcher.name_of(e.index);
      if (drift.port != name) return {};
      return name + (e.left_bridge ? " left the bridge" : " was deleted");
    }
    std::string operator()(const EventsLost&) const { return "notifications were lost"; }
  };
  std::string about_port;
  for (auto event = heard_.rbegin(); event != heard_.rend(); ++event) {
    std::string words = std::visit(Words{*this, drift}, *event);
    const bool of_port = std::holds_alternative<LinkChanged>(*event);
    if (!words.empty() && !(drift.mac && of_port)) return words;
    if (about_port.empty()) about_port = std::move(words);
  }
  if (!about_port.empty()) return about_port;
  return heard_.empty() ? "it was so when watching began" : "something around it was changed";
}

}  // namespace virnet::bridge
