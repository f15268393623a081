#include "cli/support/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace virnet::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kReadSize = std::size_t{64} << 10;
constexpr std::size_t kPiece = std::size_t{1} << 20;

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ > STDERR_FILENO) close(fd_);
  }
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool good() const { return fd_ >= 0; }
  // Closes and says whether that worked: a full disk may show only here.
  bool finish() { return close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::string because(std::string_view what, const std::string& path, int error) {
  return fmt::format("cannot {} '{}': {}", what, path, std::strerror(error));
}

// What is left to read of a regular file, and one byte to see its end; a good piece of others.
std::size_t size_to_read(int fd) {
  struct stat status{};
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return kReadSize;
  return static_cast<std::size_t>(status.st_size) + 1;
}

bool read_all(int fd, std::string& content) {
  for (std::size_t room = size_to_read(fd);;) {
    const std::size_t size = content.size();
    content.resize(size + room);
    const ssize_t read = ::read(fd, content.data() + size, room);
    const std::size_t got = read > 0 ? static_cast<std::size_t>(read) : 0;
    content.resize(size + got);
    if (read == 0) return true;
    if (read < 0 && errno != EINTR) return false;
    // A file of the expected size needs no more room to see its end.
    room = got < room ? room - got : kReadSize;
  }
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t put = ::write(fd, content.data(), content.size());
    if (put < 0 && errno != EINTR) return false;
    if (put > 0) content.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

// Gives a new file the owner and mode of the one that it replaces.
bool take_over(int fd, const struct stat& old) {
  struct stat made{};
  if (fstat(fd, &made) != 0) return false;
  const bool another = made.st_uid != old.st_uid || made.st_gid != old.st_gid;
  // Only root may give files away; without that the file is the user's who rewrote it, and what the
  // mode grants on top of permissions is dropped.
  const bool given = !another || fchown(fd, old.st_uid, old.st_gid) == 0;
  return fchmod(fd, old.st_mode & (given ? 07777 : 0777)) == 0;
}

void find_below(const fs::path& folder, const fs::path& top, std::vector<DocumentPath>& documents) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    entries.push_back(*entry);
  if (error)
    documents.push_back({.shown = folder.string(),
                         .trouble = because("read folder", folder.string(), error.value())});
  std::ranges::sort(entries);
  for (const fs::directory_entry& entry : entries) {
    const fs::file_type own = entry.symlink_status(error).type();
    const fs::file_type type = entry.status(error).type();
    if (own == fs::file_type::directory) {
      find_below(entry.path(), top, documents);
    } else if (entry.path().extension() == ".xml" &&
               (type == fs::file_type::regular || type == fs::file_type::not_found)) {
      documents.push_back({.shown = entry.path().string(),
                           .path = entry.path(),
                           .relative = entry.path().lexically_relative(top)});
    }
  }
}

}  // namespace

std::vector<DocumentPath> find_documents(const std::vector<std::string>& arguments) {
  std::vector<DocumentPath> documents;
  for (const std::string& argument : arguments) {
    const fs::path path(argument);
    std::error_code error;
    if (argument == "-") {
      documents.push_back({.shown = "<stdin>", .relative = "stdin.xml"});
    } else if (fs::is_directory(path, error)) {
      find_below(path, path, documents);
    } else {
      documents.push_back({.shown = argument, .path = path, .relative = path.filename()});
    }
  }
  return documents;
}

namespace {

std::expected<FileDescriptor, std::string> open_document(const DocumentPath& document) {
  if (!document.trouble.empty()) return std::unexpected(document.trouble);
  const bool from_stdin = document.shown == "<stdin>" && document.path.empty();
  FileDescriptor file(from_stdin ? STDIN_FILENO
                                 : ::open(document.path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.good()) return std::unexpected(because("open", document.shown, errno));
  return file;
}

}  // namespace

std::expected<std::string, std::string> read_document(const DocumentPath& document) {
  const auto file = open_document(document);
  if (!file) return std::unexpected(file.error());
  std::string content;
  if (!read_all(file->get(), content))
    return std::unexpected(because("read", document.shown, errno));
  return content;
}

std::expected<void, std::string> read_in_pieces(const DocumentPath& document,
                                                const std::function<bool(std::string_view)>& take) {
  const auto file = open_document(document);
  if (!file) return std::unexpected(file.error());
  std::string piece(kPiece, '\0');
  for (;;) {
    const ssize_t read = ::read(file->get(), piece.data(), piece.size());
    if (read == 0) return {};
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return std::unexpected(because("read", document.shown, errno));
    if (!take(std::string_view(piece).substr(0, static_cast<std::size_t>(read)))) return {};
  }
}

std::expected<void, std::string> write_atomically(const fs::path& path, std::string_view content) {
  static std::atomic<unsigned> count = 0;
  std::error_code error;
  const fs::path target = fs::is_symlink(path, error) ? fs::canonical(path, error) : path;
  if (error && fs::is_symlink(path)) return std::unexpected(because("write", path, error.value()));
  const std::string beside = fmt::format("{}.{}-{}.tmp", target.string(), getpid(), count++);
  struct stat old{};
  const bool replaces = ::stat(target.c_str(), &old) == 0;
  // Never readable by more people than the file it replaces.
  FileDescriptor file(
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, replaces ? 0600 : 0666));
  if (!file.good()) return std::unexpected(because("write beside", path.string(), errno));
  const bool written = write_all(file.get(), content) &&
                       (!replaces || take_over(file.get(), old)) && ::fsync(file.get()) == 0 &&
                       file.finish();
  if (written && ::rename(beside.c_str(), target.c_str()) == 0) return {};
  const int why = errno;
  ::unlink(beside.c_str());
  return std::unexpected(because("write", path.string(), why));
}

}  // namespace virnet::cli
