#include "bridge/netlink/codec.h"

#include <gtest/gtest.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <initializer_list>
#include <random>
#include <vector>

#include "bridge/netlink/decode.h"
#include "bridge/netlink/encode.h"

namespace virnet::bridge {
namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
  std::vector<std::byte> result;
  for (const int value : values) result.push_back(static_cast<std::byte>(value));
  return result;
}

// A dumped entry as a kernel sends it: 52:54:00:00:00:0a, static, port 6 of bridge 4, VLAN 10.
std::vector<std::byte> dumped_entry() {
  return bytes({0x44, 0,  0, 0,    28, 0, 2, 0,    7, 0, 0, 0,  0, 0, 0, 0,    7,
                0,    0,  0, 6,    0,  0, 0, 0x40, 0, 0, 0, 10, 0, 2, 0, 0x52, 0x54,
                0,    0,  0, 0x0a, 0,  0, 8, 0,    9, 0, 4, 0,  0, 0, 6, 0,    5,
                0,    10, 0, 0,    0,  8, 0, 15,   0, 0, 0, 0,  0, 0, 0, 0,    0});
}

Decoded<std::optional<Message>> first_message(Bytes datagram) {
  MessageReader reader(datagram);
  return reader.next();
}

TEST(Codec, ReadsADumpedEntry) {
  const std::vector<std::byte> datagram = dumped_entry();
  const auto message = first_message(datagram);
  ASSERT_TRUE(message && *message);
  EXPECT_EQ((*message)->type, RTM_NEWNEIGH);
  EXPECT_EQ((*message)->sequence, 7U);
  // The last four bytes are no attribute.
  const auto neighbour =
      decode_neighbour((*message)->payload.first((*message)->payload.size() - 4));
  ASSERT_TRUE(neighbour) << neighbour.error().reason;
  EXPECT_EQ(neighbour->bridge, LinkIndex{4});
  EXPECT_EQ(neighbour->entry, (FdbEntry{.port = LinkIndex{6},
                                        .mac = MacAddress({0x52, 0x54, 0, 0, 0, 0x0a}),
                                        .vlan = 10,
                                        .kind = FdbKind::Static}));
}

// Port 6 of bridge 4: VLAN 1 untagged and for frames without a tag, VLAN 10 tagged.
TEST(Codec, ReadsTheVlansOfAPort) {
  const std::vector<std::byte> payload =
      bytes({7, 0, 0,  0, 6,  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 10, 0, 4,  0,
             0, 0, 20, 0, 26, 0, 8, 0, 2, 0, 6, 0, 1, 0, 8, 0, 2, 0, 0,  0, 10, 0});
  const auto message = decode_vlans(payload);
  ASSERT_TRUE(message) << message.error().reason;
  EXPECT_EQ(message->bridge, LinkIndex{4});
  EXPECT_EQ(message->vlans, (PortVlans{LinkIndex{6}, {1, 10}, 1, {1}}));
}

// A kernel sends one. Two, of a bridge and then of something else, are those of something else.
TEST(Codec, TakesTheLastOfTwoLinkinfos) {
  MessageBuilder message(RTM_NEWLINK, 0, 1);
  (void)message.header<ifinfomsg>();
  for (const std::string_view kind : {"bridge", "veth"})
    message.nest(IFLA_LINKINFO, [&] { message.text(IFLA_INFO_KIND, kind); });
  const auto read = first_message(*message.finish());
  ASSERT_TRUE(read && *read);
  const auto link = decode_link((*read)->payload);
  ASSERT_TRUE(link) << link.error().reason;
  EXPECT_EQ(link->link.kind, "veth");
  EXPECT_FALSE(link->link.bridge);
}

TEST(Codec, RefusesEveryLieAboutAMessagesLength) {
  std::vector<std::byte> datagram = dumped_entry();
  auto reason = [&](std::uint32_t length) -> std::string_view {
    std::memcpy(datagram.data(), &length, sizeof(length));
    const auto message = first_message(datagram);
    return message ? "" : message.error().reason;
  };
  const auto size = static_cast<std::uint32_t>(datagram.size());
  EXPECT_EQ(reason(0), "a message is shorter than its header");
  EXPECT_EQ(reason(15), "a message is shorter than its header");
  EXPECT_EQ(reason(16), "");
  EXPECT_EQ(reason(size), "");
  EXPECT_EQ(reason(size + 1), "a message is longer than the datagram");
  // As a signed number this one is small.
  EXPECT_EQ(reason(0xffffffffU), "a message is longer than the datagram");
}

TEST(Codec, RefusesADatagramThatEndsInAHeader) {
  const std::vector<std::byte> datagram = dumped_entry();
  for (std::size_t size = 1; size < sizeof(nlmsghdr); ++size) {
    const auto message = first_message(Bytes(datagram).first(size));
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().reason, "a message header is cut short");
  }
}

TEST(Codec, RefusesAttributesThatDoNotFit) {
  auto reason = [](std::initializer_list<int> values) -> std::string_view {
    const std::vector<std::byte> attributes = bytes(values);
    const Decoded<void> read = each_attribute(attributes, [](const Attribute&) {});
    return read ? "" : read.error().reason;
  };
  EXPECT_EQ(reason({}), "");
  EXPECT_EQ(reason({4, 0, 1, 0}), "");
  EXPECT_EQ(reason({5, 0, 1, 0, 9}), "");  // the padding of the last one may be missing
  EXPECT_EQ(reason({4, 0, 1}), "an attribute header is cut short");
  EXPECT_EQ(reason({3, 0, 1, 0}), "an attribute is shorter than its header");
  EXPECT_EQ(reason({0, 0, 1, 0}), "an attribute is shorter than its header");
  EXPECT_EQ(reason({5, 0, 1, 0}), "an attribute is longer than what holds it");
  EXPECT_EQ(reason({0xff, 0xff, 1, 0}), "an attribute is longer than what holds it");
}

TEST(Codec, TakesNumbersOnlyInTheirOwnSize) {
  const std::vector<std::byte> data = bytes({1, 0, 0, 0});
  for (std::size_t size = 0; size <= data.size(); ++size) {
    const Attribute attribute{.type = 1, .payload = Bytes(data).first(size)};
    EXPECT_EQ(attribute.number<std::uint8_t>().has_value(), size == 1);
    EXPECT_EQ(attribute.number<std::uint16_t>().has_value(), size == 2);
    EXPECT_EQ(attribute.number<std::uint32_t>().has_value(), size == 4);
    EXPECT_FALSE(attribute.mac().has_value());
  }
}

TEST(Codec, ReadsTextWithAndWithoutItsEnd) {
  const std::vector<std::byte> data = bytes({'b', 'r', '0', 0, 'x'});
  EXPECT_EQ((Attribute{1, data}.text()), "br0");
  EXPECT_EQ((Attribute{1, Bytes(data).first(3)}.text()), "br0");
  EXPECT_EQ((Attribute{1, Bytes(data).first(0)}.text()), "");
}

// Whatever the bytes are, reading ends, and within them: a sanitizer watches.
TEST(Codec, SurvivesAnyBytes) {
  constexpr unsigned kSeed = 20260925;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 20000; ++round) {
    std::vector<std::byte> datagram = dumped_entry();
    datagram.resize(random() % (datagram.size() + 1));
    for (unsigned changes = random() % 4; changes > 0 && !datagram.empty(); --changes) {
      datagram[random() % datagram.size()] = static_cast<std::byte>(random());
    }
    MessageReader reader(datagram);
    std::size_t messages = 0;
    for (auto next = reader.next(); next && *next; next = reader.next()) {
      ASSERT_LE(++messages, datagram.size() / sizeof(nlmsghdr)) << "seed " << kSeed;
      (void)decode_neighbour((*next)->payload);
      (void)decode_link((*next)->payload);
      (void)decode_address((*next)->payload);
      (void)decode_answer(**next);
    }
  }
}

TEST(Codec, ReadsTheKernelsOwnWords) {
  // An answer with error -22 to a request of 20 bytes, the words after it.
  std::vector<std::byte> payload =
      bytes({0xea, 0xff, 0xff, 0xff, 20, 0, 0, 0, 28, 0, 5, 0,   9,   0,   0,   0, 0,
             0,    0,    0,    1,    2,  3, 4, 9, 0,  1, 0, 'o', 'o', 'p', 's', 0});
  Message message{
      .type = NLMSG_ERROR, .flags = NLM_F_ACK_TLVS, .sequence = 9, .port = 0, .payload = payload};
  const Decoded<Answer> answer = decode_answer(message);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->error, 22);
  EXPECT_EQ(answer->reason, "oops");
  message.payload = Bytes(payload).first(10);
  EXPECT_FALSE(decode_answer(message));
}

// Requests, to the byte.
std::vector<std::byte> encoded(const Change& change, std::uint32_t sequence = 1) {
  std::vector<std::byte> message;
  EXPECT_TRUE(encode(change, sequence, message));
  return message;
}

TEST(Encode, WritesAStaticEntry) {
  const AddFdb add{.port = LinkIndex{6},
                   .mac = MacAddress({0x02, 0, 0, 0, 0, 0x0a}),
                   .write = Write::Create | Write::Exclusive};
  EXPECT_EQ(encoded(add, 3),
            bytes({40, 0, 0, 0, 28,   0, 5, 6, 3,  0, 0, 0, 0, 0, 0, 0, 7, 0,  0, 0,
                   6,  0, 0, 0, 0x42, 0, 4, 0, 10, 0, 2, 0, 2, 0, 0, 0, 0, 10, 0, 0}));
}

TEST(Encode, NeverPutsTheBitsOfAnAdditionIntoADeletion) {
  const auto message =
      encoded(DeleteFdb{.port = LinkIndex{6}, .mac = MacAddress({2, 0, 0, 0, 0, 1})});
  const auto header = load<nlmsghdr>(message);
  EXPECT_EQ(header->nlmsg_type, RTM_DELNEIGH);
  EXPECT_EQ(header->nlmsg_flags, NLM_F_REQUEST | NLM_F_ACK);
}

TEST(Encode, WritesPortFlagsNested) {
  const SetPort set{LinkIndex{5}, {.learning = false, .unicast_flood = false}};
  EXPECT_EQ(encoded(set), bytes({52, 0, 0, 0, 19, 0, 5, 0, 1, 0, 0, 0, 0, 0, 0,  0, 7,  0,
                                 0,  0, 5, 0, 0,  0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 12, 0x80,
                                 5,  0, 8, 0, 0,  0, 0, 0, 5, 0, 9, 0, 0, 0, 0,  0}));
}

TEST(Encode, AppendsNothingIfItDoesNotFit) {
  std::vector<std::byte> batch(3);
  EXPECT_FALSE(encode(AddBridge{std::string(5000, 'b')}, 1, batch));
  EXPECT_EQ(batch.size(), 3U);
}

}  // namespace
}  // namespace virnet::bridge
