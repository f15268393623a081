#include <bit>

#include "parser/read/reader.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {

// The row of a name that none has as it is written: by its local name if its prefix is declared.
int Reader::find_prefixed(const ElementType& type, std::string_view name, bool& prefixed) {
  if (!name.contains(':')) return -1;
  bool refused = false;
  const ResolvedName resolved =
      scope_.resolve_attribute(name, dialect_.xml_library, recoverable_, refused);
  if (resolved.prefix.empty()) return -1;
  prefixed = true;
  return index_.attribute(type, resolved.local);
}

void Reader::read_attributes(const StartTag& tag, Cardinality cardinality) {
  const ElementType& type = *frames_.back().type;
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
      unread |= !read_odd(attribute, row, tag, found, taken);
    }
  }
  if (cardinality == Cardinality::Continued) taken = static_cast<AttributeBits>(~0U);
  if (joined) merged_[static_cast<std::size_t>(type.part)] = static_cast<AttributeBits>(taken);
  if (unread) read_unknown(tag.attributes);
  store_attributes(found);
}

// One with a prefix, or that its release does not find, or not so; false if nobody reads it.
bool Reader::read_odd(const Attribute& attribute, int index, const StartTag& tag, Values& found,
                      unsigned& taken) {
  const auto [name, value] = attribute;
  if (tag.may_declare && is_namespace_attribute(name, dialect_.xml_library)) return true;
  const ElementType& type = *frames_.back().type;
  bool prefixed = false;
  if (index < 0) index = find_prefixed(type, name, prefixed);
  if (prefixed) check_attribute(name, value, tag.at);
  const auto row = static_cast<std::size_t>(index);
  const Lookup lookup = index < 0 ? Lookup::None : type.attributes[row].lookup.in(dialect_);
  if (lookup == Lookup::None || (lookup == Lookup::Q && prefixed)) {
    unknown_attribute(name, index >= 0 && !prefixed, tag.attributes);
    return false;
  }
  const unsigned bit = 1U << index;
  if (taken & bit) {
    surplus_attribute(name, type.attributes[row].name);
    return true;
  }
  taken |= bit;
  if (lookup == Lookup::Q && value.empty()) {
    empty_attribute(name);
    return true;
  }
  found.add(row, attribute);
  if (prefixed) prefixed_attribute(name, type.attributes[row].name);
  return true;
}

// A prefix may be malformed, and xml:space matters below.
void Reader::read_unknown(Attributes attributes) {
  Frame& frame = frames_.back();
  for (const auto& [name, value] : attributes) {
    if (is_namespace_attribute(name, dialect_.xml_library)) continue;
    check_attribute(name, value, frame.tag);
    if (name == "xml:space") read_space(value, frame.space);
  }
  note_duplicate_names(attributes);
}

void Reader::store_attributes(const Values& found) {
  const Frame& frame = frames_.back();
  const auto rows = frame.type->attributes;
  for (unsigned left = found.present | index_.required(*frame.type); left != 0; left &= left - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(left));
    const AttributeRow& row = rows[i];
    if (!(found.present & 1U << i)) {
      current_attribute_ = {};
      if (row.required && row.required->holds_in(dialect_))
        fail(*row.required,
             bracketed(name_of(*frame.type)).append(" has no ").append(quoted(row.name)));
      continue;
    }
    const auto& [name, value] = *found.attributes[i];
    if (!row.only_with.empty()) {
      const int other = index_.attribute(*frame.type, row.only_with);
      if (other < 0 || !(found.present & 1U << other)) {
        lonely_attribute(name, row.only_with);
        continue;
      }
    }
    const bool is_looked_at = options_.warnings && row.lint;
    const std::size_t failed = is_looked_at ? poisoned_.size() : 0;
    is_plain_ = false;
    if (row.store) {
      current_attribute_ = name;
      row.store(*this, row, frame.object, value);
    }
    if (is_looked_at && !is_plain_ && poisoned_.size() == failed) lint_attribute(row, name, value);
  }
  current_attribute_ = {};
}

// ---- values that count later, or never ----

LateValue Reader::keep(const AttributeRow& row, std::string_view value) {
  const Frame& frame = frames_.back();
  return {&row, frame.type, frame.tag, arena_->text(current_attribute_), arena_->text(value)};
}

void Reader::store_late(const LateValue& late, const Store& store, void* object) {
  frames_.push_back(
      {.type = late.type, .object = object, .outer = kNoIndex, .inner = kNoIndex, .tag = late.tag});
  current_attribute_ = late.name.view();
  store(*this, *late.row, object, late.value.view());
  current_attribute_ = {};
  frames_.pop_back();
}

void Reader::ignore_late(const LateValue& late, std::string_view why) {
  const Place place{late.tag, Aspect::AttributeName, std::string(late.name.view())};
  warn("LINT-UNUSED"_rule, place,
       std::string("libvirt ignores ").append(quoted(late.row->name)).append(" ").append(why));
  lose(LossKind::Ignored, place, "attribute " + quoted(late.name.view()));
}

}  // namespace virnet::internal
