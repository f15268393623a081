// include/virnet/address.h - MAC addresses, IP addresses and UUIDs as libvirt reads and prints
// them.
//
//   auto mac = virnet::MacAddress::parse("52:54:0:0:0:1");
//   if (mac) fmt::print("{}\n", mac->to_string());       // 52:54:00:00:00:01
//   auto ip = virnet::IpAddress::parse("10.1");           // 10.0.0.1
//
// Each parse() accepts exactly what libvirt 7.0 to 12.8 accept in a network document, which is
// wider than one might think; the comments say how wide. All are values of fixed size without
// allocation.
#pragma once

#include <array>
#include <bit>
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

enum class IpFamily : std::uint8_t { V4, V6 };

// An IPv4 or IPv6 address, the latter with a scope. There are no host names.
//
// IPv4: one to four parts, decimal, octal (leading 0) or hexadecimal (0x), the last one filling the
// rest, as inet_aton(3) does, but with nothing around it. IPv6: RFC 4291 text, optionally "%scope":
// a number, or for link-local addresses the name of a host interface. The text form of a scope that
// was a name keeps the number; virnet never asks the host for interface names except "lo", which is
// 1 on every Linux host.
class IpAddress {
 public:
  constexpr IpAddress() = default;
  [[nodiscard]] static constexpr IpAddress v4(std::uint32_t value) {
    IpAddress a;
    a.low_ = std::bit_cast<Half>(std::uint64_t{value});
    a.family_ = IpFamily::V4;
    return a;
  }
  [[nodiscard]] static constexpr IpAddress v6(std::uint64_t high, std::uint64_t low,
                                              std::uint32_t scope = 0) {
    IpAddress a;
    a.high_ = std::bit_cast<Half>(high);
    a.low_ = std::bit_cast<Half>(low);
    a.scope_ = std::bit_cast<Number>(scope);
    a.family_ = IpFamily::V6;
    return a;
  }
  // IPv4 first, then IPv6.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
  // IPv4, or IPv4-mapped IPv6, which becomes IPv4.
  [[nodiscard]] static std::optional<IpAddress> parse_v4(std::string_view text);

  [[nodiscard]] constexpr IpFamily family() const { return family_; }
  [[nodiscard]] constexpr bool is_v4() const { return family_ == IpFamily::V4; }
  // The address as a number: IPv4 in the lower 32 bits of low(), IPv6 in both halves.
  [[nodiscard]] constexpr std::uint64_t high() const { return std::bit_cast<std::uint64_t>(high_); }
  [[nodiscard]] constexpr std::uint64_t low() const { return std::bit_cast<std::uint64_t>(low_); }
  [[nodiscard]] constexpr std::uint32_t scope() const {
    return std::bit_cast<std::uint32_t>(scope_);
  }
  // 32 or 128.
  [[nodiscard]] constexpr unsigned bits() const { return is_v4() ? 32 : 128; }

  // The address with all bits after the first `prefix` cleared, without scope. prefix <= bits().
  [[nodiscard]] IpAddress network(unsigned prefix) const;
  // For a netmask: the number of leading one bits, or nothing if a one follows a zero.
  [[nodiscard]] std::optional<unsigned> mask_bits() const;

  // Dotted decimal, or RFC 5952 with the dotted tail where glibc prints one (::1.2.3.4,
  // ::ffff:1.2.3.4), and
  // "%scope" if the scope is not 0.
  [[nodiscard]] std::string to_string() const;
  // Writes to_string() to `out`, which has room for kMaxText characters; returns one past the last.
  char* print(char* out) const;
  static constexpr std::size_t kMaxText = 64;

  // Family, number and scope.
  friend constexpr bool operator==(const IpAddress& a, const IpAddress& b) {
    return a.low() == b.low() && a.high() == b.high() && a.scope() == b.scope() &&
           a.family_ == b.family_;
  }
  // The number only: what "before" means in a range of one family.
  [[nodiscard]] constexpr bool before(const IpAddress& other) const {
    return high() != other.high() ? high() < other.high() : low() < other.low();
  }

 private:
  // The numbers as bytes: so an address needs no room between itself and what stands beside it.
  using Half = std::array<std::uint8_t, 8>;
  using Number = std::array<std::uint8_t, 4>;

  Half high_{};
  Half low_{};
  Number scope_{};
  IpFamily family_ = IpFamily::V4;
};

}  // namespace virnet
