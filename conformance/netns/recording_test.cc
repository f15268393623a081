// Captures are what pcapng says they are: walked here block by block.
#include "conformance/harness/testbed/recording.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string_view>

namespace virnet::conformance {
namespace {

struct Block {
  std::uint32_t type = 0;
  std::string content;
};

std::uint32_t number(std::span<const std::byte> bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.subspan(at, 4).data(), 4);
  return value;
}

// The blocks, or what comes before the first that is broken.
std::vector<Block> blocks_of(std::span<const std::byte> bytes) {
  std::vector<Block> blocks;
  while (bytes.size() >= 12) {
    const std::uint32_t length = number(bytes, 4);
    if (length % 4 != 0 || length > bytes.size() || number(bytes, length - 4) != length) break;
    const auto* content = reinterpret_cast<const char*>(bytes.data()) + 8;
    blocks.push_back({number(bytes, 0), std::string(content, length - 12)});
    bytes = bytes.subspan(length);
  }
  EXPECT_EQ(bytes.size(), 0U);
  return blocks;
}

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

TEST(Recording, IsAPcapngOfItsFrames) {
  Recording recording;
  const std::uint32_t first = recording.add_interface("far-wire");
  const std::uint32_t second = recording.add_interface("guest0");
  recording.add(first, Recording::Direction::Sent, bytes_of("a frame of 21 octets."));
  recording.add(second, Recording::Direction::Seen, bytes_of("short"));
  const std::vector<Block> blocks = blocks_of(recording.pcapng("why"));
  ASSERT_EQ(blocks.size(), 5U);
  EXPECT_EQ(blocks[0].type, 0x0A0D0D0AU);
  EXPECT_NE(blocks[0].content.find("why"), std::string::npos);
  EXPECT_EQ(blocks[1].type, 1U);
  EXPECT_NE(blocks[1].content.find("far-wire"), std::string::npos);
  EXPECT_NE(blocks[2].content.find("guest0"), std::string::npos);
  EXPECT_EQ(blocks[3].type, 6U);
  const auto frame = std::as_bytes(std::span(blocks[3].content));
  EXPECT_EQ(number(frame, 0), first);
  EXPECT_EQ(number(frame, 12), 21U);
  EXPECT_EQ(number(frame, 16), 21U);
  EXPECT_EQ(blocks[3].content.substr(20, 21), "a frame of 21 octets.");
  EXPECT_EQ(number(frame, 20 + 24 + 4), 2U);  // the flags: sent
  EXPECT_EQ(number(std::as_bytes(std::span(blocks[4].content)), 0), second);
}

TEST(Recording, ForgetsFramesAndKeepsInterfaces) {
  Recording recording;
  const std::uint32_t only = recording.add_interface("guest0");
  recording.add(only, Recording::Direction::Seen, bytes_of("frame"));
  recording.clear();
  EXPECT_EQ(recording.size(), 0U);
  EXPECT_EQ(blocks_of(recording.pcapng({})).size(), 2U);
}

TEST(Recording, SaysWhyItCannotBeWritten) {
  const auto written = Recording().write("/no/such/folder/x.pcapng", {});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::Io);
  EXPECT_EQ(written.error().system_error, ENOENT);
  EXPECT_EQ(written.error().message,
            "cannot write /no/such/folder/x.pcapng: No such file or directory");
}

}  // namespace
}  // namespace virnet::conformance
