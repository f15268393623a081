// fuzz/memory.h - An allocator that counts, and that refuses when it is told to.
//
// A program that is linked with memory.cc gets its operator new from there, and its own calls of
// malloc() (the linker's --wrap), among them those that the parser makes for Expat.
#pragma once

#include <cstddef>

namespace virnet::fuzz {

struct Memory {
  std::ptrdiff_t live = 0;  // bytes now, less those that others allocated and this program freed
  std::ptrdiff_t peak = 0;  // the most since begin_peak()
  std::size_t total = 0;    // bytes ever asked for
  std::size_t calls = 0;    // how often
};
[[nodiscard]] Memory memory();
void begin_peak();

// The `number`th call from now on (from 1) is refused, and with `all` every later one. 0: none.
void refuse_call(std::size_t number, bool all = false);

}  // namespace virnet::fuzz
