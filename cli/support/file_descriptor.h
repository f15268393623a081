// cli/support/file_descriptor.h - A file descriptor that closes itself.
#pragma once

#include <unistd.h>

#include <utility>

namespace virnet::cli {

class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() { reset(); }
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool good() const { return fd_ >= 0; }
  // Closes and says whether that worked: a full disk may show only here.
  [[nodiscard]] bool finish() { return close(std::exchange(fd_, -1)) == 0; }

 private:
  // Standard streams stay open.
  void reset() {
    if (fd_ > STDERR_FILENO) close(fd_);
  }

  int fd_ = -1;
};

}  // namespace virnet::cli
