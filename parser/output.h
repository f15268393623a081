// parser/output.h - The growing canonical document, as the rows of the schema table see it.
#pragma once

#include <virnet/release.h>

#include <string>
#include <string_view>

#include "model/digits.h"

namespace virnet::internal {

class Output {
 public:
  // Appends to `buffer`, of which more is used than its size says until the Output is gone.
  Output(std::string& buffer, const void* root, Release release)
      : buffer_(buffer), root_(root), release_(release) {
    make_room(buffer.capacity(), buffer.size());
  }
  ~Output() { buffer_.resize(size()); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // The object of the root element: a NetworkSpec or NetworkPortSpec.
  [[nodiscard]] const void* root() const { return root_; }
  [[nodiscard]] Release release() const { return release_; }
  // The object of the element around the one that is being printed.
  [[nodiscard]] const void* parent() const { return parent_; }
  void set_parent(const void* parent) { parent_ = parent; }

  void raw(std::string_view text) { put(room_for(text.size()), text); }
  void raw(char c) { *room_for(1) = c; }
  // With the five characters escaped that XML predefines.
  void escaped(std::string_view text);

  void attribute(std::string_view name, std::string_view raw_value) {
    char* at = room_for(name.size() + raw_value.size() + 4);
    *at++ = ' ';
    at = put(at, name);
    *at++ = '=';
    *at++ = '\'';
    at = put(at, raw_value);
    *at = '\'';
  }
  void attribute_escaped(std::string_view name, std::string_view value) {
    open_attribute(name);
    escaped(value);
    raw('\'');
  }
  template <typename T>
  void attribute_number(std::string_view name, T value) {
    char digits[20];
    attribute(name, std::string_view(digits, print_number(digits, value)));
  }
  // Anything with a print(char*) of at most `Room` characters.
  template <std::size_t Room, typename T>
  void attribute_printed(std::string_view name, const T& value) {
    char text[Room];
    attribute(name, std::string_view(text, value.print(text)));
  }

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - buffer_.data()); }
  void cut_to(std::size_t size) { at_ = buffer_.data() + size; }

 private:
  void open_attribute(std::string_view name) {
    raw(' ');
    raw(name);
    raw("='");
  }

  // Where so many bytes are to be written.
  char* room_for(std::size_t count) {
    if (static_cast<std::size_t>(end_ - at_) < count) grow(count);
    char* place = at_;
    at_ += count;
    return place;
  }
  static char* put(char* at, std::string_view text) { return at + text.copy(at, text.size()); }
  // Makes room for `count` more bytes, at least.
  void grow(std::size_t count);
  void make_room(std::size_t whole, std::size_t used);

  std::string& buffer_;
  char* at_ = nullptr;
  char* end_ = nullptr;
  const void* root_;
  Release release_;
  const void* parent_ = nullptr;
};

}  // namespace virnet::internal
