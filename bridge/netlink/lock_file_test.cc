#include "bridge/netlink/lock_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>

namespace virnet::bridge {
namespace {

namespace fs = std::filesystem;

class LockFileTest : public testing::Test {
 protected:
  LockFileTest() { fs::create_directory(top_); }
  ~LockFileTest() override { fs::remove_all(top_); }

  const fs::path top_ = fs::path(testing::TempDir()) / ("virnet-lock-" + std::to_string(getpid()));
  const std::string folder_ = (top_ / "locks").string();
};

TEST_F(LockFileTest, OneHasItAndTheOtherIsToldWho) {
  auto first = LockFile::take(folder_, "bridge-1-5");
  ASSERT_TRUE(first) << to_string(first.error());
  ASSERT_TRUE(LockFile::take(folder_, "bridge-1-6"));
  const auto second = LockFile::take(folder_, "bridge-1-5");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().error, EADDRINUSE);
  EXPECT_EQ(second.error().reason,
            "another virnet is changing it, process " + std::to_string(getpid()));
  {
    const LockFile gone = std::move(*first);
  }
  EXPECT_TRUE(fs::is_empty(folder_));
  EXPECT_TRUE(LockFile::take(folder_, "bridge-1-5"));
}

TEST_F(LockFileTest, EndsWithItsProcess) {
  const pid_t child = fork();
  if (child == 0) {
    auto lock = LockFile::take(folder_, "b");
    kill(getpid(), lock ? SIGKILL : SIGTERM);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_EQ(WTERMSIG(status), SIGKILL);
  EXPECT_TRUE(fs::exists(folder_ + "/b"));
  EXPECT_TRUE(LockFile::take(folder_, "b"));
}

TEST_F(LockFileTest, NobodyElseMayOpenTheFile) {
  const auto lock = LockFile::take(folder_, "b");
  struct stat status{};
  ASSERT_EQ(stat((folder_ + "/b").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  ASSERT_EQ(stat(folder_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(LockFileTest, AFolderOfOthersIsNoPlaceForLocks) {
  fs::create_directory(folder_);
  fs::permissions(folder_, fs::perms::all);
  EXPECT_EQ(LockFile::take(folder_, "b").error().error, EACCES);
  fs::remove_all(folder_);
  fs::create_directory(top_ / "elsewhere");
  fs::create_directory_symlink(top_ / "elsewhere", folder_);
  EXPECT_EQ(LockFile::take(folder_, "b").error().error, EACCES);
  EXPECT_EQ(LockFile::take((top_ / "no" / "such").string(), "b").error().error, ENOENT);
}

TEST_F(LockFileTest, ALinkIsNotFollowed) {
  fs::create_directory(folder_);
  fs::create_symlink(top_ / "target", folder_ + "/b");
  EXPECT_EQ(LockFile::take(folder_, "b").error().error, ELOOP);
  EXPECT_FALSE(fs::exists(top_ / "target"));
}

}  // namespace
}  // namespace virnet::bridge
