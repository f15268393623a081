// bridge/plan/repair_pace.h - When the next repair may be tried.
//
// The first one at once. Where one follows the other, because it failed or because somebody undoes
// what it did, each waits twice as long as the one before, up to 10 s.
#pragma once

#include <chrono>

namespace virnet::bridge {

class RepairPace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // When the next repair may be tried.
  [[nodiscard]] Time next() const { return next_; }
  // It was tried.
  void tried(Time now, bool succeeded);
  // Nothing is wrong now, nor was since the last try. True if that has been so for long enough, and
  // the next repair starts anew.
  [[nodiscard]] bool is_over(Time now);
  // From when on it is long enough.
  [[nodiscard]] Time calm() const;
  [[nodiscard]] bool is_running() const { return tries_ > 0; }
  // There were so many repairs in a row that something else must be undoing them.
  [[nodiscard]] bool is_contested() const;

 private:
  int tries_ = 0;  // that followed one another
  Time last_ = {};
  Time next_ = {};
  std::chrono::milliseconds pause_{0};
};

}  // namespace virnet::bridge
