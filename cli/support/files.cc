#include "cli/support/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "cli/support/store_file.h"

namespace virnet::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kReadSize = std::size_t{64} << 10;
constexpr std::size_t kPiece = std::size_t{1} << 20;

// What is left to read of a regular file, and one byte to see its end; a good piece of others.
std::size_t size_to_read(const struct stat& status) {
  if (!S_ISREG(status.st_mode)) return kReadSize;
  return static_cast<std::size_t>(status.st_size) + 1;
}

// Reads to the end, or one byte more than `most`.
bool read_all(int fd, const struct stat& status, std::size_t most, std::string& content) {
  for (std::size_t room = size_to_read(status); content.size() <= most;) {
    const std::size_t size = content.size();
    content.resize(size + std::min(room, most + 1 - size));
    const ssize_t read = ::read(fd, content.data() + size, content.size() - size);
    const std::size_t got = read > 0 ? static_cast<std::size_t>(read) : 0;
    content.resize(size + got);
    if (read == 0) return true;
    if (read < 0 && errno != EINTR) return false;
    // A file of the expected size needs no more room to see its end.
    room = got < room ? room - got : kReadSize;
  }
  return true;
}

void find_below(const fs::path& folder, const fs::path& top, std::vector<DocumentPath>& documents);

// One entry of a folder. What cannot be looked at says so when it is read.
void find_entry(const fs::directory_entry& entry, const fs::path& top,
                std::vector<DocumentPath>& documents) {
  const std::string shown = entry.path().string();
  std::error_code error;
  const fs::file_type own = entry.symlink_status(error).type();
  if (error) {
    documents.push_back({.shown = shown, .trouble = because("look at", shown, error.value())});
    return;
  }
  if (own == fs::file_type::directory) return find_below(entry.path(), top, documents);
  if (entry.path().extension() != ".xml") return;
  const fs::file_type type = entry.status(error).type();
  // What a link leads to may be missing or closed, which opening it says; only what is known to be
  // of another kind is left out.
  if (type == fs::file_type::regular || type == fs::file_type::not_found ||
      type == fs::file_type::none || type == fs::file_type::unknown)
    documents.push_back(
        {.shown = shown, .path = entry.path(), .relative = entry.path().lexically_relative(top)});
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
  for (const fs::directory_entry& entry : entries) find_entry(entry, top, documents);
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

std::expected<DocumentFile, std::string> DocumentFile::open(const DocumentPath& document) {
  if (!document.trouble.empty()) return std::unexpected(document.trouble);
  const bool from_stdin = document.shown == "<stdin>" && document.path.empty();
  FileDescriptor file(from_stdin ? STDIN_FILENO
                                 : ::open(document.path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.good()) return std::unexpected(because("open", document.shown, errno));
  struct stat status{};
  if (fstat(file.get(), &status) != 0)
    return std::unexpected(because("read", document.shown, errno));
  return DocumentFile(document, std::move(file), status);
}

std::unexpected<std::string> DocumentFile::refuse_more_than(std::size_t most) {
  is_too_large_ = true;
  return std::unexpected(fmt::format("'{}' has more than {} bytes", document_.shown, most));
}

std::expected<std::string, std::string> DocumentFile::read(std::size_t most) {
  if (S_ISREG(status_.st_mode) && std::cmp_greater(status_.st_size, most))
    return refuse_more_than(most);
  std::string content;
  if (!read_all(file_.get(), status_, most, content))
    return std::unexpected(because("read", document_.shown, errno));
  if (content.size() > most) return refuse_more_than(most);
  return content;
}

std::expected<void, std::string> DocumentFile::read_in_pieces(
    const std::function<bool(std::string_view)>& take) {
  std::string piece(kPiece, '\0');
  for (std::size_t left = Limits{}.max_bytes;;) {
    const ssize_t read = ::read(file_.get(), piece.data(), piece.size());
    if (read == 0) return {};
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return std::unexpected(because("read", document_.shown, errno));
    const auto size = static_cast<std::size_t>(read);
    if (size > left) return refuse_more_than(Limits{}.max_bytes);
    left -= size;
    if (!take(std::string_view(piece).substr(0, size))) return {};
  }
}

std::expected<void, std::string> DocumentFile::rewrite(std::string_view content) const {
  return replace_file(document_.path, file_.get(), status_, content);
}

std::expected<std::string, std::string> read_document(const DocumentPath& document,
                                                      std::size_t most) {
  auto file = DocumentFile::open(document);
  if (!file) return std::unexpected(file.error());
  return file->read(most);
}

}  // namespace virnet::cli
