// parser/xml/expat_handler.h - What Expat may call.
#pragma once

namespace virnet::internal {

// Expat is C: nothing may be thrown through it. A function that is not noexcept is no handler, and
// does not compile as one.
template <typename... Arguments>
[[nodiscard]] constexpr auto handler(void (*function)(Arguments...) noexcept) {
  return static_cast<void (*)(Arguments...)>(function);
}

}  // namespace virnet::internal
