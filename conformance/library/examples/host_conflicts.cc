#include <fmt/format.h>

#include <filesystem>

#include "conformance/library/sample.h"

TEST(HeaderExamples, HostConflicts) {
  // EXAMPLE
  EXPECT_FALSE(virnet::find_conflicts(owners).empty());
}
