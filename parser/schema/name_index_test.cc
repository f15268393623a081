// Rows are found by their whole name, whatever its length.
#include "parser/schema/name_index.h"

#include <gtest/gtest.h>

#include <string>

namespace virnet::internal {
namespace {

struct Row {
  std::string_view name;
};

TEST(NameIndex, FindsEachRowAndNothingElse) {
  constexpr Row kRows[] = {{"a"},
                           {"ip"},
                           {"mac"},
                           {"name"},
                           {"mtu"},
                           {"bridge"},
                           {"forward"},
                           {"networks"},
                           {"bandwidth"},
                           {"virtualport"},
                           {"macTableManager"}};
  const std::span<const Row> rows(kRows);
  const NameIndex index(rows);
  for (std::size_t i = 0; i < rows.size(); ++i)
    EXPECT_EQ(index.find(rows, rows[i].name), static_cast<int>(i)) << rows[i].name;
  for (const std::string_view name :
       {"", "b", "pi", "cam", "eman", "Name", "names", "nam", "bridgf", "network", "bandwidtH",
        "virtualpost", "macTableManage", "macTableManagers"})
    EXPECT_EQ(index.find(rows, name), -1) << name;
}

// The first and the last eight bytes are all that the number of a long name is made of.
TEST(NameIndex, LongNamesAreComparedWhole) {
  constexpr Row kRows[] = {{"abcdefgh-1-ijklmnop"}};
  const std::span<const Row> rows(kRows);
  const NameIndex index(rows);
  EXPECT_EQ(index.find(rows, "abcdefgh-1-ijklmnop"), 0);
  EXPECT_EQ(index.find(rows, "abcdefgh-2-ijklmnop"), -1);
}

TEST(NameIndex, AShortNameIsNoNameWithZeroBytes) {
  constexpr Row kRows[] = {{"ab"}};
  const std::span<const Row> rows(kRows);
  const NameIndex index(rows);
  EXPECT_EQ(index.find(rows, std::string_view("ab\0", 3)), -1);
  EXPECT_EQ(index.find(rows, std::string_view("ab\0\0", 4)), -1);
}

TEST(NameIndex, AnElementWithoutRowsHasNone) {
  const NameIndex index{std::span<const Row>()};
  EXPECT_EQ(index.find(std::span<const Row>(), "name"), -1);
}

// With many rows some names first share a slot.
TEST(NameIndex, HoldsAsManyRowsAsAnElementHas) {
  std::vector<std::string> names;
  for (int i = 0; i < 20; ++i) names.push_back("n" + std::to_string(i * i));
  std::vector<Row> rows;
  for (const std::string& name : names) rows.push_back({name});
  const NameIndex index{std::span<const Row>(rows)};
  for (std::size_t i = 0; i < rows.size(); ++i)
    EXPECT_EQ(index.find(std::span<const Row>(rows), names[i]), static_cast<int>(i));
  EXPECT_EQ(index.find(std::span<const Row>(rows), "n2"), -1);
}

}  // namespace
}  // namespace virnet::internal
