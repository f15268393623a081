#include "conformance/library/sample.h"

using namespace virnet::bridge;
using virnet::sample::say;

TEST(HeaderExamples, BridgeJson) {
  const std::string ip_link = R"([
    {"ifindex": 2, "ifname": "virbr0", "address": "52:54:00:bb:00:00", "promiscuity": 0,
     "linkinfo": {"info_kind": "bridge", "info_data": {"vlan_filtering": 0}}},
    {"ifindex": 7, "ifname": "vnet0", "master": "virbr0", "address": "fe:54:00:00:00:01",
     "promiscuity": 1}])";
  const std::string bridge_link = R"([
    {"ifindex": 7, "ifname": "vnet0", "master": "virbr0", "state": "forwarding", "learning": true,
     "flood": true}])";
  const std::string fdb = "[]";
  const std::string vlans = "[]";
  const BridgeState wish = virnet::sample::wish();
  const auto example = [&] {
    // EXAMPLE
    EXPECT_FALSE(drifts.empty());
  };
  example();
}
