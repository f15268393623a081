// include/virnet/kernel_error.h - What the kernel refused: the parts of an Error of
// <virnet/error.h>.
//
//   const virnet::bridge::KernelError error{.error = ENODEV, .action = "find link 'vnet0'"};
//   fmt::print("{}\n", to_string(error));  // cannot find link 'vnet0': No such device (ENODEV)
//   if (to_error(error).code == virnet::ErrorCode::NotFound) fmt::print("it has gone\n");
//
// Whoever sends single changes to the kernel wants to see which errno answered which of them; all
// others get an Error.
#pragma once

#include <virnet/error.h>

#include <cstdint>
#include <expected>
#include <string>

namespace virnet::bridge {

struct KernelError {
  enum class Code : std::uint8_t {
    Refused,   // the kernel answered with `error`
    Lost,      // the answer was lost (ENOBUFS): the change may or may not have happened
    BadReply,  // the answer was not understood
    Socket,    // the socket failed with `error`
  };
  Code code = Code::Refused;
  int error = 0;            // an errno value, or 0
  std::string action = {};  // what was tried: "set the flags of port 5"
  std::string reason = {};  // the kernel's own words, often empty
  std::string remedy = {};  // what to do about it, or empty
};
// One sentence: action, cause, remedy.
[[nodiscard]] std::string to_string(const KernelError& error);
// The same as an Error: NoPrivilege for EPERM and EACCES, NotFound for ENODEV and ENOENT,
// Unsupported for EOPNOTSUPP, Busy where the answer was lost, otherwise Kernel.
[[nodiscard]] Error to_error(const KernelError& error);
// "EEXIST" for 17; the number where there is no name.
[[nodiscard]] std::string errno_name(int error);

template <typename T>
using Result = std::expected<T, KernelError>;
using Outcome = Result<void>;

}  // namespace virnet::bridge
