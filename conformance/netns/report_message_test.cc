// Reports, and errors in their place, on their way between processes.
#include "conformance/harness/report_message.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace virnet::conformance {
namespace {

TEST(ReportMessage, CarriesAReport) {
  const ConformReport report{
      .network = "lab",
      .bridge = "virbr0",
      .mode = BridgeMode::Libvirt,
      .kernel = "6.18.44",
      .notes = {"a note"},
      .statements = {{.id = "FRM-001", .proves = "it holds", .verdict = Verdict::Pass}},
      .frames = 3,
      .controls = 6};
  const Report read = from_message(to_message(report));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->kernel, "6.18.44");
  EXPECT_EQ(read->mode, BridgeMode::Libvirt);
  EXPECT_EQ(read->count(Verdict::Pass), 1U);
  EXPECT_EQ(read->controls, 6U);
}

TEST(ReportMessage, CarriesAnError) {
  const Error error{
      .code = ErrorCode::NoPrivilege, .message = "no namespace", .system_error = EPERM};
  const Report read = from_message(to_message(std::unexpected(error)));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error(), error);
}

TEST(ReportMessage, MayBeAnything) {
  for (const char* text : {"", "{", "[]", R"({"error": "words"})", R"({"network": 1})"}) {
    const Report read = from_message(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::Malformed) << text;
  }
}

}  // namespace
}  // namespace virnet::conformance
