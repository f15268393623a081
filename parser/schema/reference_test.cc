// The reference page is that of the schema table.
#include "parser/schema/reference.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace virnet::internal {
namespace {

TEST(Reference, IsThatOfTheTable) {
  const std::string path = "docs/elements.md";
  const std::string page = reference_page();
  if (std::getenv("VIRNET_UPDATE_DIAGNOSTICS")) std::ofstream(path, std::ios::binary) << page;
  std::ifstream file(path, std::ios::binary);
  const std::string there(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(there, page) << path << " is out of date. Renew it from the root of the tree:\n"
                         << "  VIRNET_UPDATE_DIAGNOSTICS=1 "
                         << testing::internal::GetArgvs().front() << '\n';
}

}  // namespace
}  // namespace virnet::internal
