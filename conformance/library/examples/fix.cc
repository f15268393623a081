#include <fmt/format.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Fix) {
  const std::string text = "<network><name>n</name><brigde name='virbr0'/></network>";
  // EXAMPLE
  EXPECT_EQ(mended.text, "<network><name>n</name><bridge name='virbr0'/></network>");
}
