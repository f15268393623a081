// Routes with their destinations and gateways, good and bad.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

NetworkDraft with_ips() {
  NetworkDraft draft = named_network();
  draft->ips = {{.address = ip("10.0.0.1"), .prefix = 24},
                {.family = Family::V6, .address = ip("fd00::1"), .prefix = 64}};
  return draft;
}

TEST(ValidateRoute, Ipv4) {
  const NetworkCase cases[] = {
      {"route",
       [](auto& n) {
         n.routes = {{.address = ip("10.1.0.0"), .prefix = 16, .gateway = ip("10.0.0.9")}};
       },
       ""},
      {"no gateway", [](auto& n) { n.routes = {{.address = ip("10.1.0.0"), .prefix = 16}}; },
       "NET-ROUTE-002"},
      {"no address before 12.8", [](auto& n) { n.routes = {{.gateway = ip("10.0.0.9")}}; },
       "NET-ROUTE-001", Release(11, 3)},
      {"no address", [](auto& n) { n.routes = {{.gateway = ip("10.0.0.9")}}; }, ""},
      {"v6 address",
       [](auto& n) { n.routes = {{.address = ip("fd00::"), .gateway = ip("10.0.0.9")}}; },
       "NET-ROUTE-006"},
      {"all v6", [](auto& n) { n.routes = {{.address = ip("fd00::"), .gateway = ip("fd00::9")}}; },
       "NET-ROUTE-006 NET-ROUTE-006"},
      {"v6 netmask",
       [](auto& n) {
         n.routes = {
             {.address = ip("10.1.0.0"), .netmask = ip("ffff::"), .gateway = ip("10.0.0.9")}};
       },
       "NET-ROUTE-007"},
      {"netmask and prefix",
       [](auto& n) {
         n.routes = {{.address = ip("10.1.0.0"),
                      .netmask = ip("255.255.0.0"),
                      .prefix = 16,
                      .gateway = ip("10.0.0.9")}};
       },
       "NET-ROUTE-008"},
      {"prefix",
       [](auto& n) {
         n.routes = {{.address = ip("10.1.0.0"), .prefix = 33, .gateway = ip("10.0.0.9")}};
       },
       "NET-ROUTE-009"},
      {"metric",
       [](auto& n) {
         n.routes = {{.address = ip("0.0.0.0"), .gateway = ip("10.0.0.9"), .metric = 0}};
       },
       "NET-ROUTE-011"},
      {"bits outside the prefix",
       [](auto& n) {
         n.routes = {{.address = ip("10.1.0.1"), .prefix = 16, .gateway = ip("10.0.0.9")}};
       },
       "NET-ROUTE-012"},
      {"bits outside the netmask",
       [](auto& n) {
         n.routes = {
             {.address = ip("10.1.0.1"), .netmask = ip("255.255.0.0"), .gateway = ip("10.0.0.9")}};
       },
       "NET-ROUTE-012"},
      {"gateway that is not reached",
       [](auto& n) {
         n.routes = {{.address = ip("10.1.0.0"), .prefix = 16, .gateway = ip("10.0.1.9")}};
       },
       "NET-ROUTE-013"},
  };
  expect_codes<NetworkDraft>(with_ips(), cases);
}

TEST(ValidateRoute, Ipv6) {
  const NetworkCase cases[] = {
      {"route",
       [](auto& n) {
         n.routes = {{.family = Family::V6,
                      .address = ip("fd01::"),
                      .prefix = 16,
                      .gateway = ip("fd00::9")}};
       },
       ""},
      {"v4 address",
       [](auto& n) {
         n.routes = {{.family = Family::V6, .address = ip("10.1.0.0"), .gateway = ip("fd00::9")}};
       },
       "NET-ROUTE-010"},
      {"netmask",
       [](auto& n) {
         n.routes = {{.family = Family::V6,
                      .address = ip("fd01::"),
                      .netmask = ip("ffff::"),
                      .gateway = ip("fd00::9")}};
       },
       "NET-ROUTE-010"},
      {"prefix",
       [](auto& n) {
         n.routes = {{.family = Family::V6,
                      .address = ip("fd01::"),
                      .prefix = 129,
                      .gateway = ip("fd00::9")}};
       },
       "NET-ROUTE-010"},
      {"gateway that is not reached",
       [](auto& n) {
         n.routes = {{.family = Family::V6, .address = ip("::"), .gateway = ip("fd02::9")}};
       },
       "NET-ROUTE-013"},
  };
  expect_codes<NetworkDraft>(with_ips(), cases);
}

// An address without a valid prefix reaches nothing.
TEST(ValidateRoute, ReachesOnlyNetworks) {
  NetworkDraft draft = named_network();
  draft->ips = {{.address = ip("224.0.0.1")}};
  const NetworkCase cases[] = {
      {"gateway",
       [](auto& n) { n.routes = {{.address = ip("0.0.0.0"), .gateway = ip("224.0.0.1")}}; },
       "NET-ROUTE-013"},
  };
  expect_codes<NetworkDraft>(draft, cases);
}

}  // namespace
}  // namespace virnet::internal
