// conformance/netns/answer_in_namespace.h - For tests: work in a network namespace.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>

#include "conformance/harness/testbed/namespace.h"

namespace virnet::conformance {

// What `work` returned. Where no namespace is to be had the test is skipped, and where the work
// ended early it fails: then there is nothing, and the test is to return.
inline std::optional<std::string> answer_in_namespace(const std::function<std::string()>& work) {
  if (const auto none = in_namespace([] { return std::string("."); }); !none) {
    [&] { GTEST_SKIP() << none.error().message; }();
    return std::nullopt;
  }
  auto answer = in_namespace(work);
  if (!answer) {
    ADD_FAILURE() << answer.error().message;
    return std::nullopt;
  }
  return *std::move(answer);
}

}  // namespace virnet::conformance
