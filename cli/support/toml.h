// cli/support/toml.h - toml++, for files that somebody else wrote.
//
// toml++ 3.3 asserts what a file can make false ("[{"), and lets the compiler rely on it where
// there are no assertions. Here that is an exception, with and without NDEBUG.
#pragma once

#include <stdexcept>

namespace virnet::cli {

class TomlFault : public std::logic_error {
 public:
  TomlFault() : std::logic_error("this is not TOML") {}
};

constexpr void require_toml(bool condition) {
  if (!condition) throw TomlFault();
}

}  // namespace virnet::cli

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_HEADER_ONLY 1
#define TOML_ASSERT(condition) ::virnet::cli::require_toml(static_cast<bool>(condition))
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
