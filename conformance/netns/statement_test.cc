// The catalogue itself, and the frames it sends.
#include "conformance/harness/catalogue/statement.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/testbed/endpoint.h"

namespace virnet::conformance {
namespace {

TEST(Catalogue, EveryStatementIsWhole) {
  for (const Statement& statement : catalogue()) {
    EXPECT_EQ(statement.id.size(), 7U) << statement.id;
    EXPECT_EQ(statement.id[3], '-') << statement.id;
    EXPECT_NE(statement.steps.empty(), statement.recheck.empty()) << statement.id;
    const bool of_a_mode =
        !statement.claim_kernel_mode.empty() || !statement.claim_libvirt_mode.empty();
    EXPECT_NE(of_a_mode, !statement.claim_any.empty()) << statement.id;
  }
}

// An id may come twice only for another mode, kernel or kind of document.
TEST(Catalogue, NoStatementComesTwice) {
  std::set<std::string> seen;
  for (const Statement& statement : catalogue()) {
    const std::string key = std::string(statement.id) +
                            std::to_string(static_cast<int>(statement.need)) +
                            to_string(statement.kernels);
    for (const BridgeMode mode : {BridgeMode::Kernel, BridgeMode::Libvirt}) {
      if (statement.text(mode).empty()) continue;
      EXPECT_TRUE(seen.insert(key + std::string(to_string(mode))).second) << statement.id;
    }
  }
}

// Every number of the seven chapters has a row.
TEST(Catalogue, EveryNumberHasARow) {
  struct Chapter {
    std::string prefix;
    int size;
  };
  std::set<std::string, std::less<>> present;
  for (const Statement& statement : catalogue()) present.emplace(statement.id);
  for (const Chapter& chapter :
       {Chapter{"ATT", 30}, Chapter{"PRM", 34}, Chapter{"FDB", 74}, Chapter{"FRM", 42},
        Chapter{"NTF", 7}, Chapter{"FLT", 14}, Chapter{"UNS", 6}, Chapter{"CST", 1}}) {
    for (int i = 1; i <= chapter.size; ++i) {
      const std::string id = fmt::format("{}-{:03}", chapter.prefix, i);
      EXPECT_EQ(present.erase(id), 1U) << id << " has no row";
    }
  }
  EXPECT_TRUE(present.empty()) << *present.begin() << " is no number of the list";
}

TEST(Catalogue, HasEnoughForBothModes) {
  std::set<std::string_view> kernel;
  std::set<std::string_view> libvirt;
  for (const Statement& statement : catalogue()) {
    if (!statement.claim_kernel_mode.empty()) kernel.insert(statement.id);
    if (!statement.claim_libvirt_mode.empty()) libvirt.insert(statement.id);
  }
  EXPECT_GE(kernel.size(), 60U);
  EXPECT_GE(libvirt.size(), 75U);
}

TEST(Frame, ComesBackAsItWas) {
  Frame frame{.source = MacAddress({2, 0, 0, 0, 0, 1}),
              .destination = MacAddress({0x52, 0x54, 0, 0, 0, 2}),
              .cookie = 0x0123456789abcdef};
  for (const std::uint16_t vlan : {std::uint16_t{0}, std::uint16_t{10}}) {
    frame.vlan = vlan;
    const std::vector<std::byte> bytes = encode_frame(frame);
    EXPECT_EQ(bytes.size(), 60U);
    const std::optional<Frame> read = decode_frame(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->source, frame.source);
    EXPECT_EQ(read->destination, frame.destination);
    EXPECT_EQ(read->vlan, vlan);
    EXPECT_EQ(read->cookie, frame.cookie);
  }
}

TEST(Frame, IsNotFoundInOthersOrInPieces) {
  std::vector<std::byte> bytes = encode_frame({.cookie = 1});
  for (std::size_t size = 0; size < 30; ++size) {
    EXPECT_FALSE(decode_frame(std::span(bytes).first(size))) << size;
  }
  bytes[12] = std::byte{0x08};  // IPv4
  EXPECT_FALSE(decode_frame(bytes));
}

}  // namespace
}  // namespace virnet::conformance
