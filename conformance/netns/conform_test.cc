// The whole way: a bridge in a namespace, frames, verdicts.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <virnet/conform.h>

#include <set>

namespace virnet {
namespace {

bool no_privilege(const std::expected<ConformReport, Error>& report) {
  return !report && report.error().code == ErrorCode::NoPrivilege;
}

const StatementResult* find(const ConformReport& report, std::string_view id) {
  for (const StatementResult& result : report.statements) {
    if (result.id == id) return &result;
  }
  return nullptr;
}

ConformInput quick(BridgeMode mode) {
  return {.network = "test", .bridge = "virbr7", .mode = mode};
}

void expect_all_pass(const ConformReport& report) {
  for (const StatementResult& result : report.statements) {
    EXPECT_NE(result.verdict, Verdict::Fail)
        << result.id << ": " << result.proves << ": " << result.evidence;
    EXPECT_FALSE(result.evidence.empty()) << result.id;
  }
}

TEST(Conform, KernelModeHolds) {
  const auto report = conform(quick(BridgeMode::Kernel));
  if (no_privilege(report)) GTEST_SKIP() << report.error().message;
  ASSERT_TRUE(report) << report.error().message;
  expect_all_pass(*report);
  EXPECT_GE(report->count(Verdict::Pass), 24U);
  EXPECT_GT(report->frames, 200U);
  EXPECT_EQ(report->controls, 2 * report->frames);
}

TEST(Conform, LibvirtModeHolds) {
  const auto report = conform(quick(BridgeMode::Libvirt));
  if (no_privilege(report)) GTEST_SKIP() << report.error().message;
  ASSERT_TRUE(report) << report.error().message;
  expect_all_pass(*report);
  EXPECT_GE(report->count(Verdict::Pass), 24U);
}

TEST(Conform, IsolatedGuestsHold) {
  for (const BridgeMode mode : {BridgeMode::Kernel, BridgeMode::Libvirt}) {
    ConformInput input = quick(mode);
    input.isolated = true;
    const auto report = conform(input);
    if (no_privilege(report)) GTEST_SKIP() << report.error().message;
    ASSERT_TRUE(report) << report.error().message;
    expect_all_pass(*report);
  }
}

// A statement can fail: learning switched on again behind the harness's back on one guest port.
TEST(Conform, SaysWhichPortLeaksWhenAGuestPortLearns) {
  ConformHooks hooks;
  hooks.programmed = [](bridge::Kernel& kernel, std::span<const std::string> guests) {
    const bridge::Result<bridge::Link> port = kernel.link(guests[1]);
    if (port) (void)kernel.change(bridge::SetPort{port->index, {.learning = true}});
  };
  const auto report = conform(quick(BridgeMode::Libvirt), hooks);
  if (no_privilege(report)) GTEST_SKIP() << report.error().message;
  ASSERT_TRUE(report) << report.error().message;
  const StatementResult* flags = find(*report, "ATT-002");
  ASSERT_NE(flags, nullptr);
  EXPECT_EQ(flags->verdict, Verdict::Fail);
  EXPECT_NE(flags->evidence.find("vnet1"), std::string::npos) << flags->evidence;
  const StatementResult* forged = find(*report, "FRM-008");
  ASSERT_NE(forged, nullptr);
  EXPECT_EQ(forged->verdict, Verdict::Fail);
  EXPECT_NE(forged->evidence.find("leaked to vnet1"), std::string::npos) << forged->evidence;
  EXPECT_NE(forged->evidence.find("02:00:00:00:00:ee"), std::string::npos) << forged->evidence;
  // What does not depend on learning goes on holding.
  EXPECT_EQ(find(*report, "FRM-002")->verdict, Verdict::Pass);
  EXPECT_EQ(find(*report, "FDB-001")->verdict, Verdict::Pass);
}

TEST(Conform, SaysSoWhenTheDocumentCannotBe) {
  ConformInput input = quick(BridgeMode::Kernel);
  input.mtu = 20;
  const auto report = conform(input);
  if (no_privilege(report)) GTEST_SKIP() << report.error().message;
  ASSERT_TRUE(report) << report.error().message;
  const StatementResult* mtu = find(*report, "DOC-003");
  ASSERT_NE(mtu, nullptr);
  EXPECT_EQ(mtu->verdict, Verdict::Fail);
  EXPECT_NE(mtu->evidence.find("EINVAL"), std::string::npos) << mtu->evidence;
}

TEST(Conform, RefusesANameThatNoLinkCanHave) {
  ConformInput input = quick(BridgeMode::Kernel);
  input.bridge = "a-name-of-more-than-15";
  const auto report = conform(input);
  if (no_privilege(report)) GTEST_SKIP() << report.error().message;
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("a-name-of-more-than-15"), std::string::npos)
      << report.error().message;
}

}  // namespace
}  // namespace virnet
