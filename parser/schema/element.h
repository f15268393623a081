// parser/schema/element.h - Makes an element type of the schema table, and compiles only if its
// rows fit together.
//
//   constexpr AttributeRow kBridgeRows[] = {{.name = "name", .store = read<&Bridge::name>, ...}};
//   constexpr auto kBridgeType = element<Bridge>({.part = Part::Bridge, .attributes =
//   kBridgeRows});
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "parser/schema/schema.h"

namespace virnet::internal {

template <typename Read, typename Printed, typename Parent>
struct Element : ElementType {};

// What is wrong with a type. The compiler names it by the call of one of the functions below, which
// are never defined.
enum class Misfit : std::uint8_t {
  None,
  TooManyAttributes,  // for AttributeBits
  TooManyChildren,    // for ChildBits
  NameTwice,
  NameUnknown,     // in only_with
  AttributeClass,  // an attribute of another class
  OneWay,          // an attribute that is stored and not printed, or printed and not read
  ChildClass,      // a child of another class
  ChildRead,       // opened as another class than its type is read into
  ChildPrinted,    // another class than its type is printed from
  PrintedName,     // a name that is printed without its prefix, or with that of others
  FunctionClass,   // a function of the type itself
};
void there_are_too_many_attributes_for_AttributeBits();
void there_are_too_many_children_for_ChildBits();
void two_rows_have_the_same_name();
void no_row_has_this_name();
void an_attribute_belongs_to_another_class();
void an_attribute_is_stored_and_not_printed_or_printed_and_not_read();
void a_child_belongs_to_another_class();
void a_child_is_opened_as_another_class_than_its_type_is_read_into();
void a_child_is_another_class_than_its_type_is_printed_from();
void a_child_is_printed_with_the_prefix_of_another_namespace();
void a_function_of_the_type_takes_another_class();

// The index of the row of this name, which there must be.
template <typename Rows>
consteval std::size_t row_of(const Rows& rows, std::string_view name) {
  std::size_t i = 0;
  while (i < std::size(rows) && rows[i].name != name) ++i;
  if (i == std::size(rows)) no_row_has_this_name();
  return i;
}

// Whether a function that asks for objects of one class may be given those of another.
constexpr bool takes(Class asked, Class given) { return !asked || asked == given; }

template <typename Row>
constexpr bool has_name_twice(std::span<const Row> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (rows[i].name == rows[k].name) return true;
  return false;
}

constexpr Misfit misfit_of_attributes(std::span<const AttributeRow> rows, const ElementRef& self) {
  if (rows.size() > kMaxAttributeRows) return Misfit::TooManyAttributes;
  if (has_name_twice(rows)) return Misfit::NameTwice;
  for (const AttributeRow& row : rows) {
    if (!takes(row.store.object, self.read) || !takes(row.print.object, self.printed) ||
        !takes(row.print.other, self.parent))
      return Misfit::AttributeClass;
    if ((row.store.object && !row.print) || (row.print && !row.store)) return Misfit::OneWay;
    if (!row.only_with.empty() &&
        std::ranges::find(rows, row.only_with, &AttributeRow::name) == rows.end())
      return Misfit::NameUnknown;
  }
  return Misfit::None;
}

constexpr Misfit misfit_of_children(std::span<const ChildRow> rows, const ElementRef& self) {
  if (rows.size() > kMaxChildRows) return Misfit::TooManyChildren;
  if (has_name_twice(rows)) return Misfit::NameTwice;
  for (const ChildRow& row : rows) {
    if (!takes(row.open.object, self.read) || !takes(row.each.object, self.printed) ||
        !takes(row.type.parent, self.printed) || !takes(row.lost_in.object, self.printed) ||
        !takes(row.orphaned.object, row.type.printed))
      return Misfit::ChildClass;
    // One that leads nowhere stays at the parent.
    if ((row.open.other ? row.open.other : self.read) != row.type.read) return Misfit::ChildRead;
    if (row.each && (row.each.other ? row.each.other : self.printed) != row.type.printed)
      return Misfit::ChildPrinted;
    const std::string_view prefix = row.ns == Namespace::Dnsmasq ? kDnsmasqPrefix : "";
    if (!row.printed_name.starts_with(prefix) || row.printed_name.substr(prefix.size()) != row.name)
      return Misfit::PrintedName;
  }
  return Misfit::None;
}

// Of a type whose content is read into objects of class `Read`, that is printed from objects of
// class `Printed`, and whose rows may look at a parent of class `Parent` when they print.
template <typename Read, typename Printed = Read, typename Parent = void>
constexpr Misfit misfit_of(const ElementType& type) {
  const Element<Read, Printed, Parent> made{type};
  const ElementRef self(&made);
  const Misfit attributes = misfit_of_attributes(type.attributes, self);
  if (attributes != Misfit::None) return attributes;
  const Misfit children = misfit_of_children(type.children, self);
  if (children != Misfit::None) return children;
  const bool takes_all =
      takes(type.text.object, self.read) && takes(type.closed.object, self.read) &&
      takes(type.left_out.object, self.printed) && takes(type.even_empty.object, self.printed) &&
      takes(type.print_extra.object, self.printed) && takes(type.print_text.object, self.printed) &&
      takes(type.print_whole.object, self.printed);
  return takes_all ? Misfit::None : Misfit::FunctionClass;
}

template <typename Read, typename Printed = Read, typename Parent = void>
consteval Element<Read, Printed, Parent> element(const ElementType& type) {
  switch (misfit_of<Read, Printed, Parent>(type)) {
    case Misfit::None: break;
    case Misfit::TooManyAttributes: there_are_too_many_attributes_for_AttributeBits(); break;
    case Misfit::TooManyChildren: there_are_too_many_children_for_ChildBits(); break;
    case Misfit::NameTwice: two_rows_have_the_same_name(); break;
    case Misfit::NameUnknown: no_row_has_this_name(); break;
    case Misfit::AttributeClass: an_attribute_belongs_to_another_class(); break;
    case Misfit::OneWay: an_attribute_is_stored_and_not_printed_or_printed_and_not_read(); break;
    case Misfit::ChildClass: a_child_belongs_to_another_class(); break;
    case Misfit::ChildRead: a_child_is_opened_as_another_class_than_its_type_is_read_into(); break;
    case Misfit::ChildPrinted: a_child_is_another_class_than_its_type_is_printed_from(); break;
    case Misfit::PrintedName: a_child_is_printed_with_the_prefix_of_another_namespace(); break;
    case Misfit::FunctionClass: a_function_of_the_type_takes_another_class(); break;
  }
  return {type};
}

}  // namespace virnet::internal
