// conformance/harness/catalogue/vocabulary.h - The words in which statements are written.
//
//                      guest A    guest B    guest C
//                         |          |          |
//   wire -- U --------- [port]     [port]     [port] ---- D (a spare port, down)
//           |              \          |          /
//           +------------------- bridge ---- BR (the host's own stack)
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace virnet::conformance {

// Who sends and who receives. A, B and C are the three guests in any order.
enum class Who : std::uint8_t { U, A, B, C, BR, D };

class WhoSet {
 public:
  constexpr WhoSet() = default;
  constexpr WhoSet(std::initializer_list<Who> members) {
    for (const Who who : members) add(who);
  }
  constexpr void add(Who who) { bits_ = static_cast<std::uint8_t>(bits_ | bit(who)); }
  constexpr void remove(Who who) { bits_ = static_cast<std::uint8_t>(bits_ & ~bit(who)); }
  [[nodiscard]] constexpr bool has(Who who) const { return (bits_ & bit(who)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  // Members of this set that are not in the other.
  [[nodiscard]] constexpr WhoSet without(WhoSet other) const {
    WhoSet rest = *this;
    rest.bits_ = static_cast<std::uint8_t>(rest.bits_ & ~other.bits_);
    return rest;
  }
  friend constexpr bool operator==(WhoSet, WhoSet) = default;

 private:
  static constexpr unsigned bit(Who who) { return 1U << static_cast<unsigned>(who); }
  std::uint8_t bits_ = 0;
};

// Those that have a receiver.
inline constexpr Who kReceivers[] = {Who::U, Who::A, Who::B, Who::C, Who::BR};
inline constexpr Who kGuests[] = {Who::A, Who::B, Who::C};
inline constexpr WhoSet kNowhere;
[[nodiscard]] constexpr bool is_guest(Who who) {
  return who == Who::A || who == Who::B || who == Who::C;
}

// Addresses by their role.
enum class Mac : std::uint8_t {
  A,  // of guest A, as configured
  B,
  C,
  D,   // of a guest behind the spare port
  R1,  // of machines on the wire, behind U
  R2,
  X,       // that no machine has
  Bridge,  // of the bridge device
  PortU,   // of the ports themselves
  PortA,
  PortB,
  PortC,
  Broadcast,
  Multicast,   // 01:00:5e:00:00:7b
  Multicast2,  // 01:00:5e:00:00:7c
  Multicast6,  // 33:33:00:00:00:7b
  Group0,      // 01:80:c2:00:00:00, STP
  Group1,      // 01:80:c2:00:00:01, and so on
  Group2,
  Group3,
  GroupE,
  GroupF,
  Zero,
};

[[nodiscard]] std::string_view to_string(Who who);
[[nodiscard]] std::string_view to_string(Mac mac);
// "A B C", or "nowhere".
[[nodiscard]] std::string to_string(WhoSet set);

}  // namespace virnet::conformance
