// include/virnet/text.h - The building blocks of the model: text, lists and parts that few elements
// have.
//
//   const virnet::Text& name = network->bridge.name;
//   if (name) std::cout << name.view() << '\n';
//   for (const virnet::Ip& ip : network->ips) std::cout << ip.address->to_string() << '\n';
//   std::optional<std::string> kept = name;               // a copy, as a draft has it
//
// All three are views into the storage of the network they belong to (an arena that is freed at
// once), are trivially copyable, and compare by content. They live as long as that Network, or a
// copy of it. Only the library makes them: what is to be changed is in a NetworkDraft, which has
// the types of the standard library instead.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace virnet {

namespace internal {
class Arena;
}

// Text that may be absent, which is not the same as empty.
class Text {
 public:
  constexpr Text() = default;
  template <std::size_t N>
  consteval Text(const char (&literal)[N]) : data_(literal), size_(N - 1) {}

  // False if absent; an empty text is true.
  constexpr explicit operator bool() const { return data_ != nullptr; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr std::string_view view() const {
    return data_ ? std::string_view(data_, size_) : std::string_view();
  }
  operator std::optional<std::string>() const {
    return data_ ? std::optional<std::string>(view()) : std::nullopt;
  }

  friend constexpr bool operator==(const Text& a, const Text& b) {
    return (a.data_ == nullptr) == (b.data_ == nullptr) && a.view() == b.view();
  }

 private:
  friend class internal::Arena;
  constexpr explicit Text(std::string_view text)
      : data_(text.data()), size_(static_cast<std::uint32_t>(text.size())) {}

  const char* data_ = nullptr;
  std::uint32_t size_ = 0;
};

// A sequence in document order.
template <typename T>
class List {
 public:
  constexpr List() = default;

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

  constexpr explicit operator bool() const { return value_ != nullptr; }
  constexpr const T& operator*() const { return *value_; }
  constexpr const T* operator->() const { return value_; }

  friend constexpr bool operator==(const Ref& a, const Ref& b) {
    return a.value_ == b.value_ || (a.value_ && b.value_ && *a.value_ == *b.value_);
  }

 private:
  friend class internal::Arena;
  constexpr explicit Ref(T* value) : value_(value) {}

  T* value_ = nullptr;
};

namespace internal {

// How the parts of an element are kept: as views into the storage of a Network ...
struct Viewed {
  using Text = virnet::Text;
  template <typename T>
  using List = virnet::List<T>;
  template <typename T>
  using Ref = virnet::Ref<T>;
};

// ... or as values of a NetworkDraft. Text in a list is never absent.
struct Owned {
  using Text = std::optional<std::string>;
  template <typename T>
  using List = std::vector<std::conditional_t<std::is_same_v<T, Text>, std::string, T>>;
  template <typename T>
  using Ref = std::optional<T>;
};

}  // namespace internal

}  // namespace virnet
