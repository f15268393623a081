#include "conformance/library/sample.h"

TEST(HeaderExamples, Limits) {
  // EXAMPLE
  const std::string large(options.limits.max_bytes + 1, ' ');
  EXPECT_EQ(virnet::parse(large, options).diagnostics.at(0).code, "LIMIT-BYTES");
}
