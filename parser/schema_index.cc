#include "parser/schema_index.h"

#include "parser/name_index.h"

namespace virnet::internal {
namespace {

struct Indexes {
  std::array<NameIndex, kPartCount> children;
  std::array<NameIndex, kPartCount> attributes;

  Indexes() {
    add(*network_row().type);
    add(*networkport_row().type);
  }

 private:
  void add(const ElementType& type) {
    children[static_cast<std::size_t>(type.part)] = NameIndex(type.children);
    attributes[static_cast<std::size_t>(type.part)] = NameIndex(type.attributes);
    for (const ChildRow& row : type.children) add(*row.type);
  }
};

const Indexes& indexes() {
  static const Indexes made;
  return made;
}

}  // namespace

const ChildRow* find_child_row(const ElementType& type, std::string_view name) {
  const int found =
      indexes().children[static_cast<std::size_t>(type.part)].find(type.children, name);
  return found < 0 ? nullptr : &type.children[static_cast<std::size_t>(found)];
}

int find_attribute_row(const ElementType& type, std::string_view name) {
  return indexes().attributes[static_cast<std::size_t>(type.part)].find(type.attributes, name);
}

std::vector<std::string_view> child_names(const ElementType& type) {
  std::vector<std::string_view> names;
  for (const ChildRow& row : type.children) names.push_back(row.name);
  return names;
}

std::vector<std::string_view> attribute_names(const ElementType& type) {
  std::vector<std::string_view> names;
  for (const AttributeRow& row : type.attributes) names.push_back(row.name);
  return names;
}

}  // namespace virnet::internal
