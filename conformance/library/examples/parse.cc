#include <fmt/format.h>
#include <virnet/write.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Parse) {
  const std::string_view bytes = virnet::sample::kNetwork;
  // EXAMPLE
  EXPECT_TRUE(r.network);
}
