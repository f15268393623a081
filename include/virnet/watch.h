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
    RepairFailed,  // it could not be
  };
  Kind kind = Kind::Drift;
  std::chrono::system_clock::time_point time = {};
  Drift drift = {};                 // of Drift and Mended
  std::string cause = {};           // of these two: the notification that tells of it, in words
  std::optional<Error> error = {};  // of BridgeGone and RepairFailed: why
};
// "drift", "mended", "bridge-gone", "bridge-back", "lost", "repaired", "repair-failed".
[[nodiscard]] std::string_view to_string(WatchNote::Kind kind);

class Watcher {
 public:
  // With `repair` what is wrong is put right at once, by apply().
  Watcher(Kernel& kernel, BridgeState desired, bool repair = false);

  // Waits for something to happen, at most `patience`, and says what it led to. The first call does
  // not wait and says what is wrong already. Errors will not go away by themselves: Kernel,
  // NoPrivilege.
  [[nodiscard]] std::expected<std::vector<WatchNote>, Error> step(
      std::chrono::milliseconds patience);
  // What is wrong now.
  [[nodiscard]] const std::vector<Drift>& drifts() const { return drifts_; }

 private:
  std::expected<bool, Error> listen(std::chrono::milliseconds patience);
  std::expected<void, Error> look();
  void tell_difference(const std::vector<Drift>& now);
  void repair();
  void note(WatchNote note);

  Kernel& kernel_;
  BridgeState desired_;
  bool repair_;
  std::unique_ptr<Events> events_;
  std::vector<Event> heard_;                // since the last reading
  BridgeState state_;                       // the last reading
  std::map<LinkIndex, std::string> names_;  // of links, as last heard of
  std::vector<Drift> drifts_;
  std::optional<std::vector<Drift>> failed_drifts_;  // what could not be repaired
  bool there_ = true;
  std::vector<WatchNote> notes_;
};

}  // namespace virnet::bridge
