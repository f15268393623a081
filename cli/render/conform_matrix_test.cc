// Statements by kernels: the page of Markdown and the page of HTML say what was found.
#include "cli/render/conform_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace virnet::cli {
namespace {

using testing::HasSubstr;
using State = ConformedDocument::State;

ConformedDocument kernel(std::string name, std::string release,
                         std::vector<StatementResult> statements) {
  return {.state = State::Proved,
          .catalogue = true,
          .path = std::move(name),
          .report = {.kernel = std::move(release),
                     .statements = std::move(statements),
                     .frames = 12,
                     .controls = 24}};
}

std::vector<ConformedDocument> three_kernels() {
  return {kernel("old", "5.10.0-46-cloud-amd64",
                 {{"ATT-021", "a port can be locked", Verdict::Skip, "no | locked ports"},
                  {"ATT-022", "no limit", Verdict::Pass, "limit absent"},
                  {"FRM-002", "reaches no guest", Verdict::Pass, "U to X: nowhere", "libvirt"}}),
          kernel("new", "6.12.107+deb13-cloud-amd64",
                 {{"ATT-021", "a port can be locked", Verdict::Pass, "A locked on"},
                  {"ATT-022", "a limit", Verdict::Pass, "limit 5"},
                  {"FRM-002", "reaches no guest", Verdict::Fail, "leaked to </script> vnet0",
                   "libvirt"}}),
          {.state = State::Trouble, .catalogue = true, .path = "lost", .message = "it crashed"}};
}

TEST(Matrix, HasARowForEachSentence) {
  const std::vector<ConformedDocument> documents = three_kernels();
  const Matrix matrix = matrix_of(documents);
  ASSERT_EQ(matrix.kernels.size(), 3U);
  std::vector<std::string> rows;
  for (const MatrixRow& row : matrix.rows) {
    std::string text = row.id + " " + row.proves + ":";
    for (const StatementResult* result : row.results)
      text += result == nullptr ? " -" : " " + std::string(to_string(result->verdict));
    rows.push_back(text);
  }
  EXPECT_THAT(rows, testing::ElementsAre("ATT-021 a port can be locked: skip pass -",
                                         "ATT-022 no limit: pass - -", "ATT-022 a limit: - pass -",
                                         "FRM-002 reaches no guest: pass fail -"));
}

TEST(Matrix, ShortensReleases) {
  EXPECT_EQ(short_release("6.12.107+deb13-cloud-amd64"), "6.12");
  EXPECT_EQ(short_release("7.2-rc1"), "7.2");
  EXPECT_EQ(short_release("7.2"), "7.2");
  EXPECT_EQ(short_release("unknown"), "unknown");
}

TEST(Markdown, SaysWhatThingsCost) {
  const std::string page = render_conform_markdown(
      {kernel("new", "6.12.107", {{"CST-001", "it grows", Verdict::Pass, "3.0 with 10 ports"}})});
  EXPECT_THAT(page, HasSubstr("| CST-001 | any | it grows | yes: 3.0 with 10 ports |\n"));
}

TEST(Markdown, SaysWhatWasFound) {
  const std::string page = render_conform_markdown(three_kernels());
  EXPECT_THAT(page, HasSubstr("| old | 5.10.0-46-cloud-amd64 | 2 | 0 | 1 | 12 | 24 |\n"));
  EXPECT_THAT(page, HasSubstr("| lost | it crashed | | | | | |\n"));
  EXPECT_THAT(page, HasSubstr("## Attributes\n\n"
                              "| statement | mode | what it says | 5.10 | 6.12 | lost |\n"
                              "|---|---|---|---|---|---|\n"
                              "| ATT-021 | any | a port can be locked | (1) | yes |  |\n"
                              "| ATT-022 | any | no limit | yes |  |  |\n"
                              "| ATT-022 | any | a limit |  | yes |  |\n"));
  EXPECT_THAT(page, HasSubstr("| FRM-002 | libvirt | reaches no guest | yes | **NO** |  |\n"));
  EXPECT_THAT(page, HasSubstr("## Why a statement was skipped\n\n1. no \\| locked ports\n"));
}

// What the page's script gets is what was found, and cannot end the script.
TEST(Html, CarriesWhatWasFound) {
  const std::vector<ConformedDocument> documents = three_kernels();
  const std::string page = render_conform_html(documents);
  const std::string begin = "<script type=\"application/json\" id=\"data\">";
  const std::size_t from = page.find(begin) + begin.size();
  const auto data = nlohmann::json::parse(page.substr(from, page.find("</script>", from) - from));
  ASSERT_EQ(data.at("kernels").size(), 3U);
  EXPECT_EQ(data.at("kernels").at(1).at("short"), "6.12");
  EXPECT_EQ(data.at("kernels").at(1).at("fail"), 1);
  EXPECT_EQ(data.at("kernels").at(2).at("trouble"), "it crashed");
  const Matrix matrix = matrix_of(documents);
  ASSERT_EQ(data.at("rows").size(), matrix.rows.size());
  for (std::size_t i = 0; i < matrix.rows.size(); ++i) {
    const auto& row = data.at("rows").at(i);
    EXPECT_EQ(row.at("proves"), matrix.rows[i].proves);
    for (std::size_t k = 0; k < 3; ++k) {
      const StatementResult* result = matrix.rows[i].results[k];
      ASSERT_EQ(row.at("results").at(k).is_null(), result == nullptr);
      if (result == nullptr) continue;
      EXPECT_EQ(row.at("results").at(k).at("verdict"), to_string(result->verdict));
      EXPECT_EQ(row.at("results").at(k).at("evidence"), result->evidence);
    }
  }
}

}  // namespace
}  // namespace virnet::cli
