// model/values/arena.h - The memory that the texts and lists of a network live in.
#pragma once

#include <virnet/text.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace virnet::internal {

// Bump allocation in blocks that are freed together. A list that outgrows a block gets one of its
// own, which is resized in place of being copied into fresh arena memory, so that no garbage is
// left behind.
class Arena {
 public:
  Arena() = default;
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Gives up all that was allocated, and keeps a block to begin with.
  void rewind();

  // Uninitialised memory; alignment at most that of std::max_align_t. Throws std::bad_alloc.
  [[nodiscard]] void* allocate(std::size_t size, std::size_t align) {
    const std::size_t at = (used_ + align - 1) & ~(align - 1);
    if (size <= limit_ && at <= limit_ - size) {
      used_ = at + size;
      return block_ + at;
    }
    return allocate_slow(size);
  }

  [[nodiscard]] Text text(std::string_view characters) {
    if (characters.empty()) return "";
    char* copy = static_cast<char*>(allocate(characters.size(), 1));
    std::memcpy(copy, characters.data(), characters.size());
    return Text(std::string_view(copy, characters.size()));
  }

  template <typename T, typename... Arguments>
  T& add(List<T>& list, Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>, "the arena runs no destructors");
    static_assert(std::is_trivially_copyable_v<T>);
    if (list.size_ == list.capacity_) grow(list);
    return *new (list.data_ + list.size_++) T(std::forward<Arguments>(arguments)...);
  }

  // Gives back the room that a list has kept to grow, if it is large.
  template <typename T>
  void trim(List<T>& list) {
    const std::size_t used = list.size_ * sizeof(T);
    if (used < kLarge || list.size_ == list.capacity_) return;
    list.data_ = static_cast<T*>(resize(list.data_, list.capacity_ * sizeof(T), used));
    list.capacity_ = list.size_;
  }

  // Mutable access for the reader, which fills in what it has just added.
  template <typename T>
  static T& back(List<T>& list) {
    return list.data_[list.size_ - 1];
  }
  template <typename T>
  static T* mutable_data(List<T>& list) {
    return list.data_;
  }
  template <typename T>
  static T& mutable_value(Ref<T>& ref) {
    return *ref.value_;
  }

  template <typename T>
  [[nodiscard]] Ref<T> keep(T value) {
    static_assert(std::is_trivially_destructible_v<T>, "the arena runs no destructors");
    return Ref<T>(new (allocate(sizeof(T), alignof(T))) T(std::move(value)));
  }

 private:
  // A list of this size or more lives in memory of its own, which realloc() can move without a
  // copy.
  static constexpr std::size_t kLarge = 4096;
  static constexpr std::size_t kLargeList = std::size_t{1} << 20;
  struct Block;
  static void release(Block* list);
  void* allocate_slow(std::size_t size);
  void* resize(void* data, std::size_t old_size, std::size_t new_size);

  template <typename T>
  void grow(List<T>& list) {
    // A large list is moved without a copy, and may as well keep less room.
    const bool is_large = list.capacity_ * sizeof(T) >= kLargeList;
    const std::uint32_t capacity =
        is_large ? list.capacity_ + list.capacity_ / 8 : std::max(2 * list.capacity_, 2U);
    list.data_ =
        static_cast<T*>(resize(list.data_, list.capacity_ * sizeof(T), capacity * sizeof(T)));
    list.capacity_ = capacity;
  }

  char* block_ = nullptr;
  std::size_t used_ = 0;
  std::size_t limit_ = 0;
  Block* blocks_ = nullptr;
  Block* large_ = nullptr;
};

}  // namespace virnet::internal
