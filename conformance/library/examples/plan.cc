#include <fmt/format.h>

#include "conformance/library/sample.h"

using virnet::sample::say;

TEST(HeaderExamples, Plan) {
  const virnet::Network network = virnet::sample::network();
  const auto guests = virnet::sample::guests();
  const auto observed = virnet::sample::observed();
  const auto example = [&] {
    // EXAMPLE
    EXPECT_FALSE(plan.empty());
  };
  example();
}
