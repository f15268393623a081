#include <fmt/format.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Release) {
  // EXAMPLE
  EXPECT_TRUE(r);
}
