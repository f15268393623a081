#include "parser/schema/schema_index.h"

#include <algorithm>

namespace virnet::internal {

const SchemaIndex& SchemaIndex::get() {
  static const SchemaIndex made;
  return made;
}

SchemaIndex::SchemaIndex() {
  add(*network_row().type);
  add(*networkport_row().type);
}

void SchemaIndex::Local::add(const Since& since, unsigned bit) {
  if (since == kAlways) {
    always |= bit;
    return;
  }
  const auto same = std::ranges::find(later, since, &std::pair<Since, unsigned>::first);
  if (same == later.end())
    later.emplace_back(since, bit);
  else
    same->second |= bit;
}

void SchemaIndex::add(const ElementType& type) {
  types_[static_cast<std::size_t>(type.part)] = &type;
  children_[static_cast<std::size_t>(type.part)] = NameIndex(type.children);
  attributes_[static_cast<std::size_t>(type.part)] = NameIndex(type.attributes);
  for (std::size_t i = 0; i < type.attributes.size(); ++i) {
    const AttributeRow& row = type.attributes[i];
    if (row.required) required_[static_cast<std::size_t>(type.part)] |= 1U << i;
    Local& local = local_[static_cast<std::size_t>(type.part)];
    if (const auto since = row.lookup.since(Lookup::L)) local.add(*since, 1U << i);
  }
  for (const ChildRow& row : type.children) add(*row.type);
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
