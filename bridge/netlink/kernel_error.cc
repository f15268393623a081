// What the kernel refused, in words.
#include "bridge/netlink/kernel_error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace virnet::bridge {
namespace {

// Null for a number that has none. Other C libraries than glibc, and glibc before 2.32, have no
// names for programs, and a text for every number.
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 32)
const char* name_of_errno(int error) { return strerrorname_np(error); }
const char* text_of_errno(int error) { return strerrordesc_np(error); }
#else
const char* name_of_errno(int) { return nullptr; }
const char* text_of_errno(int error) { return std::strerror(error); }
#endif

std::string remedy_for(int error) {
  switch (error) {
    case EPERM: return "run as root, or in a user namespace of your own";
    case ENODEV: return "the link is gone or was never there; read the links again";
    case EXFULL: return "a bridge has room for 1023 ports";
    default: return {};
  }
}

ErrorCode code_of(const KernelError& error) {
  if (error.code == KernelError::Code::Lost) return ErrorCode::Busy;
  switch (error.error) {
    case EPERM:
    case EACCES: return ErrorCode::NoPrivilege;
    case ENODEV:
    case ENOENT: return ErrorCode::NotFound;
    case EOPNOTSUPP: return ErrorCode::Unsupported;
    case ETIMEDOUT: return ErrorCode::Busy;
    default: return ErrorCode::Kernel;
  }
}

}  // namespace

KernelError refused(std::string action, int error, std::string reason) {
  return {.code = KernelError::Code::Refused,
          .error = error,
          .action = std::move(action),
          .reason = std::move(reason),
          .remedy = remedy_for(error)};
}

std::string errno_name(int error) {
  const char* name = name_of_errno(error);
  return name != nullptr ? std::string(name) : fmt::format("errno {}", error);
}

std::string to_string(const KernelError& error) {
  std::string text = fmt::format("cannot {}", error.action);
  if (error.code == KernelError::Code::Lost) text += ": the kernel's answer was lost";
  if (error.code == KernelError::Code::BadReply) text += ": the kernel's answer was not understood";
  if (error.error != 0) {
    // Kernels let numbers out that have no name for programs, such as 524 (ENOTSUPP).
    const char* description = text_of_errno(error.error);
    const std::string name = errno_name(error.error);
    text += description != nullptr ? fmt::format(": {} ({})", description, name) : ": " + name;
  }
  if (!error.reason.empty()) text += fmt::format(": {}", error.reason);
  if (!error.remedy.empty()) text += fmt::format("; {}", error.remedy);
  return text;
}

Error to_error(const KernelError& error) {
  return {.code = code_of(error), .message = to_string(error), .system_error = error.error};
}

}  // namespace virnet::bridge
