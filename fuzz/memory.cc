#include "fuzz/memory.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "parser/expat_memory.h"

namespace virnet::fuzz {
namespace {

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
  counts.live += malloc_usable_size(made);
  counts.peak = std::max(counts.peak, counts.live);
  return made;
}

void* allocate(std::size_t size) { return refuses() ? nullptr : counted(std::malloc(size), size); }

void forget(void* gone) { counts.live -= gone == nullptr ? 0 : malloc_usable_size(gone); }

void release(void* gone) {
  forget(gone);
  std::free(gone);
}

void* reallocate(void* old, std::size_t size) {
  if (refuses()) return nullptr;
  const std::size_t before = old == nullptr ? 0 : malloc_usable_size(old);
  void* made = std::realloc(old, size);
  if (made != nullptr) counts.live -= before;
  return counted(made, size);
}

void* allocate_or_throw(std::size_t size) {
  void* made = allocate(std::max<std::size_t>(size, 1));
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

constexpr XML_Memory_Handling_Suite kSuite = {allocate, reallocate, release};

}  // namespace

Memory memory() { return counts; }
void begin_peak() { counts.peak = counts.live; }

void refuse_call(std::size_t number, bool all) {
  refused_call = number;
  refuses_on = all;
}

void use_counted_expat() { internal::expat_memory = &kSuite; }

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
