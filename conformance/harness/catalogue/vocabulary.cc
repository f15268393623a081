#include "conformance/harness/catalogue/vocabulary.h"

#include <array>

namespace virnet::conformance {

std::string_view to_string(Who who) {
  constexpr std::array<std::string_view, 6> kNames = {"U", "A", "B", "C", "BR", "D"};
  return kNames.at(static_cast<std::size_t>(who));
}

std::string_view to_string(Mac mac) {
  constexpr std::array<std::string_view, 23> kNames = {
      "A",      "B",      "C",      "D",      "R1",        "R2",        "X",          "bridge",
      "port-U", "port-A", "port-B", "port-C", "broadcast", "multicast", "multicast2", "multicast6",
      "..0:00", "..0:01", "..0:02", "..0:03", "..0:0e",    "..0:0f",    "zero"};
  return kNames.at(static_cast<std::size_t>(mac));
}

std::string to_string(WhoSet set) {
  std::string text;
  for (const Who who : kReceivers) {
    if (!set.has(who)) continue;
    if (!text.empty()) text += ' ';
    text += to_string(who);
  }
  return text.empty() ? "nowhere" : text;
}

}  // namespace virnet::conformance
