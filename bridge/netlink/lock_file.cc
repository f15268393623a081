#include "bridge/netlink/lock_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "bridge/netlink/kernel_error.h"

namespace virnet::bridge {
namespace {

KernelError cannot_lock(const std::string& path, int error, std::string reason = {}) {
  return refused(fmt::format("lock '{}'", path), error, std::move(reason));
}

// Anyone who may write to the folder, or open a file in it, could take the lock.
Outcome make_folder(const std::string& folder) {
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return std::unexpected(cannot_lock(folder, errno));
  struct stat status{};
  if (lstat(folder.c_str(), &status) != 0) return std::unexpected(cannot_lock(folder, errno));
  if (!S_ISDIR(status.st_mode) || status.st_uid != geteuid())
    return std::unexpected(cannot_lock(folder, EACCES, "it is no folder of this user"));
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return std::unexpected(cannot_lock(folder, EACCES, "others may write into it"));
  return {};
}

// "another virnet is changing it, process 123"; without the process if the file does not name it.
std::string holder_of(int file) {
  std::array<char, 16> text{};
  const ssize_t size = pread(file, text.data(), text.size(), 0);
  int process = 0;
  const bool known =
      size > 0 && std::from_chars(text.data(), text.data() + size, process).ec == std::errc();
  return known ? fmt::format("another virnet is changing it, process {}", process)
               : "another virnet is changing it";
}

bool is_still_there(int file, const std::string& path) {
  struct stat ours{};
  struct stat there{};
  return fstat(file, &ours) == 0 && lstat(path.c_str(), &there) == 0 &&
         ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

void write_holder(int file) {
  const std::string text = fmt::format("{}\n", getpid());
  if (ftruncate(file, 0) == 0) (void)!pwrite(file, text.data(), text.size(), 0);
}

}  // namespace

Result<LockFile> LockFile::take(const std::string& folder, const std::string& name) {
  if (Outcome made = make_folder(folder); !made) return std::unexpected(made.error());
  const std::string path = folder + "/" + name;
  for (;;) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return std::unexpected(cannot_lock(path, errno));
    LockFile lock(file, {});
    if (flock(file, LOCK_EX | LOCK_NB) == 0) {
      // The previous holder has deleted the file.
      if (!is_still_there(file, path)) continue;
      lock.path_ = path;
      write_holder(file);
      return lock;
    }
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return std::unexpected(cannot_lock(path, errno));
    return std::unexpected(cannot_lock(path, EADDRINUSE, holder_of(file)));
  }
}

LockFile::LockFile(LockFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)), path_(std::move(other.path_)) {}

LockFile& LockFile::operator=(LockFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  return *this;
}

// The file is deleted while it is still locked, so that nobody ends up with a lock on a deleted
// file.
LockFile::~LockFile() {
  if (file_ < 0) return;
  if (!path_.empty()) unlink(path_.c_str());
  close(file_);
}

}  // namespace virnet::bridge
