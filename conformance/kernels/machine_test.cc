// Kernels that crash, hang and end without a word: each is told apart. The tests boot the first
// kernel of the cache; without one, or without QEMU, they are skipped.
#include "conformance/kernels/machine.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "conformance/kernels/archive.h"
#include "conformance/kernels/booted.h"

namespace virnet::conformance {
namespace {

using namespace std::chrono_literals;

std::expected<StoredKernel, std::string> any_kernel() {
  std::expected<StoredKernel, std::string> kernel = std::unexpected(std::string());
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
  std::filesystem::remove(path);
  return text.str();
}

// A test program is no virnet: as the first process it does not find its way, and its end is the
// kernel's.
TEST(Machine, TellsThatAKernelCrashedAndKeepsItsConsole) {
  const auto kernel = any_kernel();
  if (!kernel) GTEST_SKIP() << kernel.error();
  const Report report = conform_booted(*kernel, {});
  ASSERT_FALSE(report);
  if (report.error().find("which is not installed") != std::string::npos)
    GTEST_SKIP() << report.error();
  const std::string begin = "Linux " + kernel->release + " crashed (\"Kernel panic - not syncing";
  EXPECT_EQ(report.error().substr(0, begin.size()), begin) << report.error();
  EXPECT_NE(report.error().find("before the first statement"), std::string::npos);
  EXPECT_NE(take_console(report.error()).find("Kernel panic"), std::string::npos);
}

// Whoever waits does not wait for ever: here for no time at all, before the kernel has come to
// speak.
TEST(Machine, TellsThatAKernelHangs) {
  const auto kernel = any_kernel();
  if (!kernel) GTEST_SKIP() << kernel.error();
  const Report report = conform_booted(*kernel, {}, {.patience = 0s});
  ASSERT_FALSE(report);
  if (report.error().find("which is not installed") != std::string::npos)
    GTEST_SKIP() << report.error();
  EXPECT_NE(report.error().find(" hangs: it has said nothing for 0 s"), std::string::npos)
      << report.error();
  (void)take_console(report.error());
}

TEST(Machine, LeavesNothingBehind) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("machine-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  setenv("TMPDIR", folder.c_str(), 1);
  {
    auto machine = Machine::start({.image = "/nowhere/vmlinuz", .initramfs = "no archive"});
    if (!machine) GTEST_SKIP() << machine.error();
    const auto read = machine->read(60s);
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(*read, "");
    EXPECT_NE(machine->complaint().find("/nowhere/vmlinuz"), std::string::npos);
  }
  unsetenv("TMPDIR");
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
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
  EXPECT_EQ(kernel.error().find("kernel 'bookworm' is not in /nowhere; fetch it with: "), 0U)
      << kernel.error();
  EXPECT_NE(kernel.error().find("fetch-kernel bookworm"), std::string::npos);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error(),
            "there is no kernel in /nowhere/at/all: it needs the files release, vmlinuz and "
            "modules/order");
}

}  // namespace
}  // namespace virnet::conformance
