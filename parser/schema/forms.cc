#include "parser/schema/forms.h"

#include <algorithm>

#include "model/values/digits.h"

namespace virnet::internal {
namespace {

bool is_hex_char(char c) { return hex_digit(c) >= 0; }

// One character or more, each a letter, a digit or one of `others`.
bool is_made_of(std::string_view value, std::string_view others) {
  return !value.empty() && std::ranges::all_of(value, [&](char c) {
    return is_alpha(c) || is_digit(c) || others.contains(c);
  });
}

bool is_zero(std::string_view digits) {
  return std::ranges::all_of(digits, [](char c) { return c == '0'; });
}

// The part before the next separator, which is taken from `rest`.
std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

// Up to `most` hexadecimal digits.
bool is_hex_group(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && std::ranges::all_of(text, is_hex_char);
}

// Groups of up to four digits with single colons between; how many, or -1.
int count_groups(std::string_view text) {
  if (text.empty()) return 0;
  if (text.ends_with(':')) return -1;
  int count = 0;
  for (; !text.empty(); ++count)
    if (!is_hex_group(next_part(text, ':'), 4)) return -1;
  return count;
}

}  // namespace

bool is_device_name(std::string_view value) { return is_made_of(value, "_.-\\:/"); }
bool is_zone_name(std::string_view value) { return is_made_of(value, "_-"); }
bool is_driver_name(std::string_view value) { return is_made_of(value, "_+-"); }
bool is_dns_name(std::string_view value) { return is_made_of(value, ".-"); }

bool is_file_name(std::string_view value) {
  return !value.empty() && !value.contains('\n') && !value.contains('\r');
}

bool is_line(std::string_view value) { return !value.empty() && !value.contains('\n'); }

bool is_profile(std::string_view value) {
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  };
  return std::ranges::count_if(value, starts_character) <= 39;
}

bool is_schema_mac(std::string_view value) {
  constexpr std::size_t kSize = 17;
  if (value.size() != kSize || !is_hex_char(value[0]) || hex_digit(value[1]) % 2 != 0) return false;
  for (std::size_t i = 0; i < kSize; ++i)
    if (i % 3 == 2 ? value[i] != ':' : !is_hex_char(value[i])) return false;
  return true;
}

bool is_schema_uuid(std::string_view value) {
  if (value.size() == 32) return std::ranges::all_of(value, is_hex_char);
  if (value.size() != 36) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? value[i] != '-' : !is_hex_char(value[i])) return false;
  }
  return true;
}

bool is_schema_ipv4(std::string_view value) {
  for (int part = 0; part < 4; ++part) {
    const bool dot = value.contains('.');
    if (dot == (part == 3)) return false;
    const std::string_view octet = next_part(value, '.');
    if (octet.size() > 1 && octet.front() == '0') return false;
    if (octet.size() > 3 || !is_number(octet, Signs::Digits, 0, 255, kNewestDialect)) return false;
  }
  return true;
}

bool is_schema_ipv6(std::string_view value) {
  const std::size_t gap = value.find("::");
  const std::size_t dot = value.find('.');
  std::string_view after = gap == std::string_view::npos ? value : value.substr(gap + 2);
  bool quad = false;
  if (dot != std::string_view::npos) {
    const std::size_t colon = after.rfind(':');
    const std::string_view tail = colon == std::string_view::npos ? after : after.substr(colon + 1);
    if (!is_schema_ipv4(tail)) return false;
    quad = true;
    after = colon == std::string_view::npos ? std::string_view() : after.substr(0, colon);
    if (colon == 0) return false;
  }
  const int behind = count_groups(after);
  if (behind < 0) return false;
  if (gap == std::string_view::npos) return behind == (quad ? 6 : 8);
  const int before = count_groups(value.substr(0, gap));
  if (before < 0) return false;
  // The schema knows a quad behind a gap only at the start or right before it.
  if (quad) return (before == 0 || behind == 0) && before + behind <= 5;
  return before + behind <= 7;
}

// A type, for two of them a hardware type, and so many octets.
bool is_duid(std::string_view value) {
  const auto is_small = [](std::string_view group, char digit) {
    if (group.size() == 2 && group[0] == '0') group.remove_prefix(1);
    return group.size() == 1 && group[0] == digit;
  };
  if (value.ends_with(':') || !is_small(next_part(value, ':'), '0')) return false;
  const std::string_view type = next_part(value, ':');
  const bool link_layer = is_small(type, '1') || is_small(type, '3');
  if (link_layer) {
    if (!is_small(next_part(value, ':'), '0')) return false;
    const std::string_view hardware = next_part(value, ':');
    const bool good = std::ranges::any_of(std::string_view("123456789abcdefABCDEF"),
                                          [&](char c) { return is_small(hardware, c); });
    if (!good) return false;
  }
  std::size_t octets = 0;
  for (; !value.empty(); ++octets)
    if (!is_hex_group(next_part(value, ':'), 2)) return false;
  if (is_small(type, '1')) return octets >= 10 && octets <= 12;
  if (is_small(type, '2')) return octets >= 5 && octets <= 128;
  if (is_small(type, '3')) return octets >= 6 && octets <= 8;
  return is_small(type, '4') && octets == 16;
}

// ---- lists and numbers ----

std::string_view without_blanks_around(std::string_view value) {
  while (!value.empty() && is_blank(value.front())) value.remove_prefix(1);
  while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
  return value;
}

bool is_listed(std::string_view value, std::span<const std::string_view> list) {
  return !value.empty() && std::ranges::find(list, value) != list.end();
}

bool is_number(std::string_view value, Signs signs, std::uint64_t least, std::uint64_t most,
               const Dialect& dialect) {
  bool negative = false;
  if (signs != Signs::Digits) {
    value = without_blanks_around(value);
    const bool sign = value.starts_with('+') || value.starts_with('-');
    if (sign && signs == Signs::Unsigned && !dialect.has(XmlLibrary::V2_15)) return false;
    negative = value.starts_with('-');
    if (sign) value.remove_prefix(1);
  }
  if (value.empty() || !std::ranges::all_of(value, is_digit)) return false;
  if (negative && !is_zero(value)) return false;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && number >= least && number <= most;
}

bool is_hex(std::string_view value, Hex form) {
  if (value.starts_with("0x"))
    value.remove_prefix(2);
  else if (form.prefixed)
    return false;
  if (!is_hex_group(value, form.digits)) return false;
  std::uint32_t number = 0;
  for (const char c : value) number = number * 16 + static_cast<std::uint32_t>(hex_digit(c));
  return number <= form.most;
}

// ---- what a value breaks ----

Broken unless(bool good, std::string_view value, Rule rule) {
  if (good) return std::nullopt;
  // These say themselves that the value may not be empty.
  if (value.empty() && rule != "STRICT-011"_rule) return "STRICT-037"_rule;
  return rule;
}

Broken broken_address(std::string_view value, const Dialect&) {
  if (!value.contains(':')) return unless(is_schema_ipv4(value), value, "STRICT-009"_rule);
  return unless(is_schema_ipv6(value), value,
                value.contains('%') ? "STRICT-010"_rule : "STRICT-041"_rule);
}

Broken broken_mode(std::string_view value, const Dialect& dialect) {
  if (without_blanks_around(value) == name_of(ForwardMode::None)) return "STRICT-006"_rule;
  return listed<kNames<ForwardMode>, kAnyOf>(value, dialect);
}

Broken broken_plug(std::string_view value, const Dialect& dialect) {
  if (without_blanks_around(value) == name_of(PlugType::None)) return "STRICT-PORT-001"_rule;
  return listed<kNames<PlugType>, kAnyOf>(value, dialect);
}

Broken broken_driver(std::string_view value, const Dialect& dialect) {
  if ("NET-DRV-002"_rule.holds_in(dialect) &&
      without_blanks_around(value) == name_of(DriverName::Xen))
    return kAnyOf;
  return listed<kNames<DriverName>, kAnyOf>(value, dialect);
}

Broken broken_nat_port(std::string_view value, const Dialect& dialect) {
  const bool zero = is_number(value, Signs::Any, 0, 0, dialect);
  return unless(is_number(value, Signs::Any, 1, 65535, dialect), value,
                zero ? "STRICT-016"_rule : "STRICT-040"_rule);
}

Broken broken_burst(std::string_view value, const Dialect& dialect) {
  const bool zero = is_number(value, Signs::Digits, 0, 0, dialect);
  return unless(is_number(value, Signs::Digits, 1, kMax32, dialect), value,
                zero ? "STRICT-023"_rule : "STRICT-040"_rule);
}

Broken broken_rate(std::string_view value, const Dialect& dialect) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 54;
  if (!is_number(value, Signs::Digits, 1, kMost, dialect)) return broken_burst(value, dialect);
  if (!"STRICT-024"_rule.holds_in(dialect)) return std::nullopt;
  return unless(is_number(value, Signs::Digits, 1, kMax32, dialect), value, "STRICT-024"_rule);
}

}  // namespace virnet::internal
