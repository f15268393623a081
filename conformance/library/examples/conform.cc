#include <fmt/format.h>

#include "conformance/library/sample.h"
#include "conformance/netns/answer_in_namespace.h"

using virnet::sample::fail;
using virnet::sample::say;

TEST(HeaderExamples, Conform) {
  if (!virnet::conformance::answer_in_namespace([] { return std::string(); })) return;
  const virnet::Network network = virnet::sample::network();
  const auto example = [&] {
    // EXAMPLE
    EXPECT_FALSE(report->statements.empty());
  };
  example();
}
