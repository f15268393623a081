// conformance/harness/repeat.h - Running the same again, in another order, and what it comes to.
#pragma once

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

#include "conformance/harness/report_message.h"

namespace virnet::conformance {

// Puts things into the order of one run: with seed 0 they stay as they are.
class Shuffle {
 public:
  explicit Shuffle(std::uint64_t seed) : engine_(seed), still_(seed == 0) {}
  template <typename Things>
  void operator()(Things& things) {
    if (!still_) std::shuffle(things.begin(), things.end(), engine_);
  }

 private:
  std::mt19937_64 engine_;
  bool still_;
};

// Runs as often as the selection says and merges: a statement that failed once has failed, with the
// run and its seed in the evidence.
[[nodiscard]] Report repeated(const Selection& selection,
                              const std::function<Report(Shuffle&)>& run);

}  // namespace virnet::conformance
