// The names of error codes.
#include <virnet/error.h>

namespace virnet {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::NoPrivilege: return "no-privilege";
    case ErrorCode::NotFound: return "not-found";
    case ErrorCode::Changed: return "changed";
    case ErrorCode::Busy: return "busy";
    case ErrorCode::Malformed: return "malformed";
    case ErrorCode::Unsupported: return "unsupported";
    case ErrorCode::Kernel: return "kernel";
    case ErrorCode::Io: return "io";
  }
  return "unknown";
}

}  // namespace virnet
