// Many documents at once, results in order.
#include "cli/support/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace virnet::cli {
namespace {

TEST(InParallel, EmitsInOrderAfterTheWork) {
  constexpr std::size_t kCount = 500;
  std::vector<std::atomic<bool>> worked(kCount);
  std::vector<std::size_t> order;
  in_parallel(
      kCount, "done", true,
      [&](std::size_t i) {
        // The first ones take longest.
        if (i < 3) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        worked[i] = true;
      },
      [&](std::size_t i) {
        EXPECT_TRUE(worked[i]);
        order.push_back(i);
      });
  std::vector<std::size_t> expected(kCount);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(order, expected);
}

TEST(InParallel, EmitsOnTheCallingThread) {
  const auto caller = std::this_thread::get_id();
  in_parallel(
      10, "done", true, [&](std::size_t) { EXPECT_NE(std::this_thread::get_id(), caller); },
      [&](std::size_t) { EXPECT_EQ(std::this_thread::get_id(), caller); });
}

TEST(InParallel, HasNothingToDoForNothing) {
  in_parallel(0, "done", true, [](std::size_t) { FAIL(); }, [](std::size_t) { FAIL(); });
}

TEST(InParallel, ThrowsWhatTheWorkThrows) {
  const auto work = [](std::size_t i) {
    if (i == 7) throw std::runtime_error("seven");
  };
  EXPECT_THROW(in_parallel(20, "done", true, work, [](std::size_t) {}), std::runtime_error);
}

}  // namespace
}  // namespace virnet::cli
