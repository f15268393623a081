#include <gtest/gtest.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <virnet/kernel.h>

#include <array>
#include <csignal>

#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

std::string network_namespace() {
  std::array<char, 64> name{};
  const ssize_t size = readlink("/proc/self/ns/net", name.data(), name.size());
  return {name.data(), size < 0 ? 0 : static_cast<std::size_t>(size)};
}

TEST(Namespace, IsItsOwnAndEmpty) {
  const std::string outside = network_namespace();
  const auto inside = answer_in_namespace([] {
    const auto kernel = bridge::open_kernel();
    return network_namespace() + " " + std::to_string((*kernel)->links()->size());
  });
  if (!inside) return;
  EXPECT_EQ(network_namespace(), outside);
  EXPECT_NE(inside->substr(0, inside->find(' ')), outside);
  EXPECT_EQ(inside->substr(inside->find(' ')), " 1");  // loopback
}

TEST(Namespace, CarriesLongAnswers) {
  const auto answer = answer_in_namespace([] { return std::string(300000, 'x'); });
  if (!answer) return;
  EXPECT_EQ(*answer, std::string(300000, 'x'));
}

TEST(Namespace, SaysHowItsProcessDied) {
  const auto probe = answer_in_namespace([] { return std::string("."); });
  if (!probe) return;
  const auto killed = in_namespace([]() -> std::string {
    kill(getpid(), SIGKILL);
    return "";
  });
  ASSERT_FALSE(killed);
  EXPECT_EQ(killed.error().code, ErrorCode::Io);
  EXPECT_EQ(killed.error().message, "the process in the namespace was killed by signal 9 (Killed)");
  const auto left = in_namespace([]() -> std::string { _exit(3); });
  ASSERT_FALSE(left);
  EXPECT_EQ(left.error().message, "the process in the namespace ended early with status 3");
}

// An error of the child comes out of it whole.
TEST(Namespace, SaysWhyItIsNotToBeHad) {
  const auto none = in_namespace([] { return std::string("."); }, Place::Machine);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error(), (Error{.code = ErrorCode::Unsupported,
                                 .message = "this is no machine that was started for the lab"}));
}

// The process in the namespace holds everything; it must not outlive one that is killed.
TEST(Namespace, DiesWithItsParent) {
  const auto probe = answer_in_namespace([] { return std::string("."); });
  if (!probe) return;
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t parent = fork();
  ASSERT_GE(parent, 0);
  if (parent == 0) {
    (void)in_namespace([&]() -> std::string {
      const pid_t self = getpid();
      (void)!write(ends[1], &self, sizeof(self));
      for (;;) pause();
    });
    _exit(0);
  }
  pid_t inside = 0;
  ASSERT_EQ(read(ends[0], &inside, sizeof(inside)), static_cast<ssize_t>(sizeof(inside)));
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, inside, 0));
  ASSERT_GE(handle, 0);
  kill(parent, SIGKILL);
  pollfd gone{.fd = handle, .events = POLLIN, .revents = 0};
  EXPECT_EQ(poll(&gone, 1, 10000), 1) << "process " << inside << " outlived its parent";
  if (gone.revents == 0) kill(inside, SIGKILL);
  waitpid(parent, nullptr, 0);
  close(handle);
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace virnet::conformance
