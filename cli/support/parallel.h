// cli/support/parallel.h - Many documents at once, results in order.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace virnet::cli {

// Calls work(i) for i in [0, count) on as many threads as there are processors, and emit(i) on the
// calling thread in rising order, each after its work. What a call throws is thrown here. On a
// terminal a line on standard error shows the progress when it takes longer than a second, unless
// `quiet`: "linted 17 of 400", `what` being "linted", and what `details` adds, which is called on
// the calling thread. One item without details needs no other thread.
void in_parallel(std::size_t count, std::string_view what, bool quiet,
                 const std::function<void(std::size_t)>& work,
                 const std::function<void(std::size_t)>& emit,
                 const std::function<std::string()>& details = {});

}  // namespace virnet::cli
