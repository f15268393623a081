// cli/files.h - Documents in, results out: paths and folders, atomic writes, standard output.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_codes.h"

namespace virnet::cli {

// A document as the user named it.
struct DocumentPath {
  std::string shown;  // for messages: the path as given, or found below a folder; "<stdin>" for "-"
  std::filesystem::path path;      // empty for standard input
  std::filesystem::path relative;  // below the folder that was given, or the file's name
};

// Files, folders (every *.xml below, sorted) and "-". The error is a sentence.
[[nodiscard]] std::expected<std::vector<DocumentPath>, std::string> find_documents(
    const std::vector<std::string>& arguments);

// The whole content; the error is a sentence.
[[nodiscard]] std::expected<std::string, std::string> read_document(const DocumentPath& document);

// Replaces the file as a whole or not at all: writes beside it, flushes to the disk and renames.
// Keeps the mode of an existing file. The error is a sentence.
[[nodiscard]] std::expected<void, std::string> write_atomically(const std::filesystem::path& path,
                                                                std::string_view content);

// Appends to standard output.
void print_out(std::string_view text);

// Flushes standard output. A closed pipe ends the program quietly, a full disk is trouble.
[[nodiscard]] ExitCode finish_output(ExitCode code);

}  // namespace virnet::cli
