#include "parser/schema/number.h"

#include "model/values/digits.h"

namespace virnet::internal {
namespace {

constexpr std::uint64_t kMax32 = 0xffffffff;

bool has_base_prefix(std::string_view digits, char letter, unsigned base) {
  return digits.size() > 2 && digits[0] == '0' && (digits[1] | 0x20) == letter &&
         hex_digit(digits[2]) >= 0 && static_cast<unsigned>(hex_digit(digits[2])) < base;
}

unsigned take_base(std::string_view& digits, const Dialect& dialect) {
  if (has_base_prefix(digits, 'x', 16)) {
    digits.remove_prefix(2);
    return 16;
  }
  // glibc 2.38, with which 11.3 and 12.8 were packaged, reads C23's binary form.
  if (dialect.has(kBy11_3) && has_base_prefix(digits, 'b', 2)) {
    digits.remove_prefix(2);
    return 2;
  }
  return digits.starts_with('0') ? 8 : 10;
}

std::optional<std::uint64_t> parse_digits(std::string_view digits, unsigned base) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    const int digit = hex_digit(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    if (__builtin_mul_overflow(value, std::uint64_t{base}, &value) ||
        __builtin_add_overflow(value, static_cast<std::uint64_t>(digit), &value))
      return std::nullopt;
  }
  return value;
}

std::optional<std::uint64_t> apply(std::uint64_t value, bool negative, NumberKind kind) {
  const auto up_to = [&](std::uint64_t most) {
    return value <= most ? std::optional(value) : std::nullopt;
  };
  switch (kind) {
    case NumberKind::U32:
    case NumberKind::U32Base0: return negative ? std::nullopt : up_to(kMax32);
    case NumberKind::U64:
    case NumberKind::U64Base0: return negative ? std::nullopt : std::optional(value);
    case NumberKind::W32:
    case NumberKind::W32Base0:
      if (value > kMax32) return std::nullopt;
      return negative ? (~value + 1) & kMax32 : value;
    case NumberKind::W64: return negative ? ~value + 1 : value;
    case NumberKind::W64Max32:
      if (negative) value = ~value + 1;
      return up_to(kMax32);
    case NumberKind::W64Low32: return (negative ? ~value + 1 : value) & kMax32;
    case NumberKind::Positive: return negative ? std::nullopt : up_to(kMax32 >> 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> parse_number(std::string_view text, NumberKind kind,
                                          const Dialect& dialect) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool any_base =
      kind == NumberKind::U32Base0 || kind == NumberKind::U64Base0 || kind == NumberKind::W32Base0;
  const unsigned base = any_base ? take_base(text, dialect) : 10;
  const auto value = parse_digits(text, base);
  return value ? apply(*value, negative, kind) : std::nullopt;
}

}  // namespace virnet::internal
