#include <virnet/address.h>

#include "model/digits.h"

namespace virnet {
namespace {

constexpr std::size_t kUsualLength = 17;

// The usual form, two digits in each group and nothing behind.
bool parse_usual(std::string_view text, std::array<std::uint8_t, 6>& octets) {
  if (text.size() != kUsualLength) return false;
  int wrong = 0;  // negative once a digit is none
  for (std::size_t group = 0; group < octets.size(); ++group) {
    const int high = internal::hex_digit(text[3 * group]);
    const int low = internal::hex_digit(text[3 * group + 1]);
    wrong |= high | low;
    if (group > 0 && text[3 * group - 1] != ':') return false;
    octets[group] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return wrong >= 0;
}

}  // namespace

std::optional<MacAddress> MacAddress::parse(std::string_view text) {
  std::array<std::uint8_t, 6> octets{};
  if (parse_usual(text, octets)) return MacAddress(octets);
  std::size_t at = 0;
  for (std::size_t group = 0; group < octets.size(); ++group) {
    const std::size_t first = at;
    unsigned value = 0;
    for (; at < text.size() && internal::hex_digit(text[at]) >= 0; ++at) {
      if (at - first == 2) return std::nullopt;
      value = value * 16 + static_cast<unsigned>(internal::hex_digit(text[at]));
    }
    if (at == first) return std::nullopt;
    octets[group] = static_cast<std::uint8_t>(value);
    if (group + 1 < octets.size()) {
      if (at >= text.size() || text[at] != ':') return std::nullopt;
      ++at;
    }
  }
  const auto next = static_cast<unsigned char>(at < text.size() ? text[at] : '\0');
  if (next > 0x20 && next < 0x80) return std::nullopt;
  return MacAddress(octets);
}

char* MacAddress::print(char* out) const {
  for (std::size_t i = 0; i < octets_.size(); ++i) {
    if (i > 0) *out++ = ':';
    out = internal::print_octet(out, octets_[i]);
  }
  return out;
}

std::string MacAddress::to_string() const {
  char text[kUsualLength];
  return {text, print(text)};
}

}  // namespace virnet
