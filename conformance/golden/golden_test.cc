// Runs testdata/cases: see README.md for the form of a case.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace virnet {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// `key: value` lines.
std::map<std::string, std::string> read_meta(const fs::path& path) {
  std::map<std::string, std::string> meta;
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) meta[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return meta;
}

// "9.0", "9.0..11.3", "9.0.." and "..9.0"; each end belongs to the range.
bool is_in_range(const std::string& range, Release release) {
  const std::size_t dots = range.find("..");
  if (dots == std::string::npos) return parse_release(range) == release;
  const std::string first = range.substr(0, dots);
  const std::string last = range.substr(dots + 2);
  return (first.empty() || parse_release(first) <= release) &&
         (last.empty() || release <= parse_release(last));
}

// Of a list of ranges, or "none".
bool covers(const std::string& list, Release release) {
  std::istringstream ranges(list);
  for (std::string one; ranges >> one;)
    if (is_in_range(one, release)) return true;
  return false;
}

// A range that names no release would cover nothing.
bool is_list_of_ranges(const std::string& list) {
  std::istringstream ranges(list);
  for (std::string one; ranges >> one;) {
    if (one == "none") continue;
    const std::size_t dots = one.find("..");
    const bool open = dots != std::string::npos;
    for (const std::string& end : {one.substr(0, dots), open ? one.substr(dots + 2) : ""})
      if (!end.empty() && !parse_release(end)) return false;
  }
  return true;
}

std::string expected_output(const fs::path& folder, Release release) {
  const fs::path special = folder / ("out-" + to_string(release) + ".xml");
  return read_file(fs::exists(special) ? special : folder / "out.xml");
}

bool reports(const Diagnostics& diagnostics, std::string_view code) {
  return std::ranges::any_of(diagnostics, [&](const Diagnostic& d) { return d.code == code; });
}

// What virnet makes of a document, which is a port's in the area "networkport".
struct Reading {
  std::optional<std::string> printed = {};
  Diagnostics diagnostics = {};
};
Reading read_network(const std::string& document, const ParseOptions& options) {
  ParseResult result = parse(document, options);
  Reading reading{{}, std::move(result.diagnostics)};
  if (result.network) reading.printed = write(*result.network, options.release);
  return reading;
}
Reading read_port(const std::string& document, const ParseOptions& options) {
  NetworkPortResult result = parse_networkport(document, options);
  Reading reading{{}, std::move(result.diagnostics)};
  if (result.port) reading.printed = write(*result.port, options.release);
  return reading;
}

// "line:column: severity: message [CODE]", one a line.
std::string listed(const Diagnostics& diagnostics) {
  std::ostringstream lines;
  for (const Diagnostic& d : diagnostics)
    lines << d.span.line << ':' << d.span.column << ": " << to_string(d.severity) << ": "
          << d.message << " [" << d.code << "]\n";
  return lines.str();
}

// The texts are virnet's own, so that they alone may be taken from it: scripts/update-golden.
void check_diagnostics(const fs::path& expected, const std::string& reported) {
  if (!std::getenv("VIRNET_UPDATE_DIAGNOSTICS")) {
    EXPECT_EQ(reported, read_file(expected));
  } else if (reported.empty()) {
    fs::remove(expected);
  } else {
    std::ofstream(expected, std::ios::binary) << reported;
  }
}

class Case : public testing::Test {
 public:
  explicit Case(fs::path folder) : folder_(std::move(folder)) {}

  void TestBody() override {
    const auto meta = read_meta(folder_ / "case.meta");
    ASSERT_TRUE(meta.contains("title"));
    ASSERT_TRUE(meta.contains("refused"));
    for (const char* key : {"refused", "deviation", "define", "strict"})
      if (const auto list = meta.find(key); list != meta.end()) {
        ASSERT_TRUE(is_list_of_ranges(list->second)) << key << ": " << list->second;
      }
    const std::string document = read_file(folder_ / "in.xml");
    for (const VerifiedRelease& verified : kVerifiedReleases) {
      const Release release = verified.release;
      SCOPED_TRACE(to_string(release));
      check(document, meta, release);
      check_stage(document, meta, "define", {.release = release, .define = true});
      if (release >= Release(9, 0))  // older ones have no --validate
        check_stage(document, meta, "strict", {.release = release, .strict = true});
    }
    // A release without a row of its own is like the one before it.
    check(document, meta, Release(999, 0));
    check_diagnostics(folder_ / "diag.txt", listed(read(document, {}).diagnostics));
  }

 private:
  void check(const std::string& document, const std::map<std::string, std::string>& meta,
             Release release) {
    const Reading result = read(document, {.release = release});
    const auto value = [&](const char* key) {
      const auto found = meta.find(key);
      return found == meta.end() ? std::string() : found->second;
    };
    if (covers(value("deviation"), release)) {
      EXPECT_FALSE(result.printed);
      EXPECT_TRUE(
          std::ranges::any_of(result.diagnostics, [](const Diagnostic& d) { return d.deviation; }));
    } else if (covers(value("refused"), release)) {
      EXPECT_FALSE(result.printed);
      if (const std::string code = value("code"); !code.empty()) {
        EXPECT_TRUE(reports(result.diagnostics, code)) << "no " << code;
      }
    } else {
      ASSERT_TRUE(result.printed) << result.diagnostics.front().message;
      EXPECT_EQ(*result.printed, expected_output(folder_, release));
    }
  }

  // What only a later stage than the parser refuses.
  void check_stage(const std::string& document, const std::map<std::string, std::string>& meta,
                   const char* stage, const ParseOptions& options) const {
    const auto refusing = meta.find(stage);
    if (refusing == meta.end()) return;
    SCOPED_TRACE(stage);
    EXPECT_EQ(!read(document, options).printed, covers(refusing->second, options.release));
  }

  [[nodiscard]] Reading read(const std::string& document, const ParseOptions& options) const {
    return folder_.parent_path().filename() == "networkport" ? read_port(document, options)
                                                             : read_network(document, options);
  }

  fs::path folder_;
};

void register_cases(const fs::path& root) {
  std::vector<fs::path> metas;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.path().filename() == "case.meta") metas.push_back(entry.path());
  std::ranges::sort(metas);
  for (const fs::path& meta : metas) {
    const fs::path folder = meta.parent_path();
    if (!read_meta(meta).contains("refused")) continue;
    testing::RegisterTest(folder.parent_path().filename().c_str(), folder.filename().c_str(),
                          nullptr, nullptr, __FILE__, __LINE__,
                          [folder] { return new Case(folder); });
  }
}

}  // namespace
}  // namespace virnet

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  virnet::register_cases(VIRNET_CASES);
  return RUN_ALL_TESTS();
}
