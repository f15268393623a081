#include <iostream>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Text) {
  const virnet::Network network = virnet::sample::network();
  // EXAMPLE
  EXPECT_EQ(kept, "virbr0");
}
