// parser/schema/row_function.h - The functions of a row of the schema table, which know the class
// of their object.
//
//   void read_stp(ReadContext&, const AttributeRow&, Bridge& bridge, std::string_view value);
//   .store = by<read_stp>       // fits in a row of element<Bridge>() and in no other
//
// The table keeps objects of all classes as void*. A function gets there only through by<>, which
// notes the class that it takes, and element() (parser/schema/element.h) compares the classes when
// the table is compiled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "model/values/parts.h"

namespace virnet::internal {

class ReadContext;
class Output;
struct AttributeRow;

// A class as a value.
using Class = const char*;
template <typename T>
inline constexpr char kNameOfClass = 0;
template <typename T>
inline constexpr Class kClass = &kNameOfClass<T>;

// Where the content of a new element goes. Without object it is not looked at.
template <typename T>
struct OpenedAs {
  T* object = nullptr;
  std::uint32_t index = kNoIndex;
};
using Opened = OpenedAs<void>;

template <typename Signature>
struct RowFunction;
template <typename Result, typename... Arguments>
struct RowFunction<Result(Arguments...)> {
  Result (*function)(Arguments...) = nullptr;
  Class object = nullptr;  // null: it looks at none
  Class other = nullptr;   // of the children that it leads to, or of the parent that it looks at

  explicit constexpr operator bool() const { return function != nullptr; }
  Result operator()(Arguments... arguments) const { return function(arguments...); }
};

// Puts a value of an attribute into the object.
using Store = RowFunction<void(ReadContext&, const AttributeRow&, void*, std::string_view)>;
// Appends ` name='value'` if there is something to print.
using Print = RowFunction<void(Output&, const AttributeRow&, const void*)>;
// Puts the string value of an element into the object; `nodes` is false if it has no child node.
using StoreText = RowFunction<void(ReadContext&, void*, std::string_view value, bool nodes)>;
// Appends text, if there is any; false if there is none.
using PrintText = RowFunction<bool(Output&, const void*)>;
// What is to do at an end tag.
using Close = RowFunction<void(ReadContext&, void*)>;
using Append = RowFunction<void(Output&, const void*)>;
using Predicate = RowFunction<bool(const void*)>;
using Words = RowFunction<std::string_view(const void*)>;
// From a parent to the object of a new child.
using Open = RowFunction<Opened(ReadContext&, void* parent)>;

// Objects of one class, one behind the other.
class Objects {
 public:
  struct Iterator {
    const std::byte* at;
    std::size_t size;  // of an object

    const void* operator*() const { return at; }
    Iterator& operator++() {
      at += size;
      return *this;
    }
    friend bool operator!=(const Iterator& a, const Iterator& b) { return a.at != b.at; }
  };

  Objects(std::span<const std::byte> bytes, std::size_t size) : bytes_(bytes), size_(size) {}

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  // Null behind the last.
  [[nodiscard]] const void* at(std::size_t index) const {
    return index < bytes_.size() / size_ ? bytes_.data() + index * size_ : nullptr;
  }
  [[nodiscard]] Iterator begin() const { return {bytes_.data(), size_}; }
  [[nodiscard]] Iterator end() const { return {bytes_.data() + bytes_.size(), size_}; }

 private:
  std::span<const std::byte> bytes_;
  std::size_t size_;
};
// From a parent to the objects of its children.
struct Each : RowFunction<std::span<const std::byte>(const void* parent)> {
  std::size_t size = 1;  // of an object

  Objects operator()(const void* parent) const { return {function(parent), size}; }
};

[[nodiscard]] const void* parent_of_printed(const Output& out);

// ---- from a function with a class to one without ----

template <auto F, typename C>
consteval Store erased(void (*)(ReadContext&, const AttributeRow&, C&, std::string_view)) {
  return {[](ReadContext& in, const AttributeRow& row, void* object, std::string_view value) {
            F(in, row, *static_cast<C*>(object), value);
          },
          kClass<C>};
}
template <auto F>
consteval Store erased(void (*)(ReadContext&, const AttributeRow&, std::string_view)) {
  return {[](ReadContext& in, const AttributeRow& row, void*, std::string_view value) {
    F(in, row, value);
  }};
}
template <auto F, typename C>
consteval Print erased(void (*)(Output&, const AttributeRow&, const C&)) {
  return {[](Output& out, const AttributeRow& row, const void* object) {
            F(out, row, *static_cast<const C*>(object));
          },
          kClass<C>};
}
// One that also looks at the parent.
template <auto F, typename C, typename Parent>
consteval Print erased(void (*)(Output&, const AttributeRow&, const C&, const Parent&)) {
  return {[](Output& out, const AttributeRow& row, const void* object) {
            F(out, row, *static_cast<const C*>(object),
              *static_cast<const Parent*>(parent_of_printed(out)));
          },
          kClass<C>, kClass<Parent>};
}
template <auto F, typename C>
consteval StoreText erased(void (*)(ReadContext&, C&, std::string_view, bool)) {
  return {[](ReadContext& in, void* object, std::string_view value, bool nodes) {
            F(in, *static_cast<C*>(object), value, nodes);
          },
          kClass<C>};
}
template <auto F, typename C>
consteval PrintText erased(bool (*)(Output&, const C&)) {
  return {[](Output& out, const void* object) { return F(out, *static_cast<const C*>(object)); },
          kClass<C>};
}
template <auto F, typename C>
consteval Close erased(void (*)(ReadContext&, C&)) {
  return {[](ReadContext& in, void* object) { F(in, *static_cast<C*>(object)); }, kClass<C>};
}
template <auto F>
consteval Close erased(void (*)(ReadContext&)) {
  return {[](ReadContext& in, void*) { F(in); }};
}
template <auto F, typename C>
consteval Append erased(void (*)(Output&, const C&)) {
  return {[](Output& out, const void* object) { F(out, *static_cast<const C*>(object)); },
          kClass<C>};
}
template <auto F, typename C>
consteval Predicate erased(bool (*)(const C&)) {
  return {[](const void* object) { return F(*static_cast<const C*>(object)); }, kClass<C>};
}
template <auto F, typename C>
consteval Words erased(std::string_view (*)(const C&)) {
  return {[](const void* object) { return F(*static_cast<const C*>(object)); }, kClass<C>};
}
template <auto F, typename Parent, typename Child>
consteval Open erased(OpenedAs<Child> (*)(ReadContext&, Parent&)) {
  return {[](ReadContext& in, void* parent) {
            const OpenedAs<Child> opened = F(in, *static_cast<Parent*>(parent));
            return Opened{opened.object, opened.index};
          },
          kClass<Parent>, kClass<Child>};
}
template <auto F, typename Parent, typename Child>
consteval Each erased(std::span<const Child> (*)(const Parent&)) {
  return {{[](const void* parent) { return std::as_bytes(F(*static_cast<const Parent*>(parent))); },
           kClass<Parent>, kClass<Child>},
          sizeof(Child)};
}
template <auto F>
inline constexpr auto by = erased<F>(F);

}  // namespace virnet::internal
