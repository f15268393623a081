// conformance/netns/iproute2.h - What iproute2 says of this network namespace, for tests.
#pragma once

#include <virnet/iproute2.h>

namespace virnet::conformance {

[[nodiscard]] bool has_iproute2();
// Empty texts where a command fails.
[[nodiscard]] bridge::Iproute2Texts ask_iproute2();

}  // namespace virnet::conformance
