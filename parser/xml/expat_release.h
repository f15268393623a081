// parser/xml/expat_release.h - What is called differently in Expat from release to release.
#pragma once

#include <expat.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace virnet::internal {

#if XML_MAJOR_VERSION > 2 || (XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION >= 8)

// The salt of Expat's hash tables, against documents made of colliding names. Without one Expat
// asks the kernel before each document; one for the process is as unknown to who writes them.
inline void set_hash_salt(XML_Parser parser) {
  using Salt = std::array<std::uint8_t, 16>;
  static const std::optional<Salt> salt = []() -> std::optional<Salt> {
    Salt random{};
    if (getentropy(random.data(), random.size()) != 0) return std::nullopt;  // Expat asks
    return random;
  }();
  if (salt) XML_SetHashSalt16Bytes(parser, salt->data());
}

#else

// The only way to set one there takes too few bytes to be safe, so Expat asks for its own.
inline void set_hash_salt(XML_Parser) {}

#endif

#if XML_MAJOR_VERSION > 2 || (XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION >= 9)
#define VIRNET_EXPAT_64(function) function##64
#else
#define VIRNET_EXPAT_64(function) function
#endif

// Where the event is that Expat reports: its first byte, its length, and its line and column, the
// former from 1 and the latter from 0.
inline std::size_t byte_index(XML_Parser parser) {
  return static_cast<std::size_t>(VIRNET_EXPAT_64(XML_GetCurrentByteIndex)(parser));
}
inline std::size_t byte_count(XML_Parser parser) {
  return static_cast<std::size_t>(VIRNET_EXPAT_64(XML_GetCurrentByteCount)(parser));
}
inline std::size_t line_number(XML_Parser parser) {
  return static_cast<std::size_t>(VIRNET_EXPAT_64(XML_GetCurrentLineNumber)(parser));
}
inline std::size_t column_number(XML_Parser parser) {
  return static_cast<std::size_t>(VIRNET_EXPAT_64(XML_GetCurrentColumnNumber)(parser));
}

#undef VIRNET_EXPAT_64

}  // namespace virnet::internal
