// MAC addresses as libvirt reads and prints them.
#include <virnet/mac_address.h>

#include "model/values/digits.h"
#include "model/values/fast_parse.h"

namespace virnet {

std::optional<MacAddress> MacAddress::parse(std::string_view text) {
  MacAddress plain;
  if (internal::parse_plain(text, plain)) return plain;
  std::array<std::uint8_t, 6> octets{};
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
  char text[17];
  return {text, print(text)};
}

}  // namespace virnet
