#include "parser/read/attribute_dispatcher.h"

#include <bit>

#include "parser/lint/markup_lint.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {

void AttributeDispatcher::begin(const Dialect& dialect) {
  dialect_ = dialect;
  merged_.fill(0);
}

void AttributeDispatcher::read(const StartTag& tag, Cardinality cardinality) {
  const ElementType& type = *context_.element().type;
  Values found;
  // Found in an earlier element of the same name, even if it was empty.
  const bool joined = cardinality == Cardinality::Merged || cardinality == Cardinality::Continued;
  unsigned taken = joined ? merged_[static_cast<std::size_t>(type.part)] : 0;
  const unsigned local = index_.local(type, dialect_);
  const NameIndex& index = index_.attributes(type);
  const std::span rows = type.attributes;
  bool unread = false;
  for (const Attribute& attribute : tag.attributes) {
    const int row = index.find(rows, attribute.name);
    const unsigned bit = row < 0 ? 0 : 1U << row;
    if (bit & local & ~taken) {
      taken |= bit;
      found.add(static_cast<std::size_t>(row), attribute);
    } else {
      unread |= !read_irregular_attribute(attribute, row, tag, found, taken);
    }
  }
  if (cardinality == Cardinality::Continued) taken = static_cast<AttributeBits>(~0U);
  if (joined) merged_[static_cast<std::size_t>(type.part)] = static_cast<AttributeBits>(taken);
  if (unread) read_unknown(tag.attributes);
  store(found);
}

// One with a prefix, or that its release does not find, or not so; false if nothing reads it.
bool AttributeDispatcher::read_irregular_attribute(const Attribute& attribute, int index,
                                                   const StartTag& tag, Values& found,
                                                   unsigned& taken) {
  const auto [name, value] = attribute;
  if (tag.may_declare && namespaces_.is_declaration(name)) return true;
  const OpenElement& element = context_.element();
  const ElementType& type = *element.type;
  bool prefixed = false;
  if (index < 0) index = find_prefixed(type, name, prefixed);
  if (prefixed) namespaces_.check_attribute(name, value, tag.at);
  const auto row = static_cast<std::size_t>(index);
  const Lookup lookup = index < 0 ? Lookup::None : type.attributes[row].lookup.in(dialect_);
  if (lookup == Lookup::None || (lookup == Lookup::Q && prefixed)) {
    lint_.warn_unread_attribute(element, name, index >= 0 && !prefixed, tag.attributes);
    return false;
  }
  const unsigned bit = 1U << index;
  if (taken & bit) {
    lint_.warn_duplicate(element, name, type.attributes[row].name);
    return true;
  }
  taken |= bit;
  if (lookup == Lookup::Q && value.empty()) {
    lint_.warn_empty(element, name);
    return true;
  }
  found.add(row, attribute);
  if (prefixed) lint_.warn_attribute_prefix(element, name, type.attributes[row].name);
  return true;
}

// The row of a name that none has as it is written: by its local name if its prefix is declared.
int AttributeDispatcher::find_prefixed(const ElementType& type, std::string_view name,
                                       bool& prefixed) {
  if (!name.contains(':')) return -1;
  const ResolvedName resolved = namespaces_.resolve_attribute(name);
  if (resolved.prefix.empty()) return -1;
  prefixed = true;
  return index_.attribute(type, resolved.local);
}

// A prefix may be malformed, and xml:space matters below.
void AttributeDispatcher::read_unknown(Attributes attributes) {
  OpenElement& element = context_.element();
  for (const auto& [name, value] : attributes) {
    if (namespaces_.is_declaration(name)) continue;
    namespaces_.check_attribute(name, value, element.tag);
    if (name == "xml:space") read_space(value, element.space);
  }
  namespaces_.check_duplicates(attributes);
}

void AttributeDispatcher::store(const Values& found) {
  const OpenElement& element = context_.element();
  const auto rows = element.type->attributes;
  for (unsigned left = found.present | index_.required(*element.type); left != 0;
       left &= left - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(left));
    const AttributeRow& row = rows[i];
    if (!(found.present & 1U << i)) {
      check_required(row);
      continue;
    }
    const auto& [name, value] = *found.attributes[i];
    if (!row.only_with.empty() && !has_companion(row, found.present)) {
      lint_.warn_missing_companion(element, name, row.only_with);
      continue;
    }
    const bool may_be_odd = context_.store_attribute(row, name, value);
    if (may_be_odd && row.lint && lint_.active()) lint_.lint_value(element, row, name, value);
  }
}

void AttributeDispatcher::check_required(const AttributeRow& row) {
  if (row.required && row.required->holds_in(dialect_))
    context_.fail(
        *row.required,
        bracketed(name_of(*context_.element().type)).append(" has no ").append(quoted(row.name)));
}

bool AttributeDispatcher::has_companion(const AttributeRow& row, unsigned present) const {
  const int other = index_.attribute(*context_.element().type, row.only_with);
  return other >= 0 && (present & 1U << other) != 0;
}

}  // namespace virnet::internal
