// bridge/plan/learned.h - Limits on how many learned entries of a guest's port are read and listed.
#pragma once

#include <cstddef>

namespace virnet::bridge {

// Up to this many foreign addresses are listed one by one; a guest can produce any number.
inline constexpr std::size_t kNamedLearned = 64;
// How many entries of a guest's port are read in addition to those it should have.
inline constexpr std::size_t kReadLearned = 1024;

}  // namespace virnet::bridge
