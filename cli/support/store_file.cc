#include "cli/support/store_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/xattr.h>

#include <cerrno>
#include <cstring>
#include <set>
#include <system_error>

#include "cli/support/file_descriptor.h"
#include "cli/support/temporary_file.h"

namespace virnet::cli {
namespace fs = std::filesystem;
namespace {

using Stored = std::expected<void, std::string>;

Stored refusal(const fs::path& path, std::string_view why) {
  return std::unexpected(fmt::format("cannot rewrite '{}': {}", path.string(), why));
}

FileDescriptor open_folder(const fs::path& folder) {
  return FileDescriptor(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool is_same_content(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
         a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

std::set<std::string> attribute_names(int fd) {
  std::set<std::string> names;
  std::string list(std::size_t{64} << 10, '\0');  // the kernel's limit
  const ssize_t size = flistxattr(fd, list.data(), list.size());
  if (size <= 0) return names;
  list.resize(static_cast<std::size_t>(size));
  for (std::size_t at = 0; at < list.size(); at += std::strlen(list.data() + at) + 1)
    names.emplace(list.data() + at);
  return names;
}

std::string attribute(int fd, const std::string& name) {
  std::string value(std::size_t{64} << 10, '\0');  // the kernel's limit
  const ssize_t size = fgetxattr(fd, name.c_str(), value.data(), value.size());
  value.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return value;
}

// Gives a new file what the old one has besides its content; what it could not be given, or
// nothing. Access lists are extended attributes as well, and one may have come from the folder.
std::string take_over(int old_fd, const struct stat& old, int new_fd) {
  struct stat made{};
  if (fstat(new_fd, &made) != 0) return "status";
  const bool another = made.st_uid != old.st_uid || made.st_gid != old.st_gid;
  if (another && fchown(new_fd, old.st_uid, old.st_gid) != 0) return "owner";
  const std::set<std::string> wanted = attribute_names(old_fd);
  for (const std::string& name : attribute_names(new_fd))
    if (!wanted.contains(name) && fremovexattr(new_fd, name.c_str()) != 0) return name;
  if (fchmod(new_fd, old.st_mode & 07777) != 0) return "mode";
  for (const std::string& name : wanted) {
    const std::string value = attribute(old_fd, name);
    if (attribute(new_fd, name) == value) continue;
    if (fsetxattr(new_fd, name.c_str(), value.data(), value.size(), 0) != 0) return name;
  }
  return {};
}

// Moves the file to its place, if what is there is still what was read.
Stored put_in_place(TemporaryFile& file, int folder, const fs::path& path,
                    const struct stat& read) {
  const std::string name = path.filename().string();
  const auto is_still = [&](const std::string& of) {
    struct stat now{};
    return fstatat(folder, of.c_str(), &now, AT_SYMLINK_NOFOLLOW) == 0 &&
           is_same_content(now, read);
  };
  constexpr std::string_view kChanged = "it has changed since it was read; nothing was written";
  if (!is_still(name)) return refusal(path, kChanged);
  if (file.exchange_with(name)) {
    // What was changed between the look and the exchange shows now.
    if (is_still(file.name())) return {};
    if (!file.exchange_with(name)) return std::unexpected(because("write", path.string(), errno));
    return refusal(path, kChanged);
  }
  // A file system that cannot exchange.
  if (file.move_to(name)) return {};
  return std::unexpected(because("write", path.string(), errno));
}

// A file in a place whose content was not read.
Stored store_new(int folder, const std::string& name, const fs::path& shown,
                 std::string_view content) {
  TemporaryFile file(folder, 0666);
  if (!file.good()) return std::unexpected(because("write beside", shown.string(), errno));
  if (file.fill(content) && file.move_to(name)) return {};
  return std::unexpected(because("write", shown.string(), errno));
}

}  // namespace

std::string because(std::string_view what, const std::string& path, int error) {
  return fmt::format("cannot {} '{}': {}", what, path, std::strerror(error));
}

Stored replace_file(const fs::path& path, int fd, const struct stat& read,
                    std::string_view content) {
  if (!S_ISREG(read.st_mode)) return refusal(path, "it is not a regular file");
  if (read.st_nlink > 1)
    return refusal(path, fmt::format("it is one file with {} names (hard links), which would "
                                     "become different files; rewrite a copy",
                                     read.st_nlink));
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) return std::unexpected(because("write", path.string(), error.value()));
  const FileDescriptor folder = open_folder(target.parent_path());
  if (!folder.good()) return std::unexpected(because("write beside", path.string(), errno));
  // Never readable by more people than the file it replaces.
  TemporaryFile file(folder.get(), 0600);
  if (!file.good()) return std::unexpected(because("write beside", path.string(), errno));
  if (const std::string lost = take_over(fd, read, file.fd()); !lost.empty())
    return refusal(path, fmt::format("its {} cannot be kept: {}", lost, std::strerror(errno)));
  if (!file.fill(content)) return std::unexpected(because("write", path.string(), errno));
  return put_in_place(file, folder.get(), target, read);
}

Stored store_file(const fs::path& path, std::string_view content) {
  const FileDescriptor old(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status{};
  if (old.good() && fstat(old.get(), &status) == 0)
    return replace_file(path, old.get(), status, content);
  if (errno != ENOENT) return std::unexpected(because("write", path.string(), errno));
  const FileDescriptor folder = open_folder(path.parent_path());
  if (!folder.good()) return std::unexpected(because("write beside", path.string(), errno));
  return store_new(folder.get(), path.filename().string(), path, content);
}

Stored store_below(const fs::path& folder, const fs::path& relative, std::string_view content) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return std::unexpected(
        fmt::format("cannot create folder '{}': {}", folder.string(), error.message()));
  FileDescriptor at = open_folder(folder);
  fs::path shown = folder;
  if (!at.good()) return std::unexpected(because("write below", folder.string(), errno));
  for (const fs::path& part : relative.parent_path()) {
    shown /= part;
    if (mkdirat(at.get(), part.c_str(), 0777) != 0 && errno != EEXIST)
      return std::unexpected(because("create folder", shown.string(), errno));
    at = FileDescriptor(
        openat(at.get(), part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!at.good()) return std::unexpected(because("write below", shown.string(), errno));
  }
  return store_new(at.get(), relative.filename().string(), folder / relative, content);
}

}  // namespace virnet::cli
