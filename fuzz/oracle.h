// fuzz/oracle.h - How a target says that something is wrong.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace virnet::fuzz {

// Ends the process as a crash does, so that every engine keeps the input.
[[noreturn]] inline void fail(std::string_view what) {
  std::fprintf(stderr, "oracle: %.*s\n", static_cast<int>(what.size()), what.data());
  std::fflush(stderr);
  std::abort();
}

// The sentence is written if it is needed; its arguments should cost nothing before.
template <typename... Arguments>
void require(bool holds, fmt::format_string<Arguments...> sentence, Arguments&&... arguments) {
  if (!holds) [[unlikely]]
    fail(fmt::format(sentence, std::forward<Arguments>(arguments)...));
}

// What every engine calls; larger inputs only cost time.
inline constexpr std::size_t kMostBytes = std::size_t{64} << 10;

}  // namespace virnet::fuzz
