// cli/support/files.h - Documents in: paths, folders, and what is read from them.
#pragma once

#include <sys/stat.h>
#include <virnet/limits.h>

#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/support/file_descriptor.h"

namespace virnet::cli {

// A document as the user named it.
struct DocumentPath {
  std::string shown;  // for messages: the path as given, or found below a folder; "<stdin>" for "-"
  std::filesystem::path path = {};      // empty for standard input
  std::filesystem::path relative = {};  // below the folder that was given, or the file's name
  std::string trouble = {};             // a folder that cannot be read; reading it says this
};

// Files, folders (every *.xml below, sorted, links to folders not followed) and "-". What cannot be
// found or read is in the list as well and says so when it is read.
[[nodiscard]] std::vector<DocumentPath> find_documents(const std::vector<std::string>& arguments);

// A document that is open. Not safe to share between threads; several may be open at once.
class DocumentFile {
 public:
  // The error is a sentence, here and below.
  [[nodiscard]] static std::expected<DocumentFile, std::string> open(const DocumentPath& document);

  // The whole content, if it has at most `most` bytes; nothing more is read.
  [[nodiscard]] std::expected<std::string, std::string> read(std::size_t most = Limits{}.max_bytes);
  // Whether that, or what follows, has failed because there is more.
  [[nodiscard]] bool is_too_large() const { return is_too_large_; }
  // In pieces, in memory that does not grow with the content, up to Limits::max_bytes; `take` says
  // whether it wants more.
  [[nodiscard]] std::expected<void, std::string> read_in_pieces(
      const std::function<bool(std::string_view)>& take);

  // Puts `content` in the place of the file that was read, whole or not at all: owner, mode, access
  // lists and other extended attributes stay as they are, and a link stays a link. Refuses what is
  // not a regular file, what has several names, what was changed or replaced since it was read, and
  // whatever would lose one of these.
  [[nodiscard]] std::expected<void, std::string> rewrite(std::string_view content) const;

 private:
  DocumentFile(DocumentPath document, FileDescriptor file, const struct stat& status)
      : document_(std::move(document)), file_(std::move(file)), status_(status) {}

  DocumentPath document_;
  FileDescriptor file_;
  struct stat status_;  // when it was opened
  bool is_too_large_ = false;

  std::unexpected<std::string> refuse_more_than(std::size_t most);
};

// DocumentFile::open() and read().
[[nodiscard]] std::expected<std::string, std::string> read_document(
    const DocumentPath& document, std::size_t most = Limits{}.max_bytes);

}  // namespace virnet::cli
