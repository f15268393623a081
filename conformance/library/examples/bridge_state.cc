#include "conformance/library/sample.h"

TEST(HeaderExamples, BridgeState) {
  const virnet::MacAddress mac = virnet::sample::guests()[0].mac;
  const auto port = virnet::bridge::LinkIndex(7);
  // EXAMPLE
  EXPECT_EQ(quiet.learning, false);
  EXPECT_EQ(guest.mac, mac);
}
