// include/virnet/text.h - The building blocks of the model: text, lists and optional parts without
// ownership.
//
//   virnet::Text t = "virbr0";                 // a literal needs no storage
//   if (t) fmt::print("{}\n", t.view());
//   for (const virnet::Ip& ip : network->ips) ...
//
// All three are views into the storage of the network they belong to (an arena that is freed at
// once), are trivially copyable, and compare by content. They live as long as that Network, or a
// copy of it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace virnet {

// Text that may be absent, which is not the same as empty.
class Text {
 public:
  constexpr Text() = default;
  template <std::size_t N>
  consteval Text(const char (&literal)[N]) : data_(literal), size_(N - 1) {}
  // The characters must outlive the Text.
  constexpr explicit Text(std::string_view text)
      : data_(text.data() ? text.data() : ""), size_(static_cast<std::uint32_t>(text.size())) {}

  // False if absent; an empty text is true.
  constexpr explicit operator bool() const { return data_ != nullptr; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr std::string_view view() const {
    return data_ ? std::string_view(data_, size_) : std::string_view();
  }

  friend constexpr bool operator==(const Text& a, const Text& b) {
    return (a.data_ == nullptr) == (b.data_ == nullptr) && a.view() == b.view();
  }

 private:
  const char* data_ = nullptr;
  std::uint32_t size_ = 0;
};

namespace internal {
class Arena;
}

// A sequence in document order.
template <typename T>
class List {
 public:
  constexpr List() = default;
  // The elements must outlive the List.
  constexpr explicit List(std::span<T> items)
      : data_(items.data()), size_(static_cast<std::uint32_t>(items.size())), capacity_(size_) {}

  [[nodiscard]] constexpr const T* begin() const { return data_; }
  [[nodiscard]] constexpr const T* end() const { return data_ + size_; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr const T& operator[](std::size_t i) const { return data_[i]; }
  [[nodiscard]] constexpr const T& front() const { return data_[0]; }

  friend constexpr bool operator==(const List& a, const List& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  friend class internal::Arena;
  T* data_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

// A part that few elements have, kept aside.
template <typename T>
class Ref {
 public:
  constexpr Ref() = default;
  // The value must outlive the Ref.
  constexpr explicit Ref(const T* value) : value_(value) {}

  constexpr explicit operator bool() const { return value_ != nullptr; }
  constexpr const T& operator*() const { return *value_; }
  constexpr const T* operator->() const { return value_; }

  friend constexpr bool operator==(const Ref& a, const Ref& b) {
    return a.value_ == b.value_ || (a.value_ && b.value_ && *a.value_ == *b.value_);
  }

 private:
  const T* value_ = nullptr;
};

}  // namespace virnet
