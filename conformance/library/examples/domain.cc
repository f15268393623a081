#include <fmt/format.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Domain) {
  std::string_view piece;
  bool is_read = false;
  const auto read = [&](std::string_view& into) {
    into = virnet::sample::kDomain;
    return !std::exchange(is_read, true);
  };
  // EXAMPLE
  ASSERT_TRUE(guest);
  EXPECT_EQ(guest->interfaces.at(0).dev, "vnet0");
}
