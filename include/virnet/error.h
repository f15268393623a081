// include/virnet/error.h - Why a call failed: a code for programs, words for people.
//
//   const virnet::Error error{.code = virnet::ErrorCode::NotFound,
//                             .message = "there is no bridge 'virbr0'; is its network started?"};
//   if (error.code == virnet::ErrorCode::NotFound) fmt::print("{}\n", error.message);
//
// Functions that can fail return std::expected<T, virnet::Error> and list the codes that they
// return. Problems of a network document are Diagnostics instead, see <virnet/diagnostic.h>. A
// plain value.
#pragma once

#include <virnet/diagnostic.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace virnet {

enum class ErrorCode : std::uint8_t {
  NoPrivilege,  // the caller may not do this: run as root, or where user namespaces are allowed
  NotFound,     // there is no such bridge, link, namespace, kernel or program
  Changed,      // the bridge is no longer as it was when the plan was made: make a new plan
  Busy,         // another process holds the lock, or the bridge changes too fast: try again later
  Malformed,    // a text or an answer cannot be read; `span` is where, if that is known
  Unsupported,  // the network, the bridge or the kernel cannot do what is asked for
  Kernel,       // the kernel refused, or did otherwise than it said
  Io,           // a file, a pipe or another process failed
};

// "no-privilege", "not-found", "changed", "busy", "malformed", "unsupported", "kernel", "io".
[[nodiscard]] std::string_view to_string(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::Io;
  std::string message = {};  // what is wrong, what follows, what to do; no full stop
  int system_error = 0;      // an errno value, or 0
  Span span = {};            // in the text that was read; all zero where there is no position

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace virnet
