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
  std::uint32_t seen = 0;     // one bit for each child row
  std::uint32_t renamed = 0;  // of a misspelt child that is to be called so
  bool text_reported = false;
};

[[nodiscard]] inline std::uint32_t bit_of(const ElementType& type, const ChildRow& row) {
  return std::uint32_t{1} << (&row - type.children.data());
}

// Whether every element of a row counts.
[[nodiscard]] inline bool counts_all(const ChildRow& row, const Dialect& dialect) {
  return row.cardinality.in(dialect) == Cardinality::All;
}

}  // namespace virnet::internal
