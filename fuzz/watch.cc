// Anything happens to a bridge, and of what the kernel tells some is lost: what a watcher knows in
// the end is what a full reading says, and its notes add up to that.
#include <virnet/apply.h>
#include <virnet/plan_text.h>
#include <virnet/watch.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "bridge/memory/delegating_kernel.h"
#include "bridge/netlink/notification.h"
#include "fuzz/input.h"
#include "fuzz/notify.h"
#include "fuzz/oracle.h"
#include "fuzz/small_world.h"

namespace virnet::fuzz {
namespace {

using namespace virnet::bridge;

// Between the kernel and the watcher: events go through their datagrams, and some get lost.
struct Line {
  bool lossy = false;   // from now on nothing gets through
  bool missed = false;  // the watcher is to be told so
};

class LossyEvents final : public Events {
 public:
  LossyEvents(std::unique_ptr<Events> inner, Line* line) : inner_(std::move(inner)), line_(line) {}

  Result<std::vector<Event>> wait(std::chrono::milliseconds patience) override {
    Result<std::vector<Event>> events = inner_->wait(patience);
    if (!events || line_ == nullptr) return events;
    if (line_->lossy) {
      line_->missed |= !events->empty();
      return std::vector<Event>();
    }
    if (line_->missed) {
      line_->missed = false;
      return std::vector<Event>{EventsLost{}};
    }
    return over_the_wire(*events);
  }

 private:
  static std::vector<Event> over_the_wire(const std::vector<Event>& events) {
    Datagram datagram;
    for (const Event& event : events) append(datagram, notification(event));
    Decoded<std::vector<Event>> told = decode_notifications(datagram);
    require(told.has_value(), "notifications cannot be read: {}", told ? "" : told.error().reason);
    require(std::ranges::equal(events, *told,
                               [](const Event& a, const Event& b) { return same(a, b); }),
            "of {} events {} are told, or others", events.size(), told->size());
    return *std::move(told);
  }

  std::unique_ptr<Events> inner_;
  Line* line_;
};

// The first subscription is the watcher's; those of its readings lose nothing.
class LossyKernel final : public DelegatingKernel {
 public:
  LossyKernel(MemoryKernel& inner, Line& line) : DelegatingKernel(inner), line_(&line) {}

  Result<std::unique_ptr<Events>> subscribe() override {
    Result<std::unique_ptr<Events>> events = DelegatingKernel::subscribe();
    if (!events) return events;
    return std::make_unique<LossyEvents>(std::move(*events), std::exchange(line_, nullptr));
  }

 private:
  Line* line_;
};

class Watched {
 public:
  Watched(MemoryKernel& kernel, BridgeState desired, bool repair)
      : kernel_(kernel),
        lossy_(kernel, line_),
        desired_(std::move(desired)),
        watcher_(lossy_, desired_, repair) {
    step();
  }

  void step() {
    const auto notes = watcher_.step(std::chrono::milliseconds(0));
    require(notes.has_value(), "the watcher gives up: {}", notes ? "" : notes.error().message);
    for (const WatchNote& note : *notes) take(note);
    require(std::ranges::is_permutation(said_, watcher_.drifts()),
            "the notes add up to {} drifts, {} are known", said_.size(), watcher_.drifts().size());
    quiet_ = notes->empty();
  }
  void lose(bool on) { line_.lossy = on; }

  // With everything heard, or known to be lost, nothing is left unknown.
  void settle() {
    constexpr int kMostSteps = 8;
    line_.lossy = false;
    quiet_ = false;
    for (int i = 0; i < kMostSteps && !quiet_; ++i) step();
    require(quiet_, "the watcher does not come to rest");
    Watcher fresh(kernel_, desired_);
    const auto notes = fresh.step(std::chrono::milliseconds(0));
    require(notes.has_value(), "a new watcher gives up");
    require(std::ranges::is_permutation(fresh.drifts(), watcher_.drifts()),
            "{} drifts are known, a full reading has {}", watcher_.drifts().size(),
            fresh.drifts().size());
  }

  // A repair that something else undid is tried again after a pause.
  void require_repaired() {
    constexpr int kMostPauses = 40;
    for (int i = 0;; ++i) {
      const auto state = observe(kernel_, kBridge);
      if (!state) return;  // the bridge is gone
      const Plan rest = make_plan(*state, desired_);
      if (rest.empty() || !rest.obstacles.empty()) return;
      require(i < kMostPauses, "nobody repaired it:\n{}", to_text(rest));
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      step();
    }
  }

 private:
  void take(const WatchNote& note) {
    const auto known = std::ranges::find(said_, note.drift);
    if (note.kind == WatchNote::Kind::Drift) {
      require(known == said_.end(), "said twice: {}", to_sentence(note.drift));
      require(!note.cause.empty(), "no cause is given");
      said_.push_back(note.drift);
    } else if (note.kind == WatchNote::Kind::Mended) {
      require(known != said_.end(), "mended and never said: {}", to_sentence(note.drift));
      said_.erase(known);
    } else if (note.kind == WatchNote::Kind::BridgeGone) {
      said_.clear();
    }
    require(note.kind != WatchNote::Kind::RepairFailed || note.error.has_value(),
            "a repair failed without a word");
  }

  MemoryKernel& kernel_;
  Line line_;
  LossyKernel lossy_;
  BridgeState desired_;
  Watcher watcher_;
  std::vector<Drift> said_;
  bool quiet_ = false;
};

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet::fuzz;
  using namespace virnet::bridge;
  constexpr std::size_t kMostHappenings = 64;
  if (size > kMostBytes) return 0;
  Decisions decisions({reinterpret_cast<const char*>(data), size});
  const KernelTraits traits = some_traits(decisions);
  MemoryKernel kernel(traits);
  const BridgeState desired = some_desired_state(decisions);
  const bool repair = decisions.yes();
  build(kernel, decisions);
  Watched watched(kernel, desired, repair);
  for (std::size_t i = 0; i < kMostHappenings && !decisions.empty(); ++i) {
    switch (decisions.below(8)) {
      case 0: watched.step(); break;
      case 1: watched.lose(true); break;
      case 2: watched.lose(false); break;
      default: disturb(kernel, decisions); break;
    }
  }
  watched.settle();
  // Where nothing can be deleted, what a control plane has entered cannot be made to go.
  if (repair && traits.delete_entries) watched.require_repaired();
  return 0;
}
