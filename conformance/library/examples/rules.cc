#include <fmt/format.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Rules) {
  // EXAMPLE
  EXPECT_TRUE(rule);
}
