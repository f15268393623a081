// parser/schema/fields.h - From a member of the model to the pair of functions that reads and
// prints it.
//
//   {.name = "delay", .store = read<&Bridge::delay>, .print = print<&Bridge::delay>, ...}
//
// The type of the member decides how text becomes a value; the row decides what the value may be
// called.
#pragma once

#include <new>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "model/rules/validate.h"
#include "model/values/enum_names.h"
#include "model/values/fast_parse.h"
#include "parser/read/read_context.h"
#include "parser/schema/element.h"
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
void read_member(ReadContext& in, const AttributeRow& row, ClassOf<Member>& object,
                 std::string_view value) {
  decode(in, row, value, object.*Member);
}
template <auto Member>
inline constexpr Store read = by<read_member<Member>>;

// `yes` in any case is true, anything else false.
template <auto Member>
void read_member_ci_yes(ReadContext&, const AttributeRow&, ClassOf<Member>& object,
                        std::string_view value) {
  object.*Member = equals_ignoring_case(value, "yes");
}
template <auto Member>
inline constexpr Store read_ci_yes = by<read_member_ci_yes<Member>>;

// ---- value to text ----

template <auto Member>
void print_member(Output& out, const AttributeRow& row, const ClassOf<Member>& object) {
  using T = TypeOf<Member>;
  const T& value = object.*Member;
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
template <auto Member>
inline constexpr Print print = by<print_member<Member>>;

// Text of which an empty value is not printed.
template <auto Member>
void print_nonempty_member(Output& out, const AttributeRow& row, const ClassOf<Member>& object) {
  const Text& value = object.*Member;
  if (!value.empty()) out.attribute_escaped(row.name, value.view());
}
template <auto Member>
inline constexpr Print print_nonempty = by<print_nonempty_member<Member>>;

// An optional number of which 0 is not printed.
template <auto Member>
void print_nonzero_member(Output& out, const AttributeRow& row, const ClassOf<Member>& object) {
  const auto& value = object.*Member;
  if (value.value_or(0) != 0) out.attribute_number(row.name, *value);
}
template <auto Member>
inline constexpr Print print_nonzero = by<print_nonzero_member<Member>>;

// ---- the string value of an element ----

template <auto Member>
void read_text_member(ReadContext& in, ClassOf<Member>& object, std::string_view value, bool) {
  object.*Member = in.arena().text(value);
}
template <auto Member>
inline constexpr StoreText read_text = by<read_text_member<Member>>;
// Empty text is as good as no element.
template <auto Member>
void read_nonempty_text_member(ReadContext& in, ClassOf<Member>& object, std::string_view value,
                               bool) {
  if (!value.empty()) object.*Member = in.arena().text(value);
}
template <auto Member>
inline constexpr StoreText read_nonempty_text = by<read_nonempty_text_member<Member>>;

template <auto Member>
bool print_text_member(Output& out, const ClassOf<Member>& object) {
  const auto& value = object.*Member;
  if (!value) return false;
  if constexpr (std::is_same_v<TypeOf<Member>, std::optional<Uuid>>) {
    out.printed<36>(*value);
  } else {
    out.escaped(value.view());
  }
  return true;
}
template <auto Member>
inline constexpr PrintText print_text_of = by<print_text_member<Member>>;

// ---- children ----

// The parent's own object: the element only groups.
inline constexpr Open open_same = {[](ReadContext&, void* parent) { return Opened{parent}; }};
inline constexpr Each each_same = {
    {[](const void* parent) { return std::span(static_cast<const std::byte*>(parent), 1); }}};

// A part of the parent itself.
template <auto Member>
OpenedAs<TypeOf<Member>> open_part_member(ReadContext&, ClassOf<Member>& parent) {
  return {&(parent.*Member)};
}
template <auto Member>
inline constexpr Open open_part = by<open_part_member<Member>>;
template <auto Member>
std::span<const TypeOf<Member>> each_part_member(const ClassOf<Member>& parent) {
  return {&(parent.*Member), 1};
}
template <auto Member>
inline constexpr Each each_part = by<each_part_member<Member>>;

// An optional part, or one that is kept aside.
template <auto Member>
using PartOf = std::remove_cvref_t<decltype(*(std::declval<ClassOf<Member>&>().*Member))>;
template <auto Member>
OpenedAs<PartOf<Member>> open_optional_member(ReadContext&, ClassOf<Member>& parent) {
  return {&(parent.*Member).emplace()};
}
template <auto Member>
inline constexpr Open open_optional = by<open_optional_member<Member>>;
template <auto Member>
OpenedAs<PartOf<Member>> open_kept_member(ReadContext& in, ClassOf<Member>& parent) {
  auto& kept = parent.*Member;
  kept = in.arena().keep(PartOf<Member>{});
  return {&Arena::mutable_value(kept)};
}
template <auto Member>
inline constexpr Open open_kept = by<open_kept_member<Member>>;
template <auto Member>
std::span<const PartOf<Member>> each_optional_member(const ClassOf<Member>& parent) {
  const auto& part = parent.*Member;
  if (!part) return {};
  return {&*part, 1};
}
template <auto Member>
inline constexpr Each each_optional = by<each_optional_member<Member>>;

// An item of a list.
template <auto Member>
using ItemOf = std::remove_cvref_t<decltype((std::declval<ClassOf<Member>&>().*Member)[0])>;
template <auto Member>
OpenedAs<ItemOf<Member>> open_item_member(ReadContext& in, ClassOf<Member>& parent) {
  auto& list = parent.*Member;
  auto& item = in.arena().add(list);
  return {&item, static_cast<std::uint32_t>(list.size() - 1)};
}
template <auto Member>
inline constexpr Open open_item = by<open_item_member<Member>>;
template <auto Member>
std::span<const ItemOf<Member>> each_item_member(const ClassOf<Member>& parent) {
  return parent.*Member;
}
template <auto Member>
inline constexpr Each each_item = by<each_item_member<Member>>;

inline constexpr std::string_view kYesNo = "'yes' or 'no'";
inline constexpr std::string_view kAddress = "an IPv4 or IPv6 address";

}  // namespace virnet::internal
