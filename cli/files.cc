#include "cli/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

namespace virnet::cli {
namespace fs = std::filesystem;
namespace {

// The first error of standard output, reported at the end.
int write_error = 0;

constexpr std::size_t kReadSize = std::size_t{64} << 10;

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ > STDERR_FILENO) close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
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

bool read_all(int fd, std::string& content) {
  while (true) {
    const std::size_t size = content.size();
    content.resize(size + kReadSize);
    const ssize_t got = ::read(fd, content.data() + size, kReadSize);
    content.resize(size + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (got == 0) return true;
    if (got < 0 && errno != EINTR) return false;
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

std::expected<void, std::string> find_below(const fs::path& folder,
                                            std::vector<DocumentPath>& documents) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->path().extension() == ".xml" && entry->is_regular_file(error))
      found.push_back(entry->path());
  if (error) return std::unexpected(because("read folder", folder.string(), error.value()));
  std::ranges::sort(found);
  for (const fs::path& path : found)
    documents.push_back({path.string(), path, path.lexically_relative(folder)});
  return {};
}

}  // namespace

std::expected<std::vector<DocumentPath>, std::string> find_documents(
    const std::vector<std::string>& arguments) {
  std::vector<DocumentPath> documents;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      documents.push_back({"<stdin>", {}, "stdin.xml"});
      continue;
    }
    const fs::path path(argument);
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
      return std::unexpected(because("open", argument, error ? error.value() : ENOENT));
    if (fs::is_directory(status)) {
      if (auto found = find_below(path, documents); !found) return std::unexpected(found.error());
    } else {
      documents.push_back({argument, path, path.filename()});
    }
  }
  return documents;
}

std::expected<std::string, std::string> read_document(const DocumentPath& document) {
  const bool from_stdin = document.path.empty();
  FileDescriptor file(from_stdin ? STDIN_FILENO
                                 : ::open(document.path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.good()) return std::unexpected(because("open", document.shown, errno));
  std::string content;
  if (!read_all(file.get(), content))
    return std::unexpected(because("read", document.shown, errno));
  return content;
}

std::expected<void, std::string> write_atomically(const fs::path& path, std::string_view content) {
  // A symbolic link stays one: what it points to is replaced.
  std::error_code error;
  const fs::path target = fs::is_symlink(path, error) ? fs::canonical(path, error) : path;
  std::string beside = target.string() + ".XXXXXX";
  FileDescriptor file(::mkostemp(beside.data(), O_CLOEXEC));
  if (!file.good()) return std::unexpected(because("write beside", path.string(), errno));
  struct stat old{};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = ::stat(target.c_str(), &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask;
  const bool written = write_all(file.get(), content) && ::fchmod(file.get(), mode) == 0 &&
                       ::fsync(file.get()) == 0 && file.finish();
  if (written && ::rename(beside.c_str(), target.c_str()) == 0) return {};
  const int why = errno;
  ::unlink(beside.c_str());
  return std::unexpected(because("write", path.string(), why));
}

void print_out(std::string_view text) {
  if (write_error == 0 && !write_all(STDOUT_FILENO, text)) write_error = errno;
}

ExitCode finish_output(ExitCode code) {
  errno = 0;
  if (write_error == 0 && std::fflush(stdout) != 0) write_error = errno;
  if (write_error == 0 || write_error == EPIPE) return code;
  fmt::print(stderr, "virnet: cannot write to standard output: {}\n", std::strerror(write_error));
  return ExitCode::Trouble;
}

}  // namespace virnet::cli
