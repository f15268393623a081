// On a bridge in a network namespace of its own.
#include <fmt/format.h>
#include <virnet/kernel.h>

#include "bridge/testing/guest_bridge.h"
#include "conformance/netns/answer_in_namespace.h"

TEST(HeaderExamples, Observe) {
  const auto answer = virnet::conformance::answer_in_namespace([] {
    const auto opened = virnet::bridge::open_kernel();
    if (!opened) return opened.error().message;
    const virnet::bridge::GuestBridge bridge{.name = "virbr0", .ports = 1};
    if (std::string failure = bridge.build(**opened); !failure.empty()) return failure;
    const auto example = [] {
      // EXAMPLE
    };
    example();
    return std::string();
  });
  if (!answer) return;
  EXPECT_EQ(*answer, "");
}
