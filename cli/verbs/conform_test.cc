// virnet conform from documents to exit status.
#include "cli/verbs/conform.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/render/conform_render.h"

namespace virnet::cli {
namespace {

namespace fs = std::filesystem;

class ConformVerb : public testing::Test {
 protected:
  ConformVerb() : folder_(fs::path(testing::TempDir()) / ("conform-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~ConformVerb() override { fs::remove_all(folder_); }

  std::string document(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    std::ofstream(path) << text;
    return path.string();
  }

  // Runs the verb; what it printed is in out_ and err_.
  ExitCode run(std::vector<std::string> paths, const std::string& format = "text",
               const ConformHooks& hooks = {}) {
    return run_options({.paths = std::move(paths), .format = format}, hooks);
  }
  ExitCode run_options(const ConformOptions& options, const ConformHooks& hooks = {}) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const ExitCode code = run_conform(options, hooks);
    std::fflush(stdout);
    out_ = testing::internal::GetCapturedStdout();
    err_ = testing::internal::GetCapturedStderr();
    return code;
  }

  [[nodiscard]] bool no_privilege() const {
    return err_.find("cannot make a network namespace") != std::string::npos;
  }

  fs::path folder_;
  std::string out_;
  std::string err_;
};

constexpr const char* kLibvirt =
    "<network><name>n</name><bridge name='virbr9' stp='off' macTableManager='libvirt'/></network>";

TEST_F(ConformVerb, PassesAndSaysSo) {
  const ExitCode code = run({document("n.xml", kLibvirt)}, "json");
  if (no_privilege()) GTEST_SKIP() << err_;
  EXPECT_EQ(code, ExitCode::Fine) << err_;
  const auto read = nlohmann::json::parse(out_);
  EXPECT_EQ(read.at("format_version"), 1);
  const auto& report = read.at("documents").at(0).at("report");
  EXPECT_EQ(report.at("mac_table_manager"), "libvirt");
  EXPECT_EQ(report.at("fail"), 0);
  EXPECT_GE(report.at("pass").get<int>(), 24);
}

TEST_F(ConformVerb, FailsWithThePortAndTheFrame) {
  ConformHooks hooks;
  hooks.programmed = [](bridge::Kernel& kernel, std::span<const std::string> guests) {
    const auto port = kernel.link(guests[2]);
    if (port) (void)kernel.change(bridge::SetPort{port->index, {.learning = true}});
  };
  const ExitCode code = run({document("n.xml", kLibvirt)}, "text", hooks);
  if (no_privilege()) GTEST_SKIP() << err_;
  EXPECT_EQ(code, ExitCode::Finding);
  EXPECT_NE(out_.find("leaked to vnet2"), std::string::npos) << out_;
  EXPECT_NE(out_.find("vnet2 (C) reads learning on, flood off; expected learning off, flood off"),
            std::string::npos)
      << out_;
}

TEST_F(ConformVerb, HasNothingToProveWithoutABridge) {
  const std::string path = document(
      "h.xml", "<network><name>h</name><forward mode='hostdev'><pf dev='e'/></forward></network>");
  EXPECT_EQ(run({path}), ExitCode::Fine);
  EXPECT_EQ(out_, path + ": nothing to prove: the network has no bridge\n");
}

TEST_F(ConformVerb, ShowsWhyADocumentIsInvalid) {
  const std::string path = document("bad.xml", "<network><name>n</name><bridge stp='on'");
  EXPECT_EQ(run({path}), ExitCode::Finding);
  EXPECT_EQ(out_.find(path + ":1:"), 0U) << out_;
}

TEST_F(ConformVerb, CannotDoWithoutAFile) {
  EXPECT_EQ(run({(folder_ / "absent.xml").string()}), ExitCode::Trouble);
  EXPECT_NE(err_.find("absent.xml"), std::string::npos) << err_;
}

// Learning on again on the third guest's port.
ConformHooks learning_guest() {
  return {.programmed = [](bridge::Kernel& kernel, std::span<const std::string> guests) {
    const auto port = kernel.link(guests[2]);
    if (port) (void)kernel.change(bridge::SetPort{port->index, {.learning = true}});
  }};
}

TEST_F(ConformVerb, ProvesTheCatalogueWithoutDocuments) {
  const ExitCode code =
      run_options({.format = "json", .selection = {.only = {"FRM-00*"}, .skip = {"*-003"}}});
  if (no_privilege()) GTEST_SKIP() << err_;
  EXPECT_EQ(code, ExitCode::Fine) << err_;
  const auto host = nlohmann::json::parse(out_).at("kernels").at(0);
  EXPECT_EQ(host.at("name"), "host");
  const auto& first = host.at("report").at("statements").at(0);
  EXPECT_EQ(first.at("id"), "FRM-001");
  EXPECT_EQ(first.at("mode"), "kernel");
  EXPECT_EQ(first.at("verdict"), "pass");
  EXPECT_EQ(out_.find("FRM-003"), std::string::npos);
}

TEST_F(ConformVerb, SaysWhereTheFramesOfAFailureAre) {
  const ExitCode code =
      run_options({.format = "json", .selection = {.only = {"ATT-002", "FRM-015"}}, .keep = true},
                  learning_guest());
  if (no_privilege()) GTEST_SKIP() << err_;
  EXPECT_EQ(code, ExitCode::Finding) << out_;
  fs::path kept;
  const auto host = nlohmann::json::parse(out_).at("kernels").at(0);
  for (const auto& each : host.at("report").at("statements")) {
    if (each.contains("frames_file")) kept = each.at("frames_file").get<std::string>();
  }
  EXPECT_EQ(kept.extension(), ".pcapng") << out_;
  EXPECT_TRUE(fs::exists(kept)) << kept;
  fs::remove_all(kept.parent_path());
}

TEST_F(ConformVerb, ListsStatementsWithoutProvingAny) {
  EXPECT_EQ(run_options({.selection = {.only = {"FRM-01[01]"}}, .list = true}), ExitCode::Fine);
  EXPECT_EQ(
      out_,
      "FRM-010  libvirt  a guest that forges another's address does not get its frames  all\n"
      "FRM-011  kernel   a guest that forges another's address gets its frames          all\n");
}

TEST_F(ConformVerb, RefusesAGlobThatMatchesNothing) {
  EXPECT_EQ(run_options({.selection = {.only = {"FRM-001", "FRX-*"}}}), ExitCode::Trouble);
  EXPECT_EQ(err_, "virnet: no statement matches --only 'FRX-*'; see virnet conform --list\n");
}

TEST_F(ConformVerb, SaysThatNoChosenStatementIsAboutADocument) {
  const ExitCode code =
      run_options({.paths = {document("n.xml", kLibvirt)}, .selection = {.only = {"FRM-001"}}});
  if (no_privilege()) GTEST_SKIP() << err_;
  EXPECT_EQ(code, ExitCode::Fine);
  EXPECT_NE(out_.find("n.xml: no chosen statement is about such a network"), std::string::npos)
      << out_;
}

TEST_F(ConformVerb, ChoosesStatementsOfADocument) {
  const ExitCode code = run_options({.paths = {document("n.xml", kLibvirt)},
                                     .format = "tap",
                                     .selection = {.only = {"FRM-002"}, .repeat = 2, .seed = 3}});
  if (no_privilege()) GTEST_SKIP() << err_;
  EXPECT_EQ(code, ExitCode::Fine) << err_;
  EXPECT_EQ(out_.find("TAP version 13\n1..1\n"), 0U) << out_;
}

ConformedDocument sample() {
  ConformedDocument document{.state = ConformedDocument::State::Proved, .path = "a.xml"};
  document.report.statements = {{"FRM-001", "one <thing>", Verdict::Pass, "seen"},
                                {"FRM-002", "another", Verdict::Fail, "it's \"here\""},
                                {"FRM-003", "a third", Verdict::Skip, "no #1"}};
  return document;
}

TEST(ConformRender, WritesTap) {
  EXPECT_EQ(render_conform_tap({sample()}),
            "TAP version 13\n1..3\n"
            "# a.xml: network '', bridge , macTableManager='kernel', on Linux \n"
            "ok 1 - a.xml FRM-001 one <thing>\n"
            "not ok 2 - a.xml FRM-002 another\n  ---\n  evidence: 'it''s \"here\"'\n  ...\n"
            "ok 3 - a.xml FRM-003 a third # SKIP no \\#1\n");
}

TEST(ConformRender, SaysModeAndFramesInEachFormat) {
  ConformedDocument host{
      .state = ConformedDocument::State::Proved, .catalogue = true, .path = "host"};
  host.report.kernel = "6.1";
  host.report.statements = {{.id = "FRM-002",
                             .proves = "one",
                             .verdict = Verdict::Fail,
                             .evidence = "leaked",
                             .mode = "libvirt",
                             .kept = "/tmp/x.pcapng"}};
  EXPECT_NE(render_conform_tap({host}).find("# host: the catalogue on Linux 6.1\n"
                                            "not ok 1 - host FRM-002 [libvirt] one\n"),
            std::string::npos);
  EXPECT_NE(render_conform_tap({host}).find("  frames: '/tmp/x.pcapng'\n"), std::string::npos);
  EXPECT_NE(render_conform_junit({host}).find("name=\"FRM-002 [libvirt] one\"><failure "
                                              "message=\"leaked\"/><system-out>frames: "
                                              "/tmp/x.pcapng</system-out>"),
            std::string::npos);
  EXPECT_NE(render_conform_text(host, false, 0)
                .find("  FRM-002  fail  libvirt  one  leaked (frames: /tmp/x.pcapng)\n"),
            std::string::npos);
}

TEST(ConformRender, WritesJunit) {
  EXPECT_EQ(render_conform_junit({sample()}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"virnet conform\">\n"
            "  <testsuite name=\"a.xml\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\">\n"
            "    <testcase classname=\"a.xml\" name=\"FRM-001 one &lt;thing&gt;\">"
            "<system-out>seen</system-out></testcase>\n"
            "    <testcase classname=\"a.xml\" name=\"FRM-002 another\">"
            "<failure message=\"it's &quot;here&quot;\"/></testcase>\n"
            "    <testcase classname=\"a.xml\" name=\"FRM-003 a third\"><skipped message=\"no "
            "#1\"/></testcase>\n"
            "  </testsuite>\n</testsuites>\n");
}

TEST(ConformRender, CutsLinesButNeverAFailure) {
  const std::string text = render_conform_text(sample(), false, 40);
  EXPECT_NE(text.find("FRM-002  fail  another      it's \"here\"\n"), std::string::npos) << text;
  EXPECT_NE(text.find("FRM-003  skip  a third      (1)\n"), std::string::npos) << text;
  EXPECT_NE(text.find("(1) no #1\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace virnet::cli
