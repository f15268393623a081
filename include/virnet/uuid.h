// include/virnet/uuid.h - A UUID as libvirt reads and prints it.
//
//   auto uuid = virnet::Uuid::parse("6B0C9A4E52C54A0B8A3D0D9A4B6E7F11");
//   if (uuid) std::cout << uuid->to_string() << '\n';      // 6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f11
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

// 16 octets. Accepted: 32 hexadecimal digits in pairs, any number of '-' and ' ' before and between
// pairs, white space around.
class Uuid {
 public:
  constexpr Uuid() = default;
  constexpr explicit Uuid(std::array<std::uint8_t, 16> octets) : octets_(octets) {}
  [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);

  [[nodiscard]] constexpr const std::array<std::uint8_t, 16>& octets() const { return octets_; }
  // Lower case, 8-4-4-4-12.
  [[nodiscard]] std::string to_string() const;
  // Writes the 36 characters of to_string() to `out`, returns one past the last.
  char* print(char* out) const;

  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;

 private:
  std::array<std::uint8_t, 16> octets_{};
};

}  // namespace virnet
