// The kernel's answer to one request, as its datagrams come.
#include "bridge/netlink/reply.h"

#include <gtest/gtest.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace virnet::bridge {
namespace {

constexpr std::uint32_t kSequence = 7;

using Datagram = std::vector<std::byte>;

// A message whose payload is one number.
void append(Datagram& datagram, std::uint16_t type, std::uint16_t flags, std::int32_t number,
            std::uint32_t sequence = kSequence) {
  nlmsghdr head{};
  head.nlmsg_len = sizeof(head) + sizeof(number);
  head.nlmsg_type = type;
  head.nlmsg_flags = flags;
  head.nlmsg_seq = sequence;
  const std::size_t at = datagram.size();
  datagram.resize(at + head.nlmsg_len);
  std::memcpy(datagram.data() + at, &head, sizeof(head));
  std::memcpy(datagram.data() + at + sizeof(head), &number, sizeof(number));
}

class ReplyTest : public testing::Test {
 protected:
  Result<bool> take(const Datagram& datagram) {
    return reply_.take(datagram, [this](const Message&) -> Decoded<void> {
      ++visited_;
      return {};
    });
  }

  Reply reply_{kSequence, "list the entries"};
  int visited_ = 0;
};

TEST_F(ReplyTest, EndsWithDone) {
  Datagram first;
  append(first, RTM_NEWNEIGH, NLM_F_MULTI, 0);
  append(first, RTM_NEWNEIGH, NLM_F_MULTI, 0, kSequence + 1);  // of another request
  EXPECT_EQ(take(first), false);
  Datagram last;
  append(last, NLMSG_DONE, NLM_F_MULTI, 0);
  EXPECT_EQ(take(last), true);
  EXPECT_EQ(visited_, 1);
  EXPECT_FALSE(reply_.interrupted());
}

TEST_F(ReplyTest, RemembersThatTheListChangedMidway) {
  Datagram datagram;
  append(datagram, RTM_NEWNEIGH, NLM_F_MULTI | NLM_F_DUMP_INTR, 0);
  append(datagram, RTM_NEWNEIGH, NLM_F_MULTI, 0);
  append(datagram, NLMSG_DONE, NLM_F_MULTI, 0);
  EXPECT_EQ(take(datagram), true);
  EXPECT_TRUE(reply_.interrupted());
}

// A change behind the last part shows only there.
TEST_F(ReplyTest, RemembersThatTheListChangedBeforeItsEnd) {
  Datagram datagram;
  append(datagram, RTM_NEWNEIGH, NLM_F_MULTI, 0);
  append(datagram, NLMSG_DONE, NLM_F_MULTI | NLM_F_DUMP_INTR, 0);
  EXPECT_EQ(take(datagram), true);
  EXPECT_TRUE(reply_.interrupted());
}

TEST_F(ReplyTest, TellsWhyADumpEnded) {
  Datagram datagram;
  append(datagram, NLMSG_DONE, NLM_F_MULTI, -EBUSY);
  const Result<bool> taken = take(datagram);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().error, EBUSY);
}

}  // namespace
}  // namespace virnet::bridge
