// fuzz/shape.h - How large the parts of a document are, by plain counting.
#pragma once

#include <virnet/limits.h>

#include <cstddef>
#include <string_view>

namespace virnet::fuzz {

struct Shape {
  std::size_t depth = 0;
  std::size_t attributes = 0;  // the most of one element
  std::size_t name = 0;        // the longest, in bytes
  std::size_t value = 0;       // of an attribute, or a comment
};
// As far as it is well-formed, in UTF-8 or an encoding that says so itself.
[[nodiscard]] Shape shape_of(std::string_view document);

[[nodiscard]] bool is_within(const Shape& shape, const Limits& limits);

}  // namespace virnet::fuzz
