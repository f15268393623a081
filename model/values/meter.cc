// Counts memory in front of each block, and refuses what is too much.
#include "model/values/meter.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace virnet::internal {
namespace {

// Bytes. The rest of a MiB is for what is not metered.
constexpr std::size_t kAnyway = std::size_t{896} << 10;

constinit thread_local Meter* in_use = nullptr;

// In front of each block.
struct alignas(std::max_align_t) Head {
  std::size_t counted;  // bytes, with itself and what malloc() adds at most
};

constexpr std::size_t kAdded = sizeof(Head) + 16;

Head* head_of(void* block) { return static_cast<Head*>(block) - 1; }

}  // namespace

Meter::Use::Use(Meter& meter) { in_use = &meter; }
Meter::Use::~Use() { in_use = nullptr; }

std::string Meter::problem() const {
  return "reading takes more memory than " + std::to_string(times_) +
         " times the bytes of the document and 1 MiB";
}

void Meter::allow(std::size_t times, std::size_t bytes, std::size_t elsewhere) {
  times_ = times;
  constexpr std::size_t kAll = std::numeric_limits<std::ptrdiff_t>::max();
  const std::size_t most = (kAll - kAnyway) / std::max<std::size_t>(bytes, 1);
  const std::size_t allowed = times < most ? times * bytes + kAnyway : kAll;
  allowed_ = static_cast<std::ptrdiff_t>(allowed - std::min(allowed, elsewhere));
}

bool Meter::take(std::size_t size, std::size_t in_place_of) {
  const std::ptrdiff_t before = held_;
  correct(in_place_of, size);
  if (held_ <= before || held_ <= allowed_) return true;
  held_ = before;
  is_exceeded_ = true;
  return false;
}

void* metered_malloc(std::size_t size) noexcept { return metered_realloc(nullptr, size); }

void* metered_realloc(void* old, std::size_t size) noexcept {
  if (size > std::numeric_limits<std::ptrdiff_t>::max() - kAdded) return nullptr;
  const std::size_t counted = size + kAdded;
  Head* const block = old ? head_of(old) : nullptr;
  const std::size_t before = block ? block->counted : 0;
  if (in_use && !in_use->take(counted, before)) return nullptr;
  auto* made = static_cast<Head*>(std::realloc(block, sizeof(Head) + size));
  if (!made) {
    if (in_use) in_use->correct(counted, before);
    return nullptr;
  }
  made->counted = counted;
  return made + 1;
}

void metered_free(void* gone) noexcept {
  if (!gone) return;
  if (in_use) in_use->correct(head_of(gone)->counted, 0);
  std::free(head_of(gone));
}

}  // namespace virnet::internal
