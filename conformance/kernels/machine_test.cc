// Kernels that crash, hang and end without a word: each is told apart. The tests boot the first
// kernel of the cache; without one, or without QEMU, they are skipped.
#include "conformance/kernels/machine.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "conformance/kernels/archive.h"
#include "conformance/kernels/booted.h"
#include "conformance/kernels/guest.h"
#include "conformance/kernels/guest_protocol.h"
#include "conformance/kernels/self_binary.h"

namespace virnet::conformance {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr const char* kHang = "the first process sleeps for ever";

// What this program does as the first process of a machine, if it is asked to: it never gets to the
// tests.
[[maybe_unused]] const bool kIsFirst = [] {
  if (getpid() != 1) return false;
  if (fs::exists("/" + std::string(kCommandFile))) return run_as_guest() == 0;
  std::ostringstream request;
  request << std::ifstream("/" + std::string(kRequestFile)).rdbuf();
  const auto selection = from_request(request.str());
  if (!selection || selection->only != std::vector<std::string>{kHang}) return true;
  std::puts(kHang);
  std::fflush(stdout);
  for (;;) pause();
}();

std::expected<StoredKernel, Error> any_kernel() {
  std::expected<StoredKernel, Error> kernel = std::unexpected(Error());
  for (const std::string_view name : kKernelNames) {
    kernel = find_kernel(std::string(name));
    if (kernel) break;
  }
  return kernel;
}

// The console that was kept, whose file goes.
std::string take_console(const std::string& said) {
  const std::string mark = "its console is in ";
  const std::size_t at = said.find(mark);
  if (at == std::string::npos) return {};
  const std::string path = said.substr(at + mark.size());
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  fs::remove(path);
  return text.str();
}

// A test program is no virnet: as the first process it does not find its way, and its end is the
// kernel's.
TEST(Machine, TellsThatAKernelCrashedAndKeepsItsConsole) {
  const auto kernel = any_kernel();
  if (!kernel) GTEST_SKIP() << kernel.error().message;
  const Report report = conform_booted(*kernel, {});
  ASSERT_FALSE(report);
  const std::string& said = report.error().message;
  if (report.error().code == ErrorCode::NotFound) GTEST_SKIP() << said;
  const std::string begin = "Linux " + kernel->release + " crashed (\"Kernel panic - not syncing";
  EXPECT_EQ(report.error().code, ErrorCode::Io);
  EXPECT_EQ(said.substr(0, begin.size()), begin) << said;
  EXPECT_NE(said.find("before the first statement"), std::string::npos);
  EXPECT_NE(take_console(said).find("Kernel panic"), std::string::npos);
}

// Whoever waits does not wait for ever: a kernel that runs, and whose first process does nothing.
// On a busy machine the first patience may end before the kernel has come that far.
TEST(Machine, TellsThatAKernelHangsAndKeepsItsConsole) {
  const auto kernel = any_kernel();
  if (!kernel) GTEST_SKIP() << kernel.error().message;
  std::string said;
  std::string begin;
  for (const std::chrono::seconds patience : {25s, 120s}) {
    const Report report = conform_booted(*kernel, {.only = {kHang}}, {.patience = patience});
    ASSERT_FALSE(report);
    said = report.error().message;
    if (report.error().code == ErrorCode::NotFound) GTEST_SKIP() << said;
    begin = "Linux " + kernel->release + " hangs: it has said nothing for " +
            std::to_string(patience.count()) + " s (\"" + kHang;
    if (take_console(said).find(kHang) != std::string::npos) break;
  }
  EXPECT_EQ(said.substr(0, begin.size()), begin) << said;
}

// Beside files of this host, which are as old there as here; folders and links to them are there.
TEST(Machine, RunsACommand) {
  const auto kernel = any_kernel();
  if (!kernel) GTEST_SKIP() << kernel.error().message;
  const fs::path folder = fs::path(testing::TempDir()) / ("errand-" + std::to_string(getpid()));
  fs::create_directories(folder / "empty");
  fs::create_directory_symlink("empty", folder / "link");
  for (const char* name : {"old", "new"}) std::ofstream(folder / name) << name;
  fs::last_write_time(folder / "old", fs::last_write_time(folder / "new") - 1h);
  GuestCommand command{
      .words = {"/bin/sh", "-c",
                "cd " + folder.string() +
                    "; echo $PATH $LD_LIBRARY_PATH >&2; : >link/made; echo empty/*; "
                    "[ old -ot new ] && exit 3"},
      .paths = own_libraries(),
      .megabytes = 512};
  command.paths.emplace_back("/bin/sh");
  for (const char* name : {"empty", "link", "old", "new"}) command.paths.push_back(folder / name);
  std::string said;
  const auto take = [&said](std::string_view piece) { said += piece; };
  const auto status = run_booted(*kernel, command, take);
  command.paths.emplace_back("/nowhere/at/all");
  const auto none = run_booted(*kernel, command, take);
  fs::remove_all(folder);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::Io);
  EXPECT_EQ(none.error().message, "cannot read /nowhere/at/all");
  if (!status && status.error().code == ErrorCode::NotFound) GTEST_SKIP() << status.error().message;
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(*status, 3);
  EXPECT_EQ(said, "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nempty/made\n");
}

// With the host's processor only where its device can be used.
TEST(Machine, HasTheHostsProcessorWhereThatWorks) {
  const std::string device = fs::path(testing::TempDir()) / "kvm";
  const auto accelerators = [&] {
    std::string all;
    const std::vector<std::string> line = command_line({.kvm = device});
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      if (line[i] == "-accel") all += line[i + 1] + " ";
    return all;
  };
  EXPECT_EQ(accelerators(), "tcg ");
  std::ofstream(device).close();
  EXPECT_EQ(accelerators(), "kvm tcg ");
  fs::remove(device);
}

// Says what it is called with and ends, but does `with_kvm` first where KVM is tried.
class FakeEmulator {
 public:
  explicit FakeEmulator(const std::string& with_kvm)
      : folder_(fs::path(testing::TempDir()) / ("fake-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    const fs::path program = folder_ / "qemu-system-x86_64";
    std::ofstream(program) << "#!/bin/sh\ncase \"$*\" in *'-accel kvm '*) echo kvm >>" << folder_
                           << "/tried; " << with_kvm << ";; esac\n"
                           << "echo emulated >&2\n";
    fs::permissions(program, fs::perms::owner_all);
    setenv("PATH", (folder_.string() + ":" + path_).c_str(), 1);
  }
  ~FakeEmulator() {
    setenv("PATH", path_.c_str(), 1);
    fs::remove_all(folder_);
  }
  [[nodiscard]] bool tried_kvm() const { return fs::exists(folder_ / "tried"); }

 private:
  fs::path folder_;
  std::string path_ = std::getenv("PATH");
};

// What is said of a kernel that needs no file, booted with a device that can be opened.
std::string said_of_kernel(const std::string& device) {
  const StoredKernel kernel{.name = "none", .release = "0", .image = "/dev/null"};
  const Report report = conform_booted(kernel, {}, {.kvm = device});
  if (report) return "a report";
  (void)take_console(report.error().message);
  return report.error().message;
}

// One that hangs, as it does for some inside of another machine, and one that ends at once.
TEST(Machine, IsEmulatedWhereKvmDoesNotWork) {
  for (const char* with_kvm : {"exec sleep 100", "exit 134"}) {
    const FakeEmulator emulator(with_kvm);
    EXPECT_TRUE(said_of_kernel("/dev/null").ends_with("QEMU says: emulated")) << with_kvm;
    EXPECT_TRUE(emulator.tried_kvm());
  }
}

TEST(Machine, DoesNotTryKvmWithoutADevice) {
  const FakeEmulator emulator("exec sleep 100");
  EXPECT_TRUE(said_of_kernel("").ends_with("QEMU says: emulated"));
  EXPECT_FALSE(emulator.tried_kvm());
}

TEST(Machine, LeavesNothingBehind) {
  const fs::path folder = fs::path(testing::TempDir()) / ("machine-" + std::to_string(getpid()));
  fs::create_directories(folder);
  setenv("TMPDIR", folder.c_str(), 1);
  {
    auto machine =
        Machine::start({.image = "/nowhere/vmlinuz", .initramfs = "no archive", .kvm = {}});
    if (!machine) GTEST_SKIP() << machine.error().message;
    const auto read = machine->read(60s);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, "");
    EXPECT_NE(machine->complaint().find("/nowhere/vmlinuz"), std::string::npos);
  }
  unsetenv("TMPDIR");
  EXPECT_TRUE(fs::is_empty(folder));
  fs::remove_all(folder);
}

TEST(StoredKernel, SaysHowToGetOne) {
  const char* before = std::getenv("VIRNET_KERNEL_CACHE");
  const std::string kept = before == nullptr ? "" : before;
  setenv("VIRNET_KERNEL_CACHE", "/nowhere", 1);
  const auto kernel = find_kernel("bookworm");
  const auto folder = find_kernel("/nowhere/at/all");
  before == nullptr ? unsetenv("VIRNET_KERNEL_CACHE")
                    : setenv("VIRNET_KERNEL_CACHE", kept.c_str(), 1);
  ASSERT_FALSE(kernel);
  EXPECT_EQ(kernel.error().code, ErrorCode::NotFound);
  EXPECT_EQ(kernel.error().message.find("kernel 'bookworm' is not in /nowhere; fetch it with: "),
            0U)
      << kernel.error().message;
  EXPECT_NE(kernel.error().message.find("fetch-kernel bookworm"), std::string::npos);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().message,
            "there is no kernel in /nowhere/at/all: it needs the files release, vmlinuz and "
            "modules/order");
}

}  // namespace
}  // namespace virnet::conformance
