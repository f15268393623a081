// parser/schema/schema_index.h - Finding the rows of an element by name.
#pragma once

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/schema/name_index.h"
#include "parser/schema/schema.h"

namespace virnet::internal {

// Over the whole table; there is one.
class SchemaIndex {
 public:
  // Made at the first call. Whoever asks often keeps the reference.
  [[nodiscard]] static const SchemaIndex& get();

  // Null if no child has this name.
  [[nodiscard]] const ChildRow* child(const ElementType& type, std::string_view name) const {
    const int found = children_[static_cast<std::size_t>(type.part)].find(type.children, name);
    return found < 0 ? nullptr : &type.children[static_cast<std::size_t>(found)];
  }
  // The index of the row, or -1.
  [[nodiscard]] int attribute(const ElementType& type, std::string_view name) const {
    return attributes(type).find(type.attributes, name);
  }
  // For all attributes of one element.
  [[nodiscard]] const NameIndex& attributes(const ElementType& type) const {
    return attributes_[static_cast<std::size_t>(type.part)];
  }
  // Of each part there is one.
  [[nodiscard]] const ElementType& type(Part part) const {
    return *types_[static_cast<std::size_t>(part)];
  }
  // The attributes that some release insists on, one bit for each row.
  [[nodiscard]] unsigned required(const ElementType& type) const {
    return required_[static_cast<std::size_t>(type.part)];
  }
  // Those that are found whatever their prefix, and taken even if they are empty.
  [[nodiscard]] unsigned local(const ElementType& type, const Dialect& dialect) const {
    const Local& rows = local_[static_cast<std::size_t>(type.part)];
    unsigned bits = rows.always;
    for (const auto& [since, more] : rows.later)
      if (dialect.has(since)) bits |= more;
    return bits;
  }

 private:
  SchemaIndex();
  void add(const ElementType& type);

  // No attribute stops being found so.
  struct Local {
    unsigned always = 0;
    std::vector<std::pair<Since, unsigned>> later;

    void add(const Since& since, unsigned bit);
  };

  std::array<const ElementType*, kPartCount> types_{};
  std::array<NameIndex, kPartCount> children_;
  std::array<NameIndex, kPartCount> attributes_;
  std::array<unsigned, kPartCount> required_{};
  std::array<Local, kPartCount> local_;
};

// For "did you mean".
[[nodiscard]] std::vector<std::string_view> child_names(const ElementType& type);
[[nodiscard]] std::vector<std::string_view> attribute_names(const ElementType& type);

}  // namespace virnet::internal
