// parser/xml/interned_names.h - The names of attributes, each measured once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace virnet::internal {

// Of one document: Expat keeps one copy of each name in it, where it stays until it is reset, and
// hands out that one.
class InternedNames {
 public:
  void reset() { slots_.fill({}); }
  [[nodiscard]] std::string_view view(const char* name) {
    std::string_view& slot = slots_[(reinterpret_cast<std::uintptr_t>(name) >> 2) % kSlots];
    if (slot.data() != name) slot = name;
    return slot;
  }

 private:
  static constexpr std::size_t kSlots = 64;
  std::array<std::string_view, kSlots> slots_{};
};

}  // namespace virnet::internal
