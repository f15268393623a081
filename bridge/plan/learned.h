// bridge/plan/learned.h - How much of what a guest's port has learned is looked at.
#pragma once

#include <cstddef>

namespace virnet::bridge {

// More foreign addresses than these are not named one by one: a guest makes as many as it likes.
inline constexpr std::size_t kNamedLearned = 64;
// Of a guest's port so many entries are read beyond those that it should have.
inline constexpr std::size_t kReadLearned = 1024;

}  // namespace virnet::bridge
