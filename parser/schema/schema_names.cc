#include "parser/schema/schema_names.h"

#include <array>
#include <optional>

#include "parser/schema/schema_index.h"

namespace virnet::internal {
namespace {

using Names = std::array<std::string_view, kPartCount>;

void collect(const ChildRow& row, Names& names) {
  names[static_cast<std::size_t>(row.type->part)] = row.name;
  for (const ChildRow& child : row.type->children) collect(child, names);
}

// The first type of which `is_it` holds.
template <typename Predicate>
const ElementType* find_type(const ElementType& type, const Predicate& is_it) {
  if (is_it(type)) return &type;
  for (const ChildRow& row : type.children)
    if (const ElementType* found = find_type(*row.type, is_it)) return found;
  return nullptr;
}

// The one element that has an attribute of this name, or null.
const ElementType* find_owner(std::string_view attribute, const ElementType& root) {
  const auto has = [&](const ElementType& type) {
    return SchemaIndex::get().attribute(type, attribute) >= 0;
  };
  const ElementType* first = find_type(root, has);
  if (!first) return nullptr;
  const auto has_too = [&](const ElementType& type) {
    return name_of(type) != name_of(*first) && has(type);
  };
  return find_type(root, has_too) ? nullptr : first;
}

Meant near(const Suggestion& suggestion) {
  return {did_you_mean(suggestion), suggestion.only ? suggestion.name : std::string_view()};
}

}  // namespace

std::string bracketed(std::string_view name) {
  return std::string("<").append(clipped(name)).append(">");
}

std::string_view name_of(const ElementType& type) {
  static const Names names = [] {
    Names made;
    collect(network_row(), made);
    collect(networkport_row(), made);
    return made;
  }();
  return names[static_cast<std::size_t>(type.part)];
}

Meant meant_by_child(std::string_view name, const ElementType& parent, const ChildRow& root) {
  const std::string_view local = name.substr(name.find(':') + 1);
  if (const ChildRow* row = SchemaIndex::get().child(parent, local);
      row && row->ns == Namespace::Dnsmasq)
    return {std::string("this prefix stands for '")
                .append(kDnsmasqUri)
                .append("' only where an xmlns attribute says so")};
  if (SchemaIndex::get().attribute(parent, name) >= 0)
    return {quoted(name).append(" is an attribute of ").append(bracketed(name_of(parent)))};
  const auto has = [&](const ElementType& type) {
    return SchemaIndex::get().child(type, name) != nullptr;
  };
  if (const ElementType* other = find_type(*root.type, has); other && other != &parent)
    return {bracketed(name).append(" belongs in ").append(bracketed(name_of(*other)))};
  return near(nearest(name, child_names(parent)));
}

Meant meant_by_attribute(std::string_view name, const ElementType& element, const ChildRow& root) {
  if (SchemaIndex::get().child(element, name))
    return {bracketed(name).append(" is an element in ").append(bracketed(name_of(element)))};
  Meant meant = near(nearest(name, attribute_names(element)));
  const ElementType* owner = find_owner(name, *root.type);
  if (!owner) return meant;
  if (!meant.hint.empty()) return {meant.hint};
  return {quoted(name).append(" belongs on ").append(bracketed(name_of(*owner)))};
}

}  // namespace virnet::internal
