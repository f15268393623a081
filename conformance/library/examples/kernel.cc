#include "conformance/library/sample.h"
#include "conformance/netns/answer_in_namespace.h"

using virnet::sample::fail;

TEST(HeaderExamples, Kernel) {
  const auto answer = virnet::conformance::answer_in_namespace([] {
    virnet::sample::build(**virnet::bridge::open_kernel());
    const auto example = [] {
      // EXAMPLE
      EXPECT_TRUE(done);
    };
    example();
    return std::string(testing::Test::HasFailure() ? "failed" : "done");
  });
  if (!answer) return;
  EXPECT_EQ(*answer, "done");
}
