// include/virnet/watch.h - Staying with a bridge: what goes wrong with it, when, and by what.
//
//   virnet::bridge::Watcher watcher(kernel, wish);
//   while (!stopped) {
//     auto notes = watcher.step(std::chrono::milliseconds(200));
//     if (!notes) return say(to_string(notes.error()));
//     for (const auto& note : *notes) fmt::print("{}\n", to_text(note));
//   }
//
// Listens to the kernel's notifications in the kernel's namespace, reads the bridge again after
// each, and tells the difference. What was lost on the way is made up for by the next reading.
#pragma once

#include <virnet/kernel.h>
#include <virnet/plan.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
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
    RepairFailed,  // it could not be; `cause` says why
  };
  Kind kind = Kind::Drift;
  std::chrono::system_clock::time_point time = {};
  Drift drift = {};        // of Drift and Mended
  std::string cause = {};  // the notification that tells of it, in words
};
// "drift", "mended", "bridge-gone", "bridge-back", "lost", "repaired", "repair-failed".
[[nodiscard]] std::string_view to_string(WatchNote::Kind kind);

class Watcher {
 public:
  // With `repair` what is wrong is put right at once, by apply().
  Watcher(Kernel& kernel, BridgeState wish, bool repair = false);

  // Waits for something to happen, at most `patience`, and says what it led to. The first call does
  // not wait and says what is wrong already. An error is one that will not go away by itself.
  [[nodiscard]] Result<std::vector<WatchNote>> step(std::chrono::milliseconds patience);
  // What is wrong now.
  [[nodiscard]] const std::vector<Drift>& drifts() const { return drifts_; }

 private:
  Result<bool> listen(std::chrono::milliseconds patience);
  Outcome look();
  void tell_difference(const std::vector<Drift>& now);
  void repair();
  void note(WatchNote::Kind kind, Drift drift = {}, std::string cause = {});

  Kernel& kernel_;
  BridgeState wish_;
  bool repair_;
  std::unique_ptr<Events> events_;
  std::vector<Event> heard_;                // since the last reading
  BridgeState state_;                       // the last reading
  std::map<LinkIndex, std::string> names_;  // of links, as last heard of
  std::vector<Drift> drifts_;
  std::optional<std::vector<Drift>> hopeless_;  // what could not be repaired
  bool there_ = true;
  std::vector<WatchNote> notes_;
};

}  // namespace virnet::bridge
