// cli/support/files.h - Documents in, results out: paths and folders, atomic writes.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

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

// The whole content; the error is a sentence.
[[nodiscard]] std::expected<std::string, std::string> read_document(const DocumentPath& document);

// The same in pieces, in memory that does not grow with the content; `take` says whether it wants
// more.
[[nodiscard]] std::expected<void, std::string> read_in_pieces(
    const DocumentPath& document, const std::function<bool(std::string_view)>& take);

// Replaces the file as a whole or not at all: writes beside it, flushes to the disk and renames.
// Keeps mode and, where permitted, owner of an existing file, and a symbolic link as a link. The
// error is a sentence. May be called from several threads.
[[nodiscard]] std::expected<void, std::string> write_atomically(const std::filesystem::path& path,
                                                                std::string_view content);

}  // namespace virnet::cli
