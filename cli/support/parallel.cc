#include "cli/support/parallel.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "cli/support/output.h"

namespace virnet::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kSilence = std::chrono::seconds(1);
constexpr auto kRefresh = std::chrono::milliseconds(100);

// Which items are done, and what went wrong in a worker.
class Ledger {
 public:
  explicit Ledger(std::size_t count) : done_(count, false) {}

  void mark(std::size_t i, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    done_[i] = true;
    if (failure && !failure_) failure_ = std::move(failure);
    changed_.notify_one();
  }
  // False if the item is still not done after a moment.
  bool wait_for(std::size_t i) {
    std::unique_lock lock(mutex_);
    const bool done = changed_.wait_for(lock, kRefresh, [&] { return done_[i]; });
    if (failure_) std::rethrow_exception(failure_);
    return done;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<bool> done_;
  std::exception_ptr failure_;
};

class Progress {
 public:
  Progress(std::size_t count, std::string_view what, bool quiet,
           const std::function<std::string()>& details)
      : count_(count), what_(what), quiet_(quiet), details_(details) {}
  ~Progress() { show_progress({}); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void at(std::size_t done) {
    const auto now = Clock::now();
    if (quiet_ || now < next_) return;
    next_ = now + kRefresh;
    show_progress(
        fmt::format("{} {} of {}{}", what_, done, count_, details_ ? details_() : std::string()));
  }

 private:
  std::size_t count_;
  std::string_view what_;
  bool quiet_;
  const std::function<std::string()>& details_;
  Clock::time_point next_ = Clock::now() + kSilence;
};

}  // namespace

void in_parallel(std::size_t count, std::string_view what, bool quiet,
                 const std::function<void(std::size_t)>& work,
                 const std::function<void(std::size_t)>& emit,
                 const std::function<std::string()>& details) {
  // A thread takes longer than most documents, and there is no progress to show.
  if (count == 1 && !details) {
    work(0);
    emit(0);
    return;
  }
  Ledger ledger(count);
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      std::exception_ptr failure;
      try {
        work(i);
      } catch (...) {
        failure = std::current_exception();
      }
      ledger.mark(i, failure);
    }
  };
  Progress progress(count, what, quiet, details);
  const std::size_t threads =
      std::min<std::size_t>(count, std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::jthread> pool;
  try {
    for (std::size_t t = 0; t < threads; ++t) pool.emplace_back(run);
  } catch (const std::system_error&) {
    // There may be no more threads: those that there are do it, or this one.
    if (pool.empty()) run();
  }
  for (std::size_t i = 0; i < count; ++i) {
    while (!ledger.wait_for(i)) progress.at(i);
    emit(i);
    progress.at(i + 1);
  }
}

}  // namespace virnet::cli
