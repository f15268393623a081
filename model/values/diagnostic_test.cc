// The words for severities and error codes, which programs compare.
#include <gtest/gtest.h>
#include <virnet/error.h>

namespace virnet {
namespace {

TEST(Diagnostic, SeveritiesHaveNames) {
  EXPECT_EQ(to_string(Severity::Error), "error");
  EXPECT_EQ(to_string(Severity::Warning), "warning");
  EXPECT_EQ(to_string(Severity::Note), "note");
}

TEST(Diagnostic, OnlyAnErrorIsOne) {
  Diagnostics diagnostics;
  EXPECT_FALSE(has_error(diagnostics));
  diagnostics.push_back({.code = "LINT-STP", .severity = Severity::Note});
  diagnostics.push_back({.code = "LINT-STP", .severity = Severity::Warning});
  EXPECT_FALSE(has_error(diagnostics));
  diagnostics.push_back({.code = "NET-NAME-001", .severity = Severity::Error});
  EXPECT_TRUE(has_error(diagnostics));
}

TEST(Error, CodesHaveNames) {
  using enum ErrorCode;
  const struct {
    ErrorCode code;
    const char* name;
  } kRows[] = {{NoPrivilege, "no-privilege"},
               {NotFound, "not-found"},
               {Changed, "changed"},
               {Busy, "busy"},
               {Malformed, "malformed"},
               {Unsupported, "unsupported"},
               {Kernel, "kernel"},
               {Io, "io"}};
  for (const auto& [code, name] : kRows) EXPECT_EQ(to_string(code), name);
}

}  // namespace
}  // namespace virnet
