// parser/schema/fields.h - From a member of the model to the pair of functions that reads and
// prints it.
//
//   {"delay", kQ, "a number", read<&Bridge::delay>, print_number_of<&Bridge::delay>, ...}
//
// The type of the member decides how text becomes a value; the row decides what the value may be
// called.
#pragma once

#include <new>
#include <optional>
#include <string>
#include <type_traits>

#include "model/rules/validate.h"
#include "model/values/enum_names.h"
#include "model/values/fast_parse.h"
#include "parser/read/read_context.h"
#include "parser/schema/schema.h"
#include "parser/schema/suggest.h"
#include "parser/write/output.h"

namespace virnet::internal {

template <typename T>
struct MemberTraits;
template <typename C, typename T>
struct MemberTraits<T C::*> {
  using Class = C;
  using Type = T;
};
template <auto Member>
using ClassOf = typename MemberTraits<decltype(Member)>::Class;
template <auto Member>
using TypeOf = typename MemberTraits<decltype(Member)>::Type;

template <auto Member>
auto& member(void* object) {
  return static_cast<ClassOf<Member>*>(object)->*Member;
}
template <auto Member>
const auto& member(const void* object) {
  return static_cast<const ClassOf<Member>*>(object)->*Member;
}

// Reports a value that is none of its kind; always false.
bool fail_value(ReadContext& in, const AttributeRow& row, std::string_view value,
                const Suggestion& meant = {});

// ---- text to value; false if it failed ----

inline bool decode(ReadContext& in, const AttributeRow&, std::string_view value, Text& field) {
  field = in.arena().text(value);
  return true;
}

template <typename E>
  requires std::is_enum_v<E>
bool decode(ReadContext& in, const AttributeRow& row, std::string_view value, E& field) {
  for (std::size_t i = 0; i < kNames<E>.size(); ++i) {
    if (!value.empty() && kNames<E>[i] == value) {
      field = static_cast<E>(i);
      return true;
    }
  }
  return fail_value(in, row, value, nearest(value, kNames<E>));
}

template <typename T>
  requires std::is_same_v<T, std::uint32_t> || std::is_same_v<T, std::uint64_t>
bool decode(ReadContext& in, const AttributeRow& row, std::string_view value, T& field) {
  const auto number = parse_number(value, row.numbers.in(in.dialect()), in.dialect());
  if (!number) return fail_value(in, row, value);
  field = static_cast<T>(*number);
  return true;
}

template <typename T>
  requires requires(std::string_view s) {
    { T::parse(s) } -> std::same_as<std::optional<T>>;
  }
bool decode(ReadContext& in, const AttributeRow& row, std::string_view value, T& field) {
  if constexpr (requires { parse_plain(value, field); }) {
    if (parse_plain(value, field)) {
      in.note_plain();
      return true;
    }
  }
  const auto parsed = T::parse(value);
  if (!parsed) return fail_value(in, row, value);
  field = *parsed;
  return true;
}

// A value that fails stays absent.
template <typename T>
bool decode(ReadContext& in, const AttributeRow& row, std::string_view value,
            std::optional<T>& field) {
  T inner{};
  if (!decode(in, row, value, inner)) return false;
  field = inner;
  return true;
}

template <auto Member>
void read(ReadContext& in, const AttributeRow& row, void* object, std::string_view value) {
  decode(in, row, value, member<Member>(object));
}

// `yes` in any case is true, anything else false.
template <auto Member>
void read_ci_yes(ReadContext&, const AttributeRow&, void* object, std::string_view value) {
  member<Member>(object) = equals_ignoring_case(value, "yes");
}

// ---- value to text ----

template <auto Member>
void print(Output& out, const AttributeRow& row, const void* object) {
  using T = TypeOf<Member>;
  const T& value = member<Member>(object);
  if constexpr (std::is_same_v<T, Text>) {
    if (value) out.attribute_escaped(row.name, value.view());
  } else if constexpr (std::is_enum_v<T>) {
    if (!name_of(value).empty()) out.attribute(row.name, name_of(value));
  } else if constexpr (std::is_same_v<T, std::optional<IpAddress>>) {
    if (value) out.attribute_printed<IpAddress::kMaxText>(row.name, *value);
  } else if constexpr (std::is_same_v<T, std::optional<MacAddress>>) {
    if (value) out.attribute_printed<17>(row.name, *value);
  } else if constexpr (std::is_same_v<T, std::optional<Uuid>>) {
    if (value) out.attribute_printed<36>(row.name, *value);
  } else if constexpr (std::is_same_v<T, bool>) {
    if (value) out.attribute(row.name, "yes");
  } else if constexpr (std::is_arithmetic_v<T>) {
    if (value != 0) out.attribute_number(row.name, value);
  } else {
    if (value) out.attribute_number(row.name, *value);
  }
}

// Text of which an empty value is not printed.
template <auto Member>
void print_nonempty(Output& out, const AttributeRow& row, const void* object) {
  const Text& value = member<Member>(object);
  if (!value.empty()) out.attribute_escaped(row.name, value.view());
}

// An optional number of which 0 is not printed.
template <auto Member>
void print_nonzero(Output& out, const AttributeRow& row, const void* object) {
  const auto& value = member<Member>(object);
  if (value.value_or(0) != 0) out.attribute_number(row.name, *value);
}

// ---- children ----

// A part of the parent itself.
template <auto Member>
Opened open_part(ReadContext&, void* parent) {
  return {&member<Member>(parent)};
}
template <auto Member>
void each_part(const void* parent, Visitor& visitor) {
  visitor.visit(&member<Member>(parent));
}

// The parent's own object: the element only groups.
inline Opened open_same(ReadContext&, void* parent) { return {parent}; }
inline void each_same(const void* parent, Visitor& visitor) { visitor.visit(parent); }

template <auto Member>
Opened open_optional(ReadContext&, void* parent) {
  return {&member<Member>(parent).emplace()};
}
template <auto Member>
void each_optional(const void* parent, Visitor& visitor) {
  if (const auto& value = member<Member>(parent)) visitor.visit(&*value);
}

// An optional part that is kept aside; each_optional() visits it.
template <auto Member>
Opened open_kept(ReadContext& in, void* parent) {
  auto& ref = member<Member>(parent);
  using Value = std::remove_cvref_t<decltype(*ref)>;
  ref = in.arena().keep(Value{});
  return {&Arena::mutable_value(ref)};
}

template <auto Member>
Opened open_item(ReadContext& in, void* parent) {
  auto& list = member<Member>(parent);
  auto& item = in.arena().add(list);
  return {&item, static_cast<std::uint32_t>(list.size() - 1)};
}
template <auto Member>
void each_item(const void* parent, Visitor& visitor) {
  for (const auto& item : member<Member>(parent)) visitor.visit(&item);
}

inline constexpr std::string_view kYesNo = "'yes' or 'no'";
inline constexpr std::string_view kAddress = "an IPv4 or IPv6 address";

}  // namespace virnet::internal
