// parser/output.h - The growing canonical document, as the rows of the schema table see it.
#pragma once

#include <virnet/network.h>

#include <string>
#include <string_view>

#include "model/digits.h"

namespace virnet::internal {

class Output {
 public:
  Output(std::string& buffer, const NetworkSpec& network, Release release)
      : buffer_(buffer), network_(network), release_(release) {}

  [[nodiscard]] const NetworkSpec& network() const { return network_; }
  [[nodiscard]] Release release() const { return release_; }
  // The object of the element around the one that is being printed.
  [[nodiscard]] const void* parent() const { return parent_; }
  void set_parent(const void* parent) { parent_ = parent; }

  void raw(std::string_view text) { buffer_.append(text); }
  void raw(char c) { buffer_.push_back(c); }
  // With the five characters escaped that XML predefines.
  void escaped(std::string_view text);

  void attribute(std::string_view name, std::string_view raw_value) {
    open_attribute(name);
    raw(raw_value);
    raw('\'');
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

  [[nodiscard]] std::size_t size() const { return buffer_.size(); }
  void cut_to(std::size_t size) { buffer_.resize(size); }

 private:
  void open_attribute(std::string_view name) {
    raw(' ');
    raw(name);
    raw("='");
  }

  std::string& buffer_;
  const NetworkSpec& network_;
  Release release_;
  const void* parent_ = nullptr;
};

}  // namespace virnet::internal
