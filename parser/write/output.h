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
  // `longest_text`: of a longer text only the beginning is printed; for questions whether anything
  // is printed at all, which must not cost memory.
  Output(std::string& buffer, const Dialect& dialect,
         std::size_t longest_text = std::string_view::npos)
      : TextBuffer(buffer), dialect_(dialect), longest_text_(longest_text) {}

  [[nodiscard]] const Dialect& dialect() const { return dialect_; }
  // The object of the element around the one that is being printed.
  [[nodiscard]] const void* parent() const { return parent_; }
  void set_parent(const void* parent) { parent_ = parent; }

  // Space for what fill() puts there.
  void leave_room(std::size_t count) { room_for(count); }
  void fill(std::size_t start, std::string_view indent, char open, std::string_view prefix,
            std::string_view name) {
    char* at = put(place(start), indent);
    *at++ = open;
    put(put(at, prefix), name);
  }

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

  Dialect dialect_;
  std::size_t longest_text_;
  const void* parent_ = nullptr;
};

inline const void* parent_of_printed(const Output& out) { return out.parent(); }

}  // namespace virnet::internal
