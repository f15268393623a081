// The members of a struct are all there, in order.
#include "model/values/members.h"

#include <gtest/gtest.h>
#include <virnet/networkport.h>

namespace virnet::internal {
namespace {

TEST(Members, AreAllInOrder) {
  VirtualPort port;
  port.type = VirtualPortType::Qbg;
  port.profileid = "last";
  auto all = members(port);
  static_assert(std::tuple_size_v<decltype(all)> == 7);
  EXPECT_EQ(&std::get<0>(all), &port.type);
  EXPECT_EQ(&std::get<6>(all), &port.profileid);
  std::get<6>(all) = "changed";
  EXPECT_EQ(port.profileid.view(), "changed");
}

TEST(Members, OfAConstantAreConstant) {
  const draft::Interface interface{.dev = "eth0"};
  static_assert(
      std::is_same_v<decltype(members(interface)), std::tuple<const std::optional<std::string>&>>);
  EXPECT_EQ(std::get<0>(members(interface)), "eth0");
}

// First and last: none is left out on either side.
TEST(Members, OfTheLargestStruct) {
  draft::NetworkSpec spec;
  auto all = members(spec);
  EXPECT_EQ(&std::get<0>(all), &spec.ipv6);
  EXPECT_EQ(&std::get<std::tuple_size_v<decltype(all)> - 1>(all), &spec.dnsmasq_options);
}

}  // namespace
}  // namespace virnet::internal
