#include <fmt/format.h>

#include "conformance/library/sample.h"

using virnet::sample::say;

TEST(HeaderExamples, Watch) {
  virnet::bridge::MemoryKernel kernel;
  virnet::sample::build(kernel);
  const virnet::bridge::BridgeState wish = virnet::sample::wish();
  int rounds = 0;
  struct {
    int& rounds;
    bool operator!() const { return rounds++ < 2; }
  } stopped{rounds};
  const auto example = [&] {
    // EXAMPLE
  };
  example();
  EXPECT_EQ(rounds, 3);
}
