// include/virnet/mac_address.h - A MAC address as libvirt reads and prints it.
//
//   auto mac = virnet::MacAddress::parse("52:54:0:0:0:1");
//   if (mac) std::cout << mac->to_string() << '\n';        // 52:54:00:00:00:01
//
// parse() accepts exactly what libvirt 7.0 to 12.8 accept in a network document, which is wider
// than one might think. A value of fixed size without allocation.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace virnet {

// Six octets. Accepted: six groups of one or two hexadecimal digits with ':' between; what follows
// the sixth group is ignored if it begins with a byte <= 0x20 or >= 0x80.
class MacAddress {
 public:
  constexpr MacAddress() = default;
  constexpr explicit MacAddress(std::array<std::uint8_t, 6> octets) : octets_(octets) {}
  [[nodiscard]] static std::optional<MacAddress> parse(std::string_view text);

  [[nodiscard]] constexpr const std::array<std::uint8_t, 6>& octets() const { return octets_; }
  // Lowest bit of the first octet: group addresses, broadcast included.
  [[nodiscard]] constexpr bool is_multicast() const { return (octets_[0] & 1) != 0; }
  // Lower case, two digits a group.
  [[nodiscard]] std::string to_string() const;
  // Writes the 17 characters of to_string() to `out`, returns one past the last.
  char* print(char* out) const;

  friend constexpr auto operator<=>(const MacAddress&, const MacAddress&) = default;

 private:
  std::array<std::uint8_t, 6> octets_{};
};

}  // namespace virnet
