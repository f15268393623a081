// parser/schema/number.h - The seven ways in which libvirt reads a number (libvirt 7.0 to 12.8).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/values/dialect.h"

namespace virnet::internal {

enum class NumberKind : std::uint8_t {
  U32,       // decimal, no minus sign, up to 2^32 - 1
  U64,       // the same up to 2^64 - 1
  U32Base0,  // 0x hexadecimal, leading 0 octal, 0b binary since 11.3
  U64Base0,
  W32,  // a minus sign wraps around: -1 is 2^32 - 1
  W32Base0,
  W64,       // wraps around at 2^64
  W64Max32,  // the same, then refused above 2^32 - 1
  W64Low32,  // the same, then only the low 32 bits
  Positive,  // a signed 32 bit number, negative ones refused
};

using NumberKinds = ByRelease<NumberKind>;
[[nodiscard]] constexpr NumberKinds always(NumberKind kind) { return kind; }
[[nodiscard]] constexpr NumberKinds first_then(NumberKind in_7_0, NumberKind later) {
  return {in_7_0, kBy9_0, later};
}

// White space may stand before the number, a sign before the digits, nothing after them.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text, NumberKind kind,
                                                        const Dialect& dialect);

}  // namespace virnet::internal
