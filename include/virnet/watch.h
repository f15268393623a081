// include/virnet/watch.h - Staying with a bridge: what goes wrong with it, when, and by what.
//
//   using namespace virnet::bridge;
//   if (auto kernel = open_kernel()) {
//     Watcher watcher(**kernel, {.name = "virbr0"});
//     const auto notes = watcher.step(std::chrono::milliseconds(200));  // again and again
//     if (!notes) fmt::print("{}\n", notes.error().message);
//     for (const WatchNote& note : notes ? *notes : std::vector<WatchNote>())
//       fmt::print("{}: {}\n", to_string(note.kind), note.cause);
//   }
//
// Listens to the kernel's notifications in the kernel's namespace, reads the bridge again after
// each, and tells the difference. What was lost on the way is made up for by the next reading.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/drift.h>
#include <virnet/error.h>
#include <virnet/kernel.h>

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

struct WatchNote {
  enum class Kind : std::uint8_t {
    Drift,         // this is wrong since now
    Mended,        // this is no longer wrong
    BridgeGone,    // there is no such bridge any more
    BridgeBack,    // there is one again
    Lost,          // notifications were lost, everything was read again
    Repaired,      // what was wrong was put right
    RepairFailed,  // it could not be, and is tried again after a pause that grows up to 10 s
    Contested,     // what is put right goes wrong again and again: repairs pause likewise, and no
                   // more is said of it
    Settled,       // until now, when it has stayed right
  };
  Kind kind = Kind::Drift;
  std::chrono::system_clock::time_point time = {};
  Drift drift = {};                 // of Drift and Mended
  std::string cause = {};           // of these two: the notification that tells of it, in words
  std::optional<Error> error = {};  // of BridgeGone, RepairFailed and Contested: why
};
// "drift", "mended", "bridge-gone", "bridge-back", "lost", "repaired", "repair-failed",
// "contested", "settled".
[[nodiscard]] std::string_view to_string(WatchNote::Kind kind);

// Private to the library.
class LinkNames;
class RepairPace;

class Watcher {
 public:
  // With `repair` what is wrong is put right at once, by apply().
  Watcher(Kernel& kernel, BridgeState desired, bool repair = false);
  ~Watcher();

  // Waits for something to happen, at most `patience`, and says what it led to. The first call does
  // not wait and says what is wrong already. Errors will not go away by themselves: Kernel,
  // NoPrivilege.
  [[nodiscard]] std::expected<std::vector<WatchNote>, Error> step(
      std::chrono::milliseconds patience);
  // What is wrong now.
  [[nodiscard]] const std::vector<Drift>& drifts() const { return drifts_; }

 private:
  using Clock = std::chrono::steady_clock;

  std::expected<bool, Error> listen(std::chrono::milliseconds patience);
  void hear(Event event);
  [[nodiscard]] bool concerns(const Event& event) const;
  std::expected<void, Error> look();
  [[nodiscard]] std::string name_of(LinkIndex index) const;
  void tell_difference(const std::vector<Drift>& now);
  void repair();
  void contest();
  void note(WatchNote note);

  Kernel& kernel_;
  BridgeState desired_;
  std::set<MacAddress> addresses_;    // of the desired state
  std::unique_ptr<RepairPace> pace_;  // none: nothing is repaired
  std::unique_ptr<Events> events_;
  std::vector<Event> heard_;          // since the last reading
  BridgeState state_;                 // the last reading
  std::set<LinkIndex> guests_;        // the guests' ports in it
  std::unique_ptr<LinkNames> names_;  // as last heard of
  std::vector<Drift> drifts_;
  std::vector<Drift> contested_;  // of which nothing is said
  bool in_contest_ = false;
  std::string failure_;                   // of the last repair, or empty
  std::optional<Clock::time_point> due_;  // when to look again whatever is heard
  std::optional<Clock::time_point> told_of_loss_;
  bool there_ = true;
  std::vector<WatchNote> notes_;
};

}  // namespace virnet::bridge
