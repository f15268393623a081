#include "cli/verbs/lint_settings.h"

#include <fmt/format.h>
#include <virnet/rules.h>

#include <algorithm>
#include <array>
#include <utility>

#include "cli/support/files.h"
#include "cli/support/toml.h"
#include "parser/schema/suggest.h"

namespace virnet::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileName = ".virnet.toml";

// One settings file while it is read. The first problem is kept.
class SettingsFile {
 public:
  explicit SettingsFile(std::string path) : path_(std::move(path)) {}

  std::expected<LintSettings, std::string> read() {
    // A pipe would never end.
    if (!fs::is_regular_file(path_))
      return std::unexpected(fmt::format("'{}' is not a regular file", path_));
    constexpr std::size_t kMost = std::size_t{1} << 20;  // bytes, of a file with four keys
    const auto text = read_document({.shown = path_, .path = path_}, kMost);
    if (!text) return std::unexpected(text.error());
    return parse(*text);
  }

  std::expected<LintSettings, std::string> parse(std::string_view text) {
    toml::table table;
    try {
      table = toml::parse(text, path_);
    } catch (const toml::parse_error& error) {
      return std::unexpected(problem(error.source(), std::string(error.description())));
    } catch (const TomlFault& error) {
      return std::unexpected(fmt::format("{}: {}", path_, error.what()));
    }
    for (const auto& [key, node] : table) take(key.str(), node);
    if (!problem_.empty()) return std::unexpected(problem_);
    return settings_;
  }

 private:
  void take(std::string_view key, const toml::node& node) {
    if (key == "libvirt") {
      const auto releases = parse_releases(node.value_exact<std::string>().value_or(""));
      if (releases)
        settings_.releases = *releases;
      else
        refuse(node, fmt::format("'libvirt': {}", releases.error()));
    } else if (key == "strict") {
      take_flag(key, node, settings_.strict);
    } else if (key == "define") {
      take_flag(key, node, settings_.define);
    } else if (key == "ignore") {
      take_ignore(node);
    } else {
      constexpr std::array<std::string_view, 4> kKeys = {"libvirt", "strict", "define", "ignore"};
      const std::string hint = internal::did_you_mean(key, kKeys);
      refuse(node, fmt::format("unknown key '{}'{}{}", key, hint.empty() ? "" : ", ", hint));
    }
  }

  void take_flag(std::string_view key, const toml::node& node, bool& flag) {
    if (const auto value = node.value_exact<bool>())
      flag = *value;
    else
      refuse(node, fmt::format("'{}' is neither true nor false", key));
  }

  void take_ignore(const toml::node& node) {
    const toml::array* codes = node.as_array();
    if (codes == nullptr) return refuse(node, "'ignore' is no list of rules");
    for (const toml::node& one : *codes) {
      const std::string code = one.value_exact<std::string>().value_or("");
      if (!one.is_string()) return refuse(one, "'ignore' holds something that is no string");
      if (const std::string why = why_not_ignored(code); !why.empty()) return refuse(one, why);
      settings_.ignore.push_back(code);
    }
  }

  void refuse(const toml::node& node, const std::string& why) {
    if (problem_.empty()) problem_ = problem(node.source(), why);
  }

  [[nodiscard]] std::string problem(const toml::source_region& at, const std::string& why) const {
    return fmt::format("{}:{}:{}: {}", path_, at.begin.line, at.begin.column, why);
  }

  std::string path_;
  std::string problem_;
  LintSettings settings_;
};

fs::path find_upwards(const fs::path& folder) {
  std::error_code error;
  fs::path at = fs::weakly_canonical(folder.empty() ? "." : folder, error);
  while (!at.empty()) {
    if (fs::exists(at / kFileName, error)) return at / kFileName;
    if (!at.has_relative_path()) break;
    at = at.parent_path();
  }
  return {};
}

}  // namespace

std::expected<std::vector<Release>, std::string> parse_releases(std::string_view text) {
  constexpr std::string_view kTo = "..";
  const std::size_t dots = text.find(kTo);
  const bool is_range = dots != std::string_view::npos;
  const auto first = parse_release(text.substr(0, dots));
  const auto last = is_range ? parse_release(text.substr(dots + kTo.size())) : first;
  if (!first || !last)
    return std::unexpected(
        fmt::format("'{}' is neither a libvirt release from {} on, like {}, "
                    "nor a range like {}..{}",
                    text, to_string(kOldestRelease), to_string(kNewestRelease),
                    to_string(kOldestRelease), to_string(kNewestRelease)));
  if (*last < *first)
    return std::unexpected(fmt::format("the range '{}' is backwards; write {}..{}", text,
                                       to_string(*last), to_string(*first)));
  std::vector<Release> releases = {*first};
  for (const VerifiedRelease& verified : kVerifiedReleases)
    if (*first < verified.release && verified.release < *last) releases.push_back(verified.release);
  if (*first < *last) releases.push_back(*last);
  return releases;
}

std::expected<LintSettings, std::string> parse_settings(std::string_view text,
                                                        const std::string& path) {
  return SettingsFile(path).parse(text);
}

std::string why_not_ignored(std::string_view code) {
  std::vector<std::string_view> codes;
  for (const RuleInfo& rule : all_rules()) codes.push_back(rule.code);
  if (!can_be_ignored(code))
    return fmt::format("'{}' cannot be ignored, libvirt refuses such a document", code);
  const std::array one = {std::string(code)};
  if (std::ranges::any_of(codes, [&](std::string_view known) { return is_ignored(known, one); }))
    return {};
  const std::string hint = internal::did_you_mean(code, codes);
  return fmt::format("there is no rule '{}'{}{}", code, hint.empty() ? "" : ", ", hint);
}

LintSettings LintConfig::merged(LintSettings file) const {
  if (!given_.releases.empty()) file.releases = given_.releases;
  if (file.releases.empty()) file.releases = {kNewestRelease};
  file.strict |= given_.strict;
  file.define |= given_.define;
  file.ignore.insert(file.ignore.end(), given_.ignore.begin(), given_.ignore.end());
  return file;
}

std::expected<const LintSettings*, std::string> LintConfig::of_folder(const fs::path& folder) {
  const auto found = known_.find(folder);
  if (found != known_.end()) return &found->second;
  LintSettings settings;
  if (const fs::path file = find_upwards(folder); !file.empty()) {
    auto read = SettingsFile(file.string()).read();
    if (!read) return std::unexpected(read.error());
    settings = *std::move(read);
  }
  return &known_.emplace(folder, merged(std::move(settings))).first->second;
}

}  // namespace virnet::cli
