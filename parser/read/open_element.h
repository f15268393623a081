// parser/read/open_element.h - An element of the schema table that is being read.
#pragma once

#include <cstddef>
#include <cstdint>

#include "parser/schema/schema.h"
#include "parser/xml/whitespace.h"

namespace virnet::internal {

struct OpenElement {
  const ElementType* type;
  void* object;         // where its content goes
  std::uint32_t outer;  // as in a Where
  std::uint32_t inner;
  std::size_t tag;  // the offset of its '<'
  SpaceMode space = SpaceMode::Unset;
  ChildBits seen = 0;
  ChildBits renamed = 0;  // of a misspelt child that is to be called so
  bool text_reported = false;
};

[[nodiscard]] inline ChildBits bit_of(const ElementType& type, const ChildRow& row) {
  return ChildBits{1} << (&row - type.children.data());
}

// Whether every element of a row counts.
[[nodiscard]] inline bool counts_all(const ChildRow& row, const Dialect& dialect) {
  return row.cardinality.in(dialect) == Cardinality::All;
}

}  // namespace virnet::internal
