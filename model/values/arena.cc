// Blocks of memory, and those that a large list has to itself.
#include "model/values/arena.h"

#include <algorithm>

#include "model/values/meter.h"

namespace virnet::internal {
namespace {

constexpr std::size_t kFirstBlock = 2048;
constexpr std::size_t kLargestBlock = std::size_t{256} << 10;

}  // namespace

// The header of a block; its memory follows.
struct alignas(std::max_align_t) Arena::Block {
  Block* next;
  Block* previous;

  char* memory() { return reinterpret_cast<char*>(this + 1); }
  static Block* of(void* data) { return static_cast<Block*>(data) - 1; }
};

void Arena::release(Block* list) {
  while (list) metered_free(std::exchange(list, list->next));
}

Arena::~Arena() {
  release(blocks_);
  release(large_);
}

void Arena::rewind() {
  if (blocks_) release(std::exchange(blocks_->next, nullptr));
  release(std::exchange(large_, nullptr));
  used_ = 0;
}

void* Arena::allocate_slow(std::size_t size) {
  const std::size_t wanted = std::max(size, std::clamp(limit_ * 2, kFirstBlock, kLargestBlock));
  auto* block = static_cast<Block*>(metered_malloc(sizeof(Block) + wanted));
  if (!block) throw std::bad_alloc();
  block->next = blocks_;
  blocks_ = block;
  block_ = block->memory();
  limit_ = wanted;
  used_ = size;
  return block_;
}

void* Arena::resize(void* data, std::size_t old_size, std::size_t new_size) {
  if (new_size < kLarge) {
    void* fresh = allocate(new_size, alignof(std::max_align_t));
    if (old_size > 0) std::memcpy(fresh, data, old_size);
    return fresh;
  }
  const bool was_large = old_size >= kLarge;
  Block* old_block = was_large ? Block::of(data) : nullptr;
  auto* block = static_cast<Block*>(metered_realloc(old_block, sizeof(Block) + new_size));
  if (!block) throw std::bad_alloc();
  if (was_large) {
    (block->previous ? block->previous->next : large_) = block;
    if (block->next) block->next->previous = block;
    return block->memory();
  }
  block->previous = nullptr;
  block->next = large_;
  if (large_) large_->previous = block;
  large_ = block;
  if (old_size > 0) std::memcpy(block->memory(), data, old_size);
  return block->memory();
}

}  // namespace virnet::internal
