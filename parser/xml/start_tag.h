// parser/xml/start_tag.h - A start tag as the reader gets it.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace virnet::internal {

struct Attribute {
  std::string_view name;  // as written, never empty
  std::string_view value;
};
using Attributes = std::span<const Attribute>;

struct StartTag {
  std::string_view name;  // as written
  Attributes attributes;  // in document order, namespace declarations among them
  std::size_t at;         // the offset of its '<'
  std::size_t size;       // in bytes; none of its names and values has more
  bool may_declare;       // whether the name of an attribute begins with x, as xmlns does
  bool is_empty;          // <name/>, which has no end tag
};

}  // namespace virnet::internal
