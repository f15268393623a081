// Files that are replaced: what stays, what is refused, and what somebody else does in between.
#include "cli/support/store_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>

#include "cli/support/files.h"
#include "cli/support/temporary_file.h"

namespace virnet::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

class StoreFile : public testing::Test {
 protected:
  StoreFile() {
    std::string name = (fs::temp_directory_path() / "virnet-store-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
  }
  ~StoreFile() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, std::string_view content) const {
    std::ofstream(folder_ / name) << content;
    return folder_ / name;
  }
  static std::string read(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // Opens, lets `in_between` happen, and rewrites; the error, or nothing.
  std::string rewrite(const fs::path& path, const std::function<void()>& in_between = [] {}) const {
    auto file = DocumentFile::open({.shown = path.string(), .path = path});
    if (!file || !file->read()) return "cannot read";
    in_between();
    const auto written = file->rewrite("new");
    return written ? "" : written.error();
  }
  // Of everything that is in the folder now.
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_))
      names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
  }

  fs::path folder_;
};

TEST_F(StoreFile, ReplacesAndLeavesNothingBeside) {
  const fs::path path = write("a.xml", "old");
  EXPECT_EQ(rewrite(path), "");
  EXPECT_EQ(read(path), "new");
  EXPECT_EQ(names(), std::vector<std::string>{"a.xml"});
}

TEST_F(StoreFile, KeepsModeAndExtendedAttributes) {
  const fs::path path = write("a.xml", "old");
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  if (setxattr(path.c_str(), "user.origin", "lab", 3, 0) != 0)
    GTEST_SKIP() << "no extended attributes in " << folder_;
  EXPECT_EQ(rewrite(path), "");
  char value[8] = {};
  EXPECT_EQ(getxattr(path.c_str(), "user.origin", value, sizeof(value)), 3);
  EXPECT_STREQ(value, "lab");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms(0640));
}

// user::rw-, user:1:rw-, group::r--, mask::rw-, other::---. Without it the mode, whose group bits
// are the mask's, would let the group write.
TEST_F(StoreFile, KeepsTheAccessList) {
  const fs::path path = write("a.xml", "old");
  constexpr unsigned char kList[] = {2,  0, 0, 0,                      //
                                     1,  0, 6, 0, 255, 255, 255, 255,  //
                                     2,  0, 6, 0, 1,   0,   0,   0,    //
                                     4,  0, 4, 0, 255, 255, 255, 255,  //
                                     16, 0, 6, 0, 255, 255, 255, 255,  //
                                     32, 0, 0, 0, 255, 255, 255, 255};
  constexpr const char* kName = "system.posix_acl_access";
  if (setxattr(path.c_str(), kName, kList, sizeof(kList), 0) != 0)
    GTEST_SKIP() << "no access lists in " << folder_;
  EXPECT_EQ(rewrite(path), "");
  EXPECT_EQ(getxattr(path.c_str(), kName, nullptr, 0), static_cast<ssize_t>(sizeof(kList)));
}

TEST_F(StoreFile, RefusesWhatWasChangedInTheMeantime) {
  const fs::path path = write("a.xml", "old");
  EXPECT_THAT(rewrite(path, [&] { write("a.xml", "an edit"); }), HasSubstr("has changed"));
  EXPECT_EQ(read(path), "an edit");
  EXPECT_EQ(names(), std::vector<std::string>{"a.xml"});
}

TEST_F(StoreFile, RefusesWhatWasSwappedForALink) {
  const fs::path secret = write("secret", "secret");
  const fs::path path = write("a.xml", "old");
  EXPECT_THAT(rewrite(path,
                      [&] {
                        fs::remove(path);
                        fs::create_symlink("secret", path);
                      }),
              HasSubstr("has changed"));
  EXPECT_EQ(read(secret), "secret");
}

TEST_F(StoreFile, RefusesHardLinks) {
  const fs::path path = write("a.xml", "old");
  fs::create_hard_link(path, folder_ / "b.xml");
  EXPECT_THAT(rewrite(path), HasSubstr("2 names"));
  EXPECT_EQ(read(path), "old");
}

TEST_F(StoreFile, RefusesWhatIsNoFile) {
  const auto stored = store_file("/dev/null", "new");
  ASSERT_FALSE(stored);
  EXPECT_THAT(stored.error(), HasSubstr("not a regular file"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(StoreFile, RewritesNamesOfAnyLength) {
  const std::string name = std::string(251, 'n') + ".xml";
  EXPECT_EQ(rewrite(write(name, "old")), "");
  EXPECT_EQ(read(folder_ / name), "new");
}

TEST_F(StoreFile, FollowsNoLinkBelowTheFolder) {
  fs::create_directory(folder_ / "elsewhere");
  fs::create_directory(folder_ / "out");
  fs::create_symlink("../elsewhere", folder_ / "out/d");
  EXPECT_FALSE(store_below(folder_ / "out", "d/a.xml", "new"));
  const fs::path other = write("other", "old");
  fs::create_symlink("../other", folder_ / "out/a.xml");
  EXPECT_TRUE(store_below(folder_ / "out", "a.xml", "new"));
  EXPECT_EQ(read(other), "old");
  EXPECT_FALSE(fs::is_symlink(folder_ / "out/a.xml"));
}

TEST_F(StoreFile, ASignalLeavesNothingBehind) {
  const auto killed = [&] {
    const FileDescriptor folder(open(folder_.c_str(), O_RDONLY | O_DIRECTORY));
    const TemporaryFile file(folder.get(), 0600);
    raise(SIGTERM);
  };
  EXPECT_EXIT(killed(), testing::KilledBySignal(SIGTERM), "");
  EXPECT_THAT(names(), IsEmpty());
}

}  // namespace
}  // namespace virnet::cli
