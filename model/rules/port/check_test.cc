// VLANs, bandwidths and virtual ports, of networks and of portgroups.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

TEST(ValidatePort, Vlan) {
  const NetworkCase cases[] = {
      {"ids", [](auto& n) { n.vlan = {.trunk = Tristate::Yes, .tags = {{0}, {4095}}}; }, ""},
      {"no id", [](auto& n) { n.vlan.tags = {{}}; }, "NET-VLAN-002"},
      {"large", [](auto& n) { n.vlan.tags = {{4096}}; }, "NET-VLAN-003"},
      {"several without trunk",
       [](auto& n) { n.vlan = {.trunk = Tristate::No, .tags = {{1}, {2}}}; }, "NET-VLAN-007"},
      {"native without trunk",
       [](auto& n) {
         n.vlan = {.trunk = Tristate::No,
                   .native_mode = NativeMode::Tagged,
                   .native_id = 1,
                   .tags = {{1}}};
       },
       "NET-VLAN-008"},
      {"one without trunk", [](auto& n) { n.vlan = {.trunk = Tristate::No, .tags = {{1}}}; }, ""},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

TEST(ValidatePort, BandwidthOfANetwork) {
  const NetworkCase cases[] = {
      {"rates",
       [](auto& n) { n.bandwidth = Bandwidth{.inbound = Rate{1, 2, 3}, .outbound = Rate{1}}; }, ""},
      {"no average", [](auto& n) { n.bandwidth = Bandwidth{.inbound = Rate{}}; }, "NET-BW-002"},
      {"peak and burst alone",
       [](auto& n) { n.bandwidth = Bandwidth{.outbound = Rate{.peak = 1, .burst = 1}}; },
       "NET-BW-002 NET-BW-003 NET-BW-003"},
      {"floor", [](auto& n) { n.bandwidth = Bandwidth{.inbound = Rate{.floor = 1}}; },
       "NET-BW-004"},
      {"floor 0", [](auto& n) { n.bandwidth = Bandwidth{.outbound = Rate{.floor = 0}}; },
       "NET-BW-005"},
      {"floor 0 before 11.3",
       [](auto& n) { n.bandwidth = Bandwidth{.outbound = Rate{.floor = 0}}; }, "", Release(9, 0)},
      {"class", [](auto& n) { n.bandwidth = Bandwidth{.class_id = 1}; }, "NET-BW-006"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

TEST(ValidatePort, Virtualport) {
  using Port = draft::VirtualPort;
  using enum VirtualPortType;
  const NetworkCase cases[] = {
      {"no type", [](auto& n) { n.virtualport = Port{}; }, "NET-VPORT-002"},
      {"the greatest",
       [](auto& n) {
         n.virtualport =
             Port{.type = Qbg, .managerid = 255, .typeid_ = 16777215, .typeidversion = 255};
       },
       ""},
      {"too large",
       [](auto& n) {
         n.virtualport =
             Port{.type = Qbg, .managerid = 256, .typeid_ = 16777216, .typeidversion = 256};
       },
       "NET-VPORT-004 NET-VPORT-005 NET-VPORT-004"},
      {"39 bytes",
       [](auto& n) { n.virtualport = Port{.type = Qbh, .profileid = std::string(39, 'x')}; }, ""},
      {"40 bytes",
       [](auto& n) { n.virtualport = Port{.type = Qbh, .profileid = std::string(40, 'x')}; },
       "NET-VPORT-008"},
  };
  expect_codes<NetworkDraft>(named_network(), cases);
}

// Which parameters do not belong to which type.
TEST(ValidatePort, ParametersOfTypes) {
  using enum VirtualPortType;
  struct Row {
    VirtualPortType type;
    std::string_view codes;
  };
  const Row rows[] = {
      {Qbg, "NET-VPORT-009 NET-VPORT-009"},
      {Qbh, "NET-VPORT-010 NET-VPORT-010 NET-VPORT-010 NET-VPORT-010 NET-VPORT-010"},
      {OpenVSwitch, "NET-VPORT-011 NET-VPORT-011 NET-VPORT-011 NET-VPORT-011"},
      {Midonet, "NET-VPORT-012 NET-VPORT-012 NET-VPORT-012 NET-VPORT-012"},
      {Unset, "NET-VPORT-002"},
  };
  for (const Row& row : rows) {
    NetworkDraft draft = named_network();
    draft->virtualport = draft::VirtualPort{.type = row.type,
                                            .managerid = 1,
                                            .typeid_ = 1,
                                            .typeidversion = 1,
                                            .instanceid = Uuid(),
                                            .interfaceid = Uuid(),
                                            .profileid = "p"};
    const auto made = draft.finish();
    EXPECT_EQ(made ? "" : codes_of(made.error()), row.codes) << static_cast<int>(row.type);
  }
}

}  // namespace
}  // namespace virnet::internal
