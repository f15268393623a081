#include <fmt/format.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Diagnostic) {
  const virnet::ParseResult result = virnet::parse("<network/>");
  ASSERT_EQ(result.diagnostics.size(), 1U);
  // EXAMPLE
}
