// The same rows as for the kernel in memory, on the kernel that runs this test.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "bridge/memory/kernel_cases.h"
#include "conformance/harness/testbed/testbed.h"
#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

TEST(RealKernel, AnswersAsTheTableSays) {
  const auto answer = answer_in_namespace([]() -> std::string {
    const auto kernel = bridge::open_kernel();
    if (!kernel) return kernel.error().message;
    const bridge::CaseRun run =
        bridge::run_kernel_cases(**kernel, KernelVersion::of(kernel_release()));
    std::string text = fmt::format("{}\n", run.rows);
    for (const bridge::CaseFailure& failure : run.failures) {
      text += fmt::format("{}: {}\n", failure.id, failure.text);
    }
    return text;
  });
  if (!answer) return;
  std::istringstream lines(*answer);
  std::size_t rows = 0;
  lines >> rows >> std::ws;
  EXPECT_GT(rows, 130U) << *answer;
  for (std::string line; std::getline(lines, line);) ADD_FAILURE() << line;
}

}  // namespace
}  // namespace virnet::conformance
