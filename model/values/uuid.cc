// UUIDs as libvirt reads and prints them.
#include <virnet/uuid.h>

#include "model/values/digits.h"

namespace virnet {

std::optional<Uuid> Uuid::parse(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && internal::is_space(text[at])) ++at;
  std::array<std::uint8_t, 16> octets{};
  for (auto& octet : octets) {
    while (at < text.size() && (text[at] == '-' || text[at] == ' ')) ++at;
    if (text.size() - at < 2) return std::nullopt;
    const int high = internal::hex_digit(text[at]);
    const int low = internal::hex_digit(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    octet = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  for (; at < text.size(); ++at)
    if (!internal::is_space(text[at])) return std::nullopt;
  return Uuid(octets);
}

char* Uuid::print(char* out) const {
  for (std::size_t i = 0; i < octets_.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    out = internal::print_octet(out, octets_[i]);
  }
  return out;
}

std::string Uuid::to_string() const {
  char text[36];
  return {text, print(text)};
}

}  // namespace virnet
