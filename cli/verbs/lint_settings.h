// cli/verbs/lint_settings.h - What lint is asked: on the command line, and in the .virnet.toml of
// the folder that a document is in, or of the nearest one above it.
//
//   libvirt = "9.0..12.8"            # as --libvirt
//   strict = true                    # as --strict
//   define = true                    # as --define
//   ignore = ["LINT-STP", "LINT-FDB-*"]   # as --ignore
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/release.h>

#include <expected>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::cli {

struct LintSettings {
  std::vector<Release> releases = {};  // oldest first; empty: not said
  bool strict = false;
  bool define = false;
  std::vector<std::string> ignore = {};  // as ParseOptions::ignore
};

// "9.0", or "9.0..12.0" for these two and the verified ones between. The error is a sentence.
[[nodiscard]] std::expected<std::vector<Release>, std::string> parse_releases(
    std::string_view text);
// What a settings file says; `path` is for the error, which is a sentence.
[[nodiscard]] std::expected<LintSettings, std::string> parse_settings(std::string_view text,
                                                                      const std::string& path);
// Why `code` cannot be ignored, or nothing: it is no rule, or one that libvirt refuses documents
// by.
[[nodiscard]] std::string why_not_ignored(std::string_view code);

// The settings of each folder, each file read once. Not safe to share between threads.
class LintConfig {
 public:
  // `given` on the command line wins over files; --ignore adds to theirs.
  explicit LintConfig(LintSettings given) : given_(std::move(given)) {}
  // For documents in this folder; the error is a sentence. The pointer lives as long as this.
  [[nodiscard]] std::expected<const LintSettings*, std::string> of_folder(
      const std::filesystem::path& folder);

 private:
  [[nodiscard]] LintSettings merged(LintSettings file) const;

  LintSettings given_;
  std::map<std::filesystem::path, LintSettings> known_;
};

}  // namespace virnet::cli
