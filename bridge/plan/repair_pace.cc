#include "bridge/plan/repair_pace.h"

#include <algorithm>

namespace virnet::bridge {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause(100);
constexpr milliseconds kLongestPause(10000);
constexpr milliseconds kCalm(10000);
constexpr int kContest = 5;

}  // namespace

void RepairPace::tried(Time now, bool succeeded) {
  if (is_running() && now >= calm()) tries_ = 0;
  ++tries_;
  pause_ = tries_ == 1 ? kFirstPause : std::min(2 * pause_, kLongestPause);
  last_ = now;
  next_ = now + (tries_ == 1 && succeeded ? milliseconds(0) : pause_);
}

RepairPace::Time RepairPace::calm() const { return last_ + kCalm + pause_; }

bool RepairPace::is_over(Time now) {
  if (!is_running() || now < calm()) return false;
  tries_ = 0;
  return true;
}

bool RepairPace::is_contested() const { return tries_ >= kContest; }

}  // namespace virnet::bridge
