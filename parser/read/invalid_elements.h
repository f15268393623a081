// parser/read/invalid_elements.h - The elements with a value that could not be read: a rule between
// values says nothing where one of them is unknown.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/values/parts.h"
#include "parser/xml/grow_only_array.h"

namespace virnet::internal {

class InvalidElements {
 public:
  void clear() { elements_.clear(); }
  void add(Part part, std::uint32_t outer, std::uint32_t inner) {
    elements_.push_back({part, outer, inner});
  }
  // Those of this part turned out not to count.
  void withdraw(Part part);
  [[nodiscard]] std::size_t size() const { return elements_.size(); }

  // Prepares for the questions below, once all are added.
  void sort();
  [[nodiscard]] bool has(Part part, std::uint32_t outer = kNoIndex,
                         std::uint32_t inner = kNoIndex) const;
  // Whether a rule about `where` may build on one of them.
  [[nodiscard]] bool affect(const Where& where) const {
    return elements_.size() > 0 && affect_some(where);
  }

 private:
  struct InvalidElement {
    Part part;
    std::uint32_t outer;
    std::uint32_t inner;
  };
  [[nodiscard]] bool affect_some(const Where& where) const;

  GrowOnlyArray<InvalidElement> elements_;
};

}  // namespace virnet::internal
