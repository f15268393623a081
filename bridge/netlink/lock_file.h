// bridge/netlink/lock_file.h - A lock that only the owner of a folder can take, and that ends with
// its process.
#pragma once

#include <virnet/kernel.h>

#include <string>

namespace virnet::bridge {

// Where the administrator's locks are.
inline constexpr const char* kLockFolder = "/run/virnet";

class LockFile {
 public:
  // Takes the lock on a file of this name in the folder, which is made if it is missing.
  // EADDRINUSE: another process has it, and the reason says which. Any other error: locks of this
  // folder are not to be had, or others than its owner could take them.
  [[nodiscard]] static Result<LockFile> take(const std::string& folder, const std::string& name);

  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&& other) noexcept;
  ~LockFile();

 private:
  LockFile(int file, std::string path) : file_(file), path_(std::move(path)) {}

  int file_;          // -1: it was moved from
  std::string path_;  // of the file that is deleted at the end; empty while it is not locked
};

}  // namespace virnet::bridge
