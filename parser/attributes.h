// parser/attributes.h - The attributes of a start tag.
#pragma once

#include <cstddef>

namespace virnet::internal {

// As Expat hands them over, in document order.
struct Attributes {
  const char** pairs;    // name, value, ..., null
  std::size_t tag_size;  // bytes of the start tag, which none of its names and values exceeds
};

}  // namespace virnet::internal
