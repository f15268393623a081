// What a kernel sent about a new bridge and its port reads as the rows of their attributes say: the
// numbers and widths in messages, and the initial values.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "bridge/attributes/attributes.h"
#include "bridge/netlink/decode.h"

namespace virnet::bridge {
namespace {

constexpr KernelVersion kRecorded{6, 18};

// The payloads by name, "bridge" and "port".
std::map<std::string, std::vector<std::byte>> recorded() {
  std::ifstream file("testdata/netlink/new-bridge-6.18.txt");
  std::map<std::string, std::vector<std::byte>> payloads;
  std::string name;
  std::string digits;
  while (file >> name) {
    if (name.starts_with('#')) {
      std::getline(file, digits);
      continue;
    }
    file >> digits;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
      payloads[name].push_back(static_cast<std::byte>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  }
  return payloads;
}

template <typename Owner>
void expect(const Decoded<Owner>& read, const Owner& expected) {
  ASSERT_TRUE(read) << read.error().reason;
  for_each_row<Owner>([&](const auto& row) {
    EXPECT_EQ((*read).*row.member, expected.*row.member)
        << "attribute " << row.type << ", '" << row.name << "'";
  });
}

TEST(DecodeLink, ReadsWhatAKernelSentAboutANewBridge) {
  auto expected = initial_values<BridgeSettings>(kRecorded);
  expected.default_pvid.reset();  // that kernel was built without VLAN filtering
  expect(decode_bridge(recorded()["bridge"]), expected);
}

TEST(DecodeLink, ReadsWhatAKernelSentAboutANewPort) {
  expect(decode_port(recorded()["port"]), initial_values<PortFlags>(kRecorded));
}

}  // namespace
}  // namespace virnet::bridge
