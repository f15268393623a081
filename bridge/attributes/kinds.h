// bridge/attributes/kinds.h - What kinds of port flags and bridge settings there are.
//
// A kind says which type the C++ member has and which number a netlink message carries for it. The
// kernel ignores or refuses a number of another width, so a row states a kind and never a width.
#pragma once

#include <virnet/bridge_state.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace virnet::bridge::kind {

struct Flag {
  using Value = bool;
  using Wire = std::uint8_t;
};
// Off, on, or 2: on, and a program in user space runs the protocol.
struct StpMode {
  using Value = bool;
  using Wire = std::uint32_t;
};
template <typename Integer>
struct Number {
  using Value = Integer;
  using Wire = Integer;
};
// Bit X is for the group address 01:80:c2:00:00:0X.
struct GroupMask {
  using Value = std::uint16_t;
  using Wire = std::uint16_t;
};
struct Time {
  using Value = Centiseconds;
  using Wire = std::uint32_t;
};
struct StpState {
  using Value = PortStpState;
  using Wire = std::uint8_t;
};

// The number for a value.
template <typename Kind>
[[nodiscard]] constexpr typename Kind::Wire to_wire(typename Kind::Value value) {
  if constexpr (std::is_same_v<Kind, Time>) {
    return value.count();
  } else {
    return static_cast<typename Kind::Wire>(value);
  }
}

// The value of a number, or nothing if it has none.
template <typename Kind>
[[nodiscard]] constexpr std::optional<typename Kind::Value> from_wire(typename Kind::Wire number) {
  if constexpr (std::is_same_v<Kind, StpState>) {
    if (number > to_wire<Kind>(PortStpState::Blocking)) return std::nullopt;
    return static_cast<PortStpState>(number);
  } else if constexpr (std::is_same_v<typename Kind::Value, bool>) {
    return number != 0;
  } else {
    return typename Kind::Value(number);
  }
}

// The words of bridge(8), in the order of PortStpState.
inline constexpr std::array<std::string_view, 5> kStpStates = {"disabled", "listening", "learning",
                                                               "forwarding", "blocking"};

}  // namespace virnet::bridge::kind
