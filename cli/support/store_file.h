// cli/support/store_file.h - Results out: files that appear whole or not at all. May be called from
// several threads.
#pragma once

#include <sys/stat.h>

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace virnet::cli {

// "cannot open 'x.xml': No such file or directory".
[[nodiscard]] std::string because(std::string_view what, const std::string& path, int error);

// Puts a file at `path`, or replaces a regular one there and keeps its owner, mode and attributes.
// The error is a sentence, here and below.
[[nodiscard]] std::expected<void, std::string> store_file(const std::filesystem::path& path,
                                                          std::string_view content);

// The same at `relative` below `folder`. Folders that are missing are made. Below `folder` no link
// is followed: a link in the place of the file is replaced, one in the place of a folder refused.
[[nodiscard]] std::expected<void, std::string> store_below(const std::filesystem::path& folder,
                                                           const std::filesystem::path& relative,
                                                           std::string_view content);

// Replaces the file that was opened as `fd` with the status `read`; see DocumentFile::rewrite().
[[nodiscard]] std::expected<void, std::string> replace_file(const std::filesystem::path& path,
                                                            int fd, const struct stat& read,
                                                            std::string_view content);

}  // namespace virnet::cli
