#include <virnet/domain.h>

#include "conformance/library/sample.h"

using virnet::sample::say;

TEST(HeaderExamples, GuestPorts) {
  virnet::DomainReader reader;
  reader.feed(virnet::sample::kDomain);
  const auto guest = reader.finish();
  const virnet::Network network = virnet::sample::network();
  const virnet::bridge::BridgeState observed = virnet::sample::observed();
  // EXAMPLE
  EXPECT_TRUE(lost.empty());
  EXPECT_TRUE(wish);
}
