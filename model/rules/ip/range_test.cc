// Ranges of addresses, by those of DHCP, which have a network around them, and of NAT, which do
// not.
#include "model/rules/validate_cases.h"

namespace virnet::internal {
namespace {

struct Row {
  std::string_view address;
  unsigned prefix;
  std::string_view start;
  std::string_view end;
  std::string_view codes;
  Release release = kNewestRelease;
};

TEST(ValidateRange, WithinANetwork) {
  const Row rows[] = {
      {"10.0.0.1", 24, "10.0.0.2", "10.0.0.254", ""},
      {"10.0.0.1", 24, "10.0.0.2", "10.0.0.2", ""},
      {"10.0.0.1", 24, "10.0.0.2", "fd00::1", "NET-RANGE-003"},
      {"10.0.0.1", 24, "fd00::2", "fd00::3", "NET-RANGE-003"},
      {"224.0.0.1", 0, "10.0.0.2", "10.0.0.3", "NET-RANGE-004"},
      {"10.0.0.1", 24, "10.0.1.2", "10.0.0.3", "NET-RANGE-005"},
      {"10.0.0.1", 24, "10.0.0.2", "10.0.1.3", "NET-RANGE-005"},
      {"10.0.0.1", 24, "10.0.0.0", "10.0.0.3", "NET-RANGE-006"},
      {"10.0.0.1", 24, "10.0.0.2", "10.0.0.255", "NET-RANGE-007"},
      {"10.0.0.1", 24, "10.0.0.3", "10.0.0.2", "NET-RANGE-008"},
      {"10.0.0.1", 8, "10.0.1.0", "10.1.0.255", ""},
      {"10.0.0.1", 8, "10.0.1.0", "10.1.1.0", "NET-RANGE-009"},
      {"10.0.0.1", 8, "10.0.1.0", "10.1.0.255", "NET-RANGE-010", Release(9, 0)},
      {"fd00::1", 64, "fd00::2", "fd00::ffff", ""},
      {"fd00::1", 64, "fd00::", "fd00::ffff", ""},
      {"fd00::1", 64, "fd00::3", "fd00::2", "NET-RANGE-008"},
      {"fd00::1", 64, "fd00::2", "fd00::1:2", "NET-RANGE-011"},
      {"fd00::1", 16, "fd00::2", "fd00:0:0:1::2", "NET-RANGE-011"},
      {"fd00::1", 64, "fd01::2", "fd01::3", "NET-RANGE-005"},
  };
  for (const Row& row : rows) {
    NetworkDraft draft = named_network();
    const IpAddress address = ip(row.address);
    draft->ips = {{.family = address.is_v4() ? Family::V4 : Family::V6,
                   .address = address,
                   .prefix = row.prefix,
                   .ranges = {{.start = ip(row.start), .end = ip(row.end)}}}};
    const auto made = draft.finish(row.release);
    EXPECT_EQ(made ? "" : codes_of(made.error()), row.codes) << row.start << " " << row.end;
  }
}

TEST(ValidateRange, OfNat) {
  const Row rows[] = {
      {"", 0, "10.0.0.0", "10.0.0.255", ""},
      {"", 0, "10.0.0.2", "10.0.0.1", "NET-NAT-007"},
      {"", 0, "10.0.0.0", "10.1.0.0", "NET-NAT-008"},
      {"", 0, "10.0.0.1", "10.1.0.0", "NET-NAT-009", Release(9, 0)},
      {"", 0, "10.0.0.1", "10.1.0.0", ""},
      {"", 0, "10.0.0.1", "fd00::1", "NET-NAT-006"},
  };
  for (const Row& row : rows) {
    NetworkDraft draft = named_network(ForwardMode::Nat);
    draft->ips = {{.address = ip("10.0.0.1"), .prefix = 24}};
    draft->forward.nat = Nat{.address = AddressRange{ip(row.start), ip(row.end)}};
    const auto made = draft.finish(row.release);
    EXPECT_EQ(made ? "" : codes_of(made.error()), row.codes) << row.start << " " << row.end;
  }
}

}  // namespace
}  // namespace virnet::internal
