#include <fmt/format.h>

#include "conformance/library/sample.h"
#include "conformance/netns/answer_in_namespace.h"

TEST(HeaderExamples, Apply) {
  const auto answer = virnet::conformance::answer_in_namespace([] {
    virnet::sample::build(**virnet::bridge::open_kernel());
    const virnet::bridge::BridgeState wish = virnet::sample::wish();
    // EXAMPLE
    return done.failure;
  });
  if (!answer) return;
  EXPECT_EQ(*answer, "");
}
