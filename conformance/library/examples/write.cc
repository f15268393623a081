#include "conformance/library/sample.h"

TEST(HeaderExamples, Write) {
  const virnet::Network network = virnet::sample::network();
  // EXAMPLE
  EXPECT_TRUE(xml.starts_with("<network>\n"));
}
