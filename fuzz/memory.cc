#include "fuzz/memory.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

extern "C" {
void* __real_malloc(std::size_t size);
void* __real_realloc(void* old, std::size_t size);
void __real_free(void* gone);
}

namespace virnet::fuzz {
namespace {

std::ptrdiff_t size_of(void* made) {
  return made == nullptr ? 0 : static_cast<std::ptrdiff_t>(malloc_usable_size(made));
}

// Of the thread that runs the target; the others are the engine's.
thread_local Memory counts;
thread_local std::size_t refused_call = 0;
thread_local bool refuses_on = false;

bool refuses() {
  ++counts.calls;
  if (refused_call == 0) return false;
  if (refused_call > 1) {
    --refused_call;
    return false;
  }
  if (!refuses_on) refused_call = 0;
  return true;
}

void* counted(void* made, std::size_t size) {
  if (made == nullptr) return nullptr;
  counts.total += size;
  counts.live += size_of(made);
  counts.peak = std::max(counts.peak, counts.live);
  return made;
}

void* allocate(std::size_t size) {
  return refuses() ? nullptr : counted(__real_malloc(size), size);
}

void release(void* gone) {
  counts.live -= size_of(gone);
  __real_free(gone);
}

void* reallocate(void* old, std::size_t size) {
  if (refuses()) return nullptr;
  const std::ptrdiff_t before = size_of(old);
  void* made = __real_realloc(old, size);
  if (made != nullptr) counts.live -= before;
  return counted(made, size);
}

void* allocate_or_throw(std::size_t size) {
  void* made = allocate(std::max<std::size_t>(size, 1));
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

}  // namespace

Memory memory() { return counts; }
void begin_peak() { counts.peak = counts.live; }

void refuse_call(std::size_t number, bool all) {
  refused_call = number;
  refuses_on = all;
}

}  // namespace virnet::fuzz

// NOLINTBEGIN(misc-new-delete-overloads): those with an alignment are left as they are
void* operator new(std::size_t size) { return virnet::fuzz::allocate_or_throw(size); }
void* operator new[](std::size_t size) { return virnet::fuzz::allocate_or_throw(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return virnet::fuzz::allocate(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return virnet::fuzz::allocate(size == 0 ? 1 : size);
}
void operator delete(void* gone, const std::nothrow_t&) noexcept { virnet::fuzz::release(gone); }
void operator delete[](void* gone, const std::nothrow_t&) noexcept { virnet::fuzz::release(gone); }
void operator delete(void* gone) noexcept { virnet::fuzz::release(gone); }
void operator delete[](void* gone) noexcept { virnet::fuzz::release(gone); }
void operator delete(void* gone, std::size_t) noexcept { virnet::fuzz::release(gone); }
void operator delete[](void* gone, std::size_t) noexcept { virnet::fuzz::release(gone); }
// NOLINTEND(misc-new-delete-overloads)

extern "C" {
void* __wrap_malloc(std::size_t size) { return virnet::fuzz::allocate(size); }
void* __wrap_realloc(void* old, std::size_t size) { return virnet::fuzz::reallocate(old, size); }
void __wrap_free(void* gone) { virnet::fuzz::release(gone); }
}
