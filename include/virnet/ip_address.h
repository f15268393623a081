// include/virnet/ip_address.h - An IP address as libvirt reads and prints it.
//
//   auto ip = virnet::IpAddress::parse("10.1");
//   if (ip) std::cout << ip->to_string() << '\n';          // 10.0.0.1
//
// parse() accepts exactly what libvirt 7.0 to 12.8 accept in a network document, which is wider
// than one might think. A value of fixed size without allocation.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace virnet {

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
