// parser/attributes.h - The attributes of a start tag.
#pragma once

namespace virnet::internal {

// As Expat hands them over, in document order.
struct Attributes {
  const char** pairs;  // name, value, ..., null
};

}  // namespace virnet::internal
