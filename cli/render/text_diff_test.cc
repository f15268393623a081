// The unified difference, and that applying it gives the other text.
#include "cli/render/text_diff.h"

#include <gtest/gtest.h>

#include <charconv>
#include <random>
#include <string>
#include <vector>

namespace virnet::cli {
namespace {

std::string numbered(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) text += std::to_string(i) + "\n";
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// Applies a difference as patch(1) without fuzz does; fails the test where it does not fit.
std::string patched(const std::string& before, const std::string& diff) {
  const std::vector<std::string> old = lines_of(before);
  const std::vector<std::string> edits = lines_of(diff);
  std::string after;
  std::size_t at = 0;
  for (std::size_t i = 2; i < edits.size(); ++i) {
    const std::string& edit = edits[i];
    const bool bare = i + 1 < edits.size() && edits[i + 1].starts_with('\\');
    const std::string line = edit.substr(1, edit.size() - 1 - (bare ? 1 : 0));
    if (edit.starts_with("@@ -")) {
      std::size_t start = 0;
      std::from_chars(edit.data() + 4, edit.data() + edit.size(), start);
      const bool nothing_old = edit.contains(",0 +");
      for (start -= nothing_old ? 0 : 1; at < start; ++at) after += old.at(at);
    } else if (edit.starts_with('+')) {
      after += line;
    } else if (!edit.starts_with('\\')) {
      EXPECT_EQ(old.at(at), line);
      if (edit.starts_with(' ')) after += line;
      ++at;
    }
  }
  for (; at < old.size(); ++at) after += old.at(at);
  return after;
}

TEST(UnifiedDiff, SaysNothingOfEqualTexts) {
  EXPECT_EQ(unified_diff("n", "", ""), "");
  EXPECT_EQ(unified_diff("n", "a\nb\n", "a\nb\n"), "");
}

TEST(UnifiedDiff, HasThreeLinesOfContext) {
  const std::string before = numbered(1, 9);
  std::string after = before;
  after.replace(after.find('5'), 1, "five");
  EXPECT_EQ(unified_diff("d/n.xml", before, after),
            "--- d/n.xml\n+++ d/n.xml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, MakesAHunkOfEachDistantChange) {
  const std::string after = "zero\n" + numbered(1, 20) + "end\n";
  EXPECT_EQ(
      unified_diff("n", numbered(1, 20), after),
      "--- n\n+++ n\n@@ -1,3 +1,4 @@\n+zero\n 1\n 2\n 3\n@@ -18,3 +19,4 @@\n 18\n 19\n 20\n+end\n");
}

TEST(UnifiedDiff, ShowsAMissingLineFeed) {
  EXPECT_EQ(unified_diff("n", "a", "a\n"),
            "--- n\n+++ n\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

TEST(UnifiedDiff, GivesTheOtherTextWhenApplied) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto text = [&] {
    std::string lines;
    for (auto count = random() % 30; count > 0; --count)
      lines += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    if (!lines.empty() && random() % 4 == 0) lines.pop_back();
    return lines;
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string before = text();
    const std::string after = text();
    const std::string diff = unified_diff("n", before, after);
    ASSERT_EQ(patched(before, diff), after) << before << "\n" << diff;
  }
}

}  // namespace
}  // namespace virnet::cli
