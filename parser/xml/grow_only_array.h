// parser/xml/grow_only_array.h - An array that grows by an eighth once it is large, and then
// without a second copy beside it: realloc() moves large memory by its pages.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <type_traits>

#include "model/values/meter.h"

namespace virnet::internal {

template <typename T>
class GrowOnlyArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  void clear() { size_ = 0; }
  void push_back(const T& item) {
    if (size_ == capacity_) grow(size_ + 1);
    new (data_.get() + size_++) T(item);
  }
  void append(std::span<const T> items) {
    if (items.empty()) return;
    if (items.size() > capacity_ - size_) grow(size_ + items.size());
    std::memcpy(data_.get() + size_, items.data(), items.size_bytes());
    size_ += items.size();
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* begin() const { return data_.get(); }
  [[nodiscard]] const T* end() const { return data_.get() + size_; }
  [[nodiscard]] T* begin() { return data_.get(); }
  [[nodiscard]] T* end() { return data_.get() + size_; }
  // Leaves the first ones, up to `end`.
  void cut(const T* end) { size_ = static_cast<std::size_t>(end - data_.get()); }

 private:
  static constexpr std::size_t kFirst = 256;  // bytes
  static constexpr std::size_t kLarge = std::size_t{64} << 10;

  void grow(std::size_t least) {
    std::size_t wanted = capacity_ * sizeof(T) < kLarge ? 2 * capacity_ : capacity_ + capacity_ / 8;
    if (wanted * sizeof(T) < kFirst) wanted = kFirst / sizeof(T);
    if (wanted < least) wanted = least;
    auto* moved = static_cast<T*>(metered_realloc(data_.get(), wanted * sizeof(T)));
    if (!moved) throw std::bad_alloc();
    (void)data_.release();
    data_.reset(moved);
    capacity_ = wanted;
  }

  std::unique_ptr<T, MeteredFree> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace virnet::internal
