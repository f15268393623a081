// bridge/formats/json_text.h - Prints JSON piece by piece, so that a long list takes the memory of
// its text and no more.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "bridge/formats/attribute_json.h"

namespace virnet::bridge {

// As OrderedJson::dump(2) would print the whole; what a terminal would not show is escaped.
class JsonText {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  // Of the next value in an object.
  void key(std::string_view name);
  void value(const OrderedJson& value);
  void member(std::string_view name, const OrderedJson& member) {
    key(name);
    value(member);
  }
  // The text, with a line feed at its end.
  [[nodiscard]] std::string take() { return std::move(text_) + "\n"; }

 private:
  void begin_value();
  void new_line();
  void open(char bracket);
  void close(char bracket);

  std::string text_;
  std::size_t depth_ = 0;
  bool first_ = true;  // in its object or list
  bool after_key_ = false;
};

}  // namespace virnet::bridge
