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
  void fill(std::size_t start, std::string_view indent, std::string_view name) {
    char* at = put(place(start), indent);
    *at++ = '<';
    put(at, name);
  }
  void end_tag(std::string_view name) {
    char* at = room_for(name.size() + 4);
    *at++ = '<';
    *at++ = '/';
    at = put(at, name);
    *at++ = '>';
    *at = '\n';
  }

  // With the five characters escaped that XML predefines.
  void escaped(std::string_view text);

  void attribute(std::string_view name, std::string_view raw_value) {
    char* at = open_attribute(room_for(name.size() + raw_value.size() + 4), name);
    at = put(at, raw_value);
    *at = '\'';
  }
  void attribute_escaped(std::string_view name, std::string_view value) {
    open_attribute(room_for(name.size() + 3), name);
    escaped(value);
    raw('\'');
  }
  template <typename T>
  void attribute_number(std::string_view name, T value) {
    attribute_by<20>(name, [&](char* at) { return print_number(at, value); });
  }
  // Anything with a print(char*) of at most `Room` characters.
  template <std::size_t Room, typename T>
  void printed(const T& value) {
    give_back(value.print(room_for(Room)));
  }
  template <std::size_t Room, typename T>
  void attribute_printed(std::string_view name, const T& value) {
    attribute_by<Room>(name, [&](char* at) { return value.print(at); });
  }

 private:
  // With a value of at most `Room` characters, of which `print` returns the end.
  template <std::size_t Room, typename Print>
  void attribute_by(std::string_view name, const Print& print) {
    char* at = print(open_attribute(room_for(name.size() + Room + 4), name));
    *at++ = '\'';
    give_back(at);
  }
  static char* open_attribute(char* at, std::string_view name) {
    *at++ = ' ';
    at = put(at, name);
    *at++ = '=';
    *at++ = '\'';
    return at;
  }

  Dialect dialect_;
  std::size_t longest_text_;
  const void* parent_ = nullptr;
};

inline const void* parent_of_printed(const Output& out) { return out.parent(); }

}  // namespace virnet::internal
