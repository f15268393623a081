// The catalogue on the kernel that runs this test.
#include <gtest/gtest.h>
#include <virnet/conform_catalogue.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace virnet {
namespace {

bool no_privilege(const std::expected<ConformReport, Error>& report) {
  return !report && report.error().code == ErrorCode::NoPrivilege;
}

std::vector<std::string> ids_of(const ConformReport& report) {
  std::vector<std::string> ids;
  for (const StatementResult& result : report.statements) ids.push_back(result.id);
  return ids;
}

// Learning on again on every guest's port, behind the harness's back.
ConformHooks learning_guests() {
  return {.programmed = [](bridge::Kernel& kernel, std::span<const std::string> guests) {
    for (const std::string& guest : guests) {
      const bridge::Result<bridge::Link> port = kernel.link(guest);
      if (port) (void)kernel.change(bridge::SetPort{port->index, {.learning = true}});
    }
  }};
}

TEST(Selection, ChoosesByGlobs) {
  const Selection selection{.only = {"FRM-0*", "ATT-001"}, .skip = {"*-00[23]"}};
  EXPECT_TRUE(selection.takes("FRM-001"));
  EXPECT_FALSE(selection.takes("FRM-002"));
  EXPECT_TRUE(selection.takes("ATT-001"));
  EXPECT_FALSE(selection.takes("ATT-002"));
  EXPECT_TRUE(Selection{}.takes("FDB-001"));
}

TEST(CatalogueList, HasALineForEachModeThatDiffers) {
  std::vector<std::string> modes;
  for (const CatalogueLine& line : list_catalogue({.only = {"FRM-003", "FRM-016"}})) {
    EXPECT_FALSE(line.proves.empty());
    EXPECT_EQ(line.kernels, "all");
    modes.push_back(line.id + " " + line.mode);
  }
  EXPECT_EQ(modes, (std::vector<std::string>{"FRM-003 kernel", "FRM-003 libvirt", "FRM-016 any"}));
}

TEST(Catalogue, HoldsOnThisKernel) {
  const auto report = conform_catalogue();
  if (no_privilege(report)) GTEST_SKIP() << report.error().message;
  ASSERT_TRUE(report) << report.error().message;
  std::set<std::pair<std::string, std::string>> seen;
  for (const StatementResult& result : report->statements) {
    EXPECT_NE(result.verdict, Verdict::Fail) << result.id << ": " << result.evidence;
    EXPECT_FALSE(result.evidence.empty()) << result.id;
    EXPECT_TRUE(seen.emplace(result.id, result.mode + result.proves).second) << result.id;
  }
  // Every id of the catalogue is in the report, proved or skipped.
  std::set<std::string> listed;
  for (const CatalogueLine& line : list_catalogue()) listed.insert(line.id);
  const std::vector<std::string> ids = ids_of(*report);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()), listed);
  EXPECT_EQ(report->controls, 2 * report->frames);
}

TEST(Catalogue, KeepsItsOrderHoweverItIsShuffled) {
  const Selection in_order{.only = {"FRM-00*", "ATT-00*"}, .skip = {"FRM-006"}};
  Selection shuffled = in_order;
  shuffled.seed = 7;
  shuffled.repeat = 3;
  const auto first = conform_catalogue(in_order);
  if (no_privilege(first)) GTEST_SKIP() << first.error().message;
  const auto second = conform_catalogue(shuffled);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(ids_of(*first), ids_of(*second));
  EXPECT_EQ(second->frames, 3 * first->frames);
  EXPECT_EQ(second->count(Verdict::Fail), 0U);
}

TEST(Catalogue, NamesTheRunThatFailedAndKeepsItsFrames) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "kept-frames";
  std::filesystem::create_directories(folder);
  const Selection selection{
      .only = {"FRM-008"}, .repeat = 2, .seed = 5, .keep_folder = folder.string()};
  const auto report = conform_catalogue(selection, learning_guests());
  if (no_privilege(report)) GTEST_SKIP() << report.error().message;
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->statements.size(), 1U);
  const StatementResult& result = report->statements[0];
  EXPECT_EQ(result.verdict, Verdict::Fail);
  EXPECT_EQ(result.evidence.find("in run 1 of 2 (seed 5): "), 0U) << result.evidence;
  EXPECT_EQ(result.kept, (folder / "FRM-008-libvirt.pcapng").string());
  EXPECT_GT(std::filesystem::file_size(result.kept), 500U);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace virnet
