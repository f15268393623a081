#include <iostream>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Networkport) {
  const std::string_view bytes = virnet::sample::kPort;
  // EXAMPLE
  ASSERT_TRUE(changed);
  EXPECT_EQ((*changed)->vlan.tags[0].id, 20U);
}
