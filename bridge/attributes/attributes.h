// bridge/attributes/attributes.h - One row for each member of PortFlags and BridgeSettings.
//
// Whoever reads, writes, prints or compares these members walks the rows:
//
//   for_each_row<PortFlags>([&](const auto& row) {
//     if (const auto& value = flags.*row.member) put(row.name, *value);
//   });
//
// A member without a row does not compile.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "bridge/attributes/bridge_attributes.h"
#include "bridge/attributes/port_attributes.h"

namespace virnet::bridge {

template <typename Owner, typename Visit>
constexpr void for_each_row(Visit visit) {
  std::apply([&](const auto&... row) { (visit(row), ...); }, kAttributes<Owner>);
}

template <typename One, typename Other>
constexpr bool is_same_member(One one, Other other) {
  if constexpr (std::is_same_v<One, Other>) {
    return one == other;
  } else {
    return false;
  }
}

// Which row is that of a member.
template <typename Owner, typename Value>
consteval std::size_t place_of(std::optional<Value> Owner::* member) {
  return std::apply(
      [member](const auto&... row) {
        std::size_t place = 0;
        (void)((is_same_member(row.member, member) || (++place, false)) || ...);
        return place;
      },
      kAttributes<Owner>);
}

template <auto Member>
[[nodiscard]] constexpr const auto& row_of() {
  return []<typename Owner, typename Value>(std::optional<Value> Owner::*) -> const auto& {
    return std::get<place_of(Member)>(kAttributes<Owner>);
  }(Member);
}

// What a new port or a new bridge has in this kernel.
template <typename Owner>
[[nodiscard]] constexpr Owner initial_values(KernelVersion version) {
  Owner values;
  for_each_row<Owner>([&](const auto& row) {
    if (version >= row.since) values.*row.member = row.initial;
  });
  return values;
}

// The values of those members that `pattern` has as well.
template <typename Owner>
[[nodiscard]] constexpr Owner restricted(Owner values, const Owner& pattern) {
  for_each_row<Owner>([&](const auto& row) {
    if (!(pattern.*row.member)) (values.*row.member).reset();
  });
  return values;
}

namespace checks {

template <typename Owner, std::size_t... I>
consteval bool has_members(std::index_sequence<I...>) {
  return requires { Owner{((void)I, std::nullopt)...}; };
}

// A value at the place of a member is the same as the value in the member of the row.
template <typename Owner, std::size_t... I>
consteval bool is_at(const auto& row, std::index_sequence<I...>) {
  Owner by_row;
  by_row.*row.member = row.initial;
  return by_row == Owner{((void)I, std::nullopt)..., row.initial};
}

template <typename Owner>
inline constexpr std::size_t kRows = std::tuple_size_v<std::decay_t<decltype(kAttributes<Owner>)>>;

template <typename Owner>
consteval bool has_a_row_for_each_member() {
  return has_members<Owner>(std::make_index_sequence<kRows<Owner>>()) &&
         !has_members<Owner>(std::make_index_sequence<kRows<Owner> + 1>());
}

template <typename Owner>
consteval bool is_in_the_order_of_members() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return (is_at<Owner>(std::get<I>(kAttributes<Owner>), std::make_index_sequence<I>()) && ...);
  }(std::make_index_sequence<kRows<Owner>>());
}

// No two rows with the same name or number.
template <typename Owner>
consteval bool has_no_row_twice() {
  std::size_t equal = 0;
  for_each_row<Owner>([&](const auto& a) {
    for_each_row<Owner>([&](const auto& b) {
      if (a.type == b.type || std::string_view(a.name) == b.name ||
          std::string_view(a.iproute2) == b.iproute2)
        ++equal;
    });
  });
  return equal == kRows<Owner>;
}

template <typename Owner>
consteval bool is_filled_in() {
  bool filled = true;
  for_each_row<Owner>([&](const auto& row) {
    const bool weakest = row.weakest.has_value() == std::is_same_v<Owner, PortFlags>;
    filled = filled && row.type != 0 && row.meaning != nullptr && weakest;
  });
  return filled;
}

static_assert(has_a_row_for_each_member<PortFlags>(),
              "a member of PortFlags has no row in bridge/attributes/port_attributes.h");
static_assert(
    is_in_the_order_of_members<PortFlags>(),
    "the rows in bridge/attributes/port_attributes.h are not in the order of the members");
static_assert(has_no_row_twice<PortFlags>(),
              "two rows in bridge/attributes/port_attributes.h have one name or one number");
static_assert(
    is_filled_in<PortFlags>(),
    "a row in bridge/attributes/port_attributes.h lacks a number, a meaning or its weakest value");

static_assert(has_a_row_for_each_member<BridgeSettings>(),
              "a member of BridgeSettings has no row in bridge/attributes/bridge_attributes.h");
static_assert(
    is_in_the_order_of_members<BridgeSettings>(),
    "the rows in bridge/attributes/bridge_attributes.h are not in the order of the members");
static_assert(has_no_row_twice<BridgeSettings>(),
              "two rows in bridge/attributes/bridge_attributes.h have one name or one number");
static_assert(is_filled_in<BridgeSettings>(),
              "a row in bridge/attributes/bridge_attributes.h lacks a number, a meaning or its "
              "weakest value");

}  // namespace checks
}  // namespace virnet::bridge
