// The catalogue itself, and the frames it sends.
#include "conformance/netns/statement.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/netns/station.h"

namespace virnet::conformance {
namespace {

TEST(Catalogue, EveryStatementIsWhole) {
  for (const Statement& statement : catalogue()) {
    EXPECT_EQ(statement.id.size(), 7U) << statement.id;
    EXPECT_EQ(statement.id[3], '-') << statement.id;
    EXPECT_FALSE(statement.steps.empty()) << statement.id;
    const bool of_a_mode = !statement.kernel.empty() || !statement.libvirt.empty();
    EXPECT_NE(of_a_mode, !statement.proves.empty()) << statement.id;
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

struct Absence {
  std::string_view why;
  std::vector<std::string_view> ids;
};

// The numbered statements that have no row, and why.
const std::vector<Absence>& absent() {
  static const std::vector<Absence> kAbsent = {
      {"no step says it yet",
       {"ATT-029", "ATT-030", "FDB-033", "FDB-034", "FDB-035", "FDB-036", "FDB-038", "FDB-039",
        "FDB-040", "FDB-042", "FDB-045", "FDB-051", "FDB-052", "FDB-053", "FDB-054", "FDB-055",
        "FDB-056", "FDB-057", "FDB-058", "FDB-068", "FDB-069", "FDB-070", "FDB-071", "FDB-072",
        "FDB-073", "FDB-074", "FRM-031", "FRM-032", "FRM-037", "FRM-039", "FRM-040", "PRM-003",
        "PRM-004", "PRM-005", "PRM-007", "PRM-012", "PRM-014", "PRM-020", "PRM-023", "PRM-024",
        "PRM-025", "PRM-026", "PRM-027", "PRM-028", "PRM-029", "PRM-034"}},
      {"needs a step that fills, cuts or interrupts a netlink socket",
       {"FLT-001", "FLT-002", "FLT-003", "FLT-004", "FLT-005", "FLT-006", "FLT-007", "FLT-008",
        "FLT-009", "FLT-010", "FLT-011", "FLT-012", "FLT-013", "FLT-014"}},
      {"needs a step that listens to notifications",
       {"NTF-001", "NTF-002", "NTF-003", "NTF-004", "NTF-005", "NTF-006", "NTF-007"}},
      {"needs a network card that filters by address, as QEMU has",
       {"PRM-030", "PRM-031", "PRM-032"}},
      {"needs the same run as root and in a user namespace",
       {"UNS-001", "UNS-002", "UNS-003", "UNS-004", "UNS-005"}},
  };
  return kAbsent;
}

// Every number of the seven chapters has a row or a reason, not both.
TEST(Catalogue, EveryNumberHasARowOrAReason) {
  struct Chapter {
    std::string prefix;
    int size;
  };
  std::set<std::string, std::less<>> present;
  for (const Statement& statement : catalogue()) present.emplace(statement.id);
  std::set<std::string, std::less<>> known = present;
  for (const Absence& absence : absent()) {
    EXPECT_FALSE(absence.why.empty());
    for (const std::string_view id : absence.ids) {
      EXPECT_FALSE(present.contains(id)) << id << " has a row and a reason to have none";
      known.emplace(id);
    }
  }
  for (const Chapter& chapter :
       {Chapter{"ATT", 30}, Chapter{"PRM", 34}, Chapter{"FDB", 74}, Chapter{"FRM", 42},
        Chapter{"NTF", 7}, Chapter{"FLT", 14}, Chapter{"UNS", 5}}) {
    for (int i = 1; i <= chapter.size; ++i) {
      const std::string id = fmt::format("{}-{:03}", chapter.prefix, i);
      EXPECT_EQ(known.erase(id), 1U) << id << " has neither a row nor a reason";
    }
  }
  EXPECT_TRUE(known.empty()) << *known.begin() << " is no number of the list";
}

TEST(Catalogue, HasEnoughForBothModes) {
  std::set<std::string_view> kernel;
  std::set<std::string_view> libvirt;
  for (const Statement& statement : catalogue()) {
    if (!statement.kernel.empty()) kernel.insert(statement.id);
    if (!statement.libvirt.empty()) libvirt.insert(statement.id);
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
