// model/values/fast_parse.h - The forms in which most addresses are written, read quickly.
#pragma once

#include <virnet/ip_address.h>
#include <virnet/mac_address.h>

#include <optional>
#include <string_view>

#include "model/values/digits.h"

namespace virnet::internal {

// a.b.c.d in decimal, without a leading zero.
[[nodiscard]] inline std::optional<std::uint32_t> parse_quad(std::string_view text) {
  std::uint32_t result = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (unsigned part = 0; part < 4; ++part) {
    if (part > 0) {
      if (at == end || *at != '.') return std::nullopt;
      ++at;
    }
    if (at == end || !is_digit(*at)) return std::nullopt;
    auto value = static_cast<std::uint32_t>(*at++ - '0');
    // Nothing follows a leading zero.
    for (unsigned more = value == 0 ? 0 : 2; more > 0 && at != end && is_digit(*at); --more)
      value = value * 10 + static_cast<std::uint32_t>(*at++ - '0');
    if (value > 255) return std::nullopt;
    result = result << 8 | value;
  }
  if (at != end) return std::nullopt;
  return result;
}

// An IPv4 address that is printed as it is written. False if it is none.
[[nodiscard]] inline bool parse_plain(std::string_view text, IpAddress& address) {
  const auto quad = parse_quad(text);
  if (quad) address = IpAddress::v4(*quad);
  return quad.has_value();
}

// Six groups of two digits, in either case. False if it is none.
[[nodiscard]] inline bool parse_plain(std::string_view text, MacAddress& mac) {
  constexpr std::size_t kLength = 17;
  if (text.size() != kLength) return false;
  std::array<std::uint8_t, 6> octets{};
  int wrong = 0;  // negative once a digit is none
  for (std::size_t group = 0; group < octets.size(); ++group) {
    const int high = hex_digit(text[3 * group]);
    const int low = hex_digit(text[3 * group + 1]);
    wrong |= high | low;
    if (group > 0 && text[3 * group - 1] != ':') return false;
    octets[group] = static_cast<std::uint8_t>(high * 16 + low);
  }
  if (wrong >= 0) mac = MacAddress(octets);
  return wrong >= 0;
}

// MacAddress::parse(), without a call for most.
[[nodiscard]] inline std::optional<MacAddress> parse_mac(std::string_view text) {
  MacAddress plain;
  return parse_plain(text, plain) ? plain : MacAddress::parse(text);
}

}  // namespace virnet::internal
