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

bool names(const std::string& list, std::string_view word) {
  std::istringstream words(list);
  for (std::string one; words >> one;)
    if (one == word) return true;
  return false;
}

std::string expected_output(const fs::path& folder, Release release) {
  const fs::path special = folder / ("out-" + std::string(to_string(release)) + ".xml");
  return read_file(fs::exists(special) ? special : folder / "out.xml");
}

bool reports(const ParseResult& result, std::string_view code) {
  return std::ranges::any_of(result.diagnostics,
                             [&](const Diagnostic& d) { return d.code == code; });
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
    const std::string document = read_file(folder_ / "in.xml");
    for (const Release release : kReleases) {
      SCOPED_TRACE(to_string(release));
      check(document, meta, release);
      check_stage(document, meta, "define", {.release = release, .define = true});
      if (release != Release::V7_0)  // which has no --validate
        check_stage(document, meta, "strict", {.release = release, .strict = true});
    }
    check_diagnostics(folder_ / "diag.txt", listed(parse(document).diagnostics));
  }

 private:
  void check(const std::string& document, const std::map<std::string, std::string>& meta,
             Release release) {
    const ParseResult result = parse(document, {.release = release});
    const auto value = [&](const char* key) {
      const auto found = meta.find(key);
      return found == meta.end() ? std::string() : found->second;
    };
    const std::string name(to_string(release));
    if (names(value("deviation"), name)) {
      EXPECT_FALSE(result.network);
      EXPECT_TRUE(
          std::ranges::any_of(result.diagnostics, [](const Diagnostic& d) { return d.deviation; }));
    } else if (names(value("refused"), name)) {
      EXPECT_FALSE(result.network);
      if (const std::string code = value("code"); !code.empty()) {
        EXPECT_TRUE(reports(result, code)) << "no " << code;
      }
    } else {
      ASSERT_TRUE(result.network) << result.diagnostics.front().message;
      EXPECT_EQ(write(*result.network, release), expected_output(folder_, release));
    }
  }

  // What only a later stage than the parser refuses.
  static void check_stage(const std::string& document,
                          const std::map<std::string, std::string>& meta, const char* stage,
                          const ParseOptions& options) {
    const auto refusing = meta.find(stage);
    if (refusing == meta.end()) return;
    SCOPED_TRACE(stage);
    EXPECT_EQ(!parse(document, options).network,
              names(refusing->second, to_string(options.release)));
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
