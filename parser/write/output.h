// parser/write/output.h - The growing canonical document, as the rows of the schema table see it.
#pragma once

#include <string>
#include <string_view>

#include "model/values/dialect.h"
#include "model/values/digits.h"
#include "parser/xml/text_buffer.h"

namespace virnet::internal {

class Output : public TextBuffer {
 public:
  Output(std::string& buffer, const void* root, const Dialect& dialect)
      : TextBuffer(buffer), root_(root), dialect_(dialect) {}

  // The object of the root element: a NetworkSpec or NetworkPortSpec.
  [[nodiscard]] const void* root() const { return root_; }
  [[nodiscard]] const Dialect& dialect() const { return dialect_; }
  // The object of the element around the one that is being printed.
  [[nodiscard]] const void* parent() const { return parent_; }
  void set_parent(const void* parent) { parent_ = parent; }

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

 private:
  void open_attribute(std::string_view name) {
    raw(' ');
    raw(name);
    raw("='");
  }

  const void* root_;
  Dialect dialect_;
  const void* parent_ = nullptr;
};

}  // namespace virnet::internal
