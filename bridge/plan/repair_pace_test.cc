#include "bridge/plan/repair_pace.h"

#include <gtest/gtest.h>

namespace virnet::bridge {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const RepairPace::Time kStart(seconds(1000));

TEST(RepairPace, TheFirstRepairWaitsForNothing) {
  RepairPace pace;
  EXPECT_LE(pace.next(), kStart);
  pace.tried(kStart, true);
  EXPECT_EQ(pace.next(), kStart);
  EXPECT_FALSE(pace.is_contested());
}

TEST(RepairPace, OneThatFailedIsTriedAgain) {
  RepairPace pace;
  pace.tried(kStart, false);
  EXPECT_EQ(pace.next(), kStart + milliseconds(100));
}

TEST(RepairPace, PausesGrowAndNeverEnd) {
  RepairPace pace;
  RepairPace::Time now = kStart;
  milliseconds last(0);
  for (int i = 0; i < 100; ++i) {
    pace.tried(now, i % 2 == 0);
    const auto pause = std::chrono::duration_cast<milliseconds>(pace.next() - now);
    EXPECT_GE(pause, last);
    EXPECT_LE(pause, seconds(10));
    EXPECT_EQ(pace.is_contested(), i >= 4) << i;
    last = pause;
    now = pace.next();
  }
  EXPECT_EQ(last, seconds(10));
}

TEST(RepairPace, AfterAQuietTimeItBeginsAnew) {
  RepairPace pace;
  for (int i = 0; i < 10; ++i) pace.tried(kStart, true);
  EXPECT_FALSE(pace.is_over(pace.calm() - milliseconds(1)));
  EXPECT_TRUE(pace.is_contested());
  const RepairPace::Time calm = pace.calm();
  EXPECT_TRUE(pace.is_over(calm));
  EXPECT_FALSE(pace.is_contested());
  EXPECT_FALSE(pace.is_over(calm)) << "it is said once";
  pace.tried(calm, true);
  EXPECT_EQ(pace.next(), calm);
}

}  // namespace
}  // namespace virnet::bridge
