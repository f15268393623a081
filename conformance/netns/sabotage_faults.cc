#include "conformance/netns/sabotage_faults.h"

namespace virnet::conformance {

using namespace bridge;

namespace {

constexpr std::uint16_t kStatic = Nud::NoArp | Nud::Reachable;

}  // namespace

void Victim::flags(LinkIndex port, const PortFlags& flags) const {
  (void)kernel.change(SetPort{port, flags});
}

void Victim::settings(const BridgeSettings& settings) const {
  (void)kernel.change(SetBridge{bridge, settings});
}

void Victim::entry(LinkIndex port, int guest, std::uint16_t state, std::uint8_t flags) const {
  const auto last = static_cast<std::uint8_t>(0x0a + guest);
  (void)kernel.change(AddFdb{.port = port,
                             .mac = MacAddress({0x52, 0x54, 0, 0, 0, last}),
                             .state = state,
                             .flags = flags});
}

void Victim::remove(int guest) const {
  const auto last = static_cast<std::uint8_t>(0x0a + guest);
  const LinkIndex port = guests.at(static_cast<std::size_t>(guest));
  (void)kernel.change(DeleteFdb{.port = port, .mac = MacAddress({0x52, 0x54, 0, 0, 0, last})});
}

const std::vector<Fault>& faults() {
  static const std::vector<Fault> kFaults = {
      {.what = "a guest's port learns",
       .make = [](const Victim& v) { v.flags(v.guests[1], {.learning = true}); },
       .turns = {"ATT-002 libvirt"}},
      {.what = "a guest's port floods",
       .make = [](const Victim& v) { v.flags(v.guests[1], {.unicast_flood = true}); },
       .turns = {"ATT-002 libvirt", "FRM-002 libvirt", "FRM-004 libvirt", "FRM-008 libvirt",
                 "FRM-012 libvirt", "FRM-018 libvirt", "FRM-029 libvirt", "FRM-041 libvirt"}},
      {.what = "a guest's port does not learn",
       .make = [](const Victim& v) { v.flags(v.guests[1], {.learning = false}); },
       .turns = {"ATT-002 kernel", "FRM-019 any", "FRM-033 any"}},
      {.what = "a guest's port does not flood",
       .make = [](const Victim& v) { v.flags(v.guests[1], {.unicast_flood = false}); },
       .turns = {"ATT-002 kernel", "FDB-012 any", "FDB-069 any", "FRM-001 kernel", "FRM-003 kernel",
                 "FRM-005 kernel", "FRM-012 kernel", "FRM-018 kernel", "FRM-026 kernel",
                 "FRM-038 kernel"}},
      {.what = "the uplink does not learn",
       .make = [](const Victim& v) { v.flags(v.uplink, {.learning = false}); },
       .turns = {"ATT-002 kernel", "ATT-002 libvirt", "FDB-007 any", "FDB-060 any",
                 "FDB-061 libvirt", "FDB-062 any", "FDB-069 any", "FDB-070 any", "FDB-071 any",
                 "FRM-005 kernel", "FRM-009 kernel", "FRM-011 kernel", "FRM-013 kernel",
                 "FRM-013 libvirt", "FRM-019 any", "FRM-034 any"}},
      {.what = "the uplink does not flood",
       .make = [](const Victim& v) { v.flags(v.uplink, {.unicast_flood = false}); },
       .turns = {"ATT-002 kernel", "ATT-002 libvirt", "FRM-003 kernel", "FRM-004 libvirt",
                 "FRM-005 kernel", "FRM-012 kernel", "FRM-012 libvirt", "FRM-018 kernel",
                 "FRM-018 libvirt", "FRM-026 kernel", "FRM-041 libvirt"}},
      {.what = "a guest gets no multicast",
       .make = [](const Victim& v) { v.flags(v.guests[2], {.multicast_flood = false}); },
       .turns = {"FDB-019 any", "FRM-007 any", "FRM-023 any", "FRM-024 any"}},
      {.what = "a port sends back where it received",
       .make = [](const Victim& v) { v.flags(v.guests[0], {.hairpin = true}); },
       .turns = {"FDB-061 libvirt", "FDB-067 kernel", "FRM-005 kernel", "FRM-006 any",
                 "FRM-007 any", "FRM-012 kernel", "FRM-017 any", "FRM-023 any", "FRM-024 any",
                 "FRM-026 kernel"}},
      {.what = "a port lets link-local groups pass",
       .make =
           [](const Victim& v) { v.flags(v.guests[0], {.group_fwd_mask = std::uint16_t{0x4000}}); },
       .turns = {"ATT-009 any", "FRM-022 any"}},
      {.what = "the bridge lets link-local groups pass",
       .make = [](const Victim& v) { v.settings({.group_fwd_mask = std::uint16_t{0x4008}}); },
       .turns = {"ATT-020 any", "FRM-022 any", "FRM-024 any"}},
      {.what = "the bridge learns for no time",
       .make = [](const Victim& v) { v.settings({.ageing_time = Centiseconds(0)}); },
       .turns = {"FDB-007 any", "FDB-060 any", "FDB-061 libvirt", "FDB-062 any", "FDB-067 kernel",
                 "FDB-069 any", "FDB-070 any", "FDB-071 any", "FRM-005 kernel", "FRM-009 kernel",
                 "FRM-011 kernel", "FRM-012 kernel", "FRM-013 kernel", "FRM-013 libvirt",
                 "FRM-015 kernel", "FRM-017 any", "FRM-019 any", "FRM-033 any", "FRM-034 any"}},
      {.what = "the bridge listens to everything",
       .make =
           [](const Victim& v) {
             (void)v.kernel.change(SetLink{.index = v.bridge, .promiscuous = true});
           },
       .turns = {"FDB-007 any",     "FDB-008 any",     "FDB-012 any",     "FDB-059 any",
                 "FDB-060 any",     "FDB-064 any",     "FDB-067 kernel",  "FDB-069 any",
                 "FRM-001 kernel",  "FRM-002 libvirt", "FRM-003 kernel",  "FRM-003 libvirt",
                 "FRM-004 libvirt", "FRM-005 kernel",  "FRM-008 libvirt", "FRM-009 kernel",
                 "FRM-010 libvirt", "FRM-011 kernel",  "FRM-012 kernel",  "FRM-012 libvirt",
                 "FRM-013 kernel",  "FRM-013 libvirt", "FRM-014 libvirt", "FRM-015 kernel",
                 "FRM-015 libvirt", "FRM-017 any",     "FRM-018 kernel",  "FRM-018 libvirt",
                 "FRM-019 any",     "FRM-026 kernel",  "FRM-026 libvirt", "FRM-027 any",
                 "FRM-029 libvirt", "FRM-030 any",     "FRM-034 any",     "FRM-038 kernel",
                 "FRM-038 libvirt", "FRM-041 libvirt", "FRM-042 libvirt"}},
      {.what = "a guest's entry is gone",
       .make = [](const Victim& v) { v.remove(0); },
       .turns = {"FDB-001 libvirt", "FRM-003 libvirt", "FRM-014 libvirt", "FRM-017 any",
                 "FRM-019 any", "FRM-029 libvirt", "FRM-038 libvirt", "FRM-041 libvirt",
                 "FRM-042 libvirt"}},
      {.what = "a guest's entry is permanent",
       .make = [](const Victim& v) { v.entry(v.guests[0], 0, Nud::Permanent); },
       .turns = {"FDB-001 libvirt", "FDB-067 kernel", "FRM-003 kernel", "FRM-003 libvirt",
                 "FRM-013 kernel", "FRM-013 libvirt", "FRM-014 libvirt", "FRM-017 any",
                 "FRM-019 any", "FRM-038 kernel", "FRM-038 libvirt", "FRM-041 libvirt",
                 "FRM-042 libvirt"}},
      {.what = "a guest's entry is dynamic",
       .make = [](const Victim& v) { v.entry(v.guests[0], 0, Nud::Reachable); },
       .turns = {"FDB-001 libvirt", "FRM-003 kernel", "FRM-038 kernel", "FRM-042 libvirt"}},
      {.what = "a guest's entry is sticky",
       .make = [](const Victim& v) { v.entry(v.guests[0], 0, kStatic, Ntf::Master | Ntf::Sticky); },
       .turns = {"FDB-001 libvirt", "FDB-067 kernel", "FRM-003 kernel", "FRM-013 kernel",
                 "FRM-013 libvirt", "FRM-038 kernel", "FRM-042 libvirt"}},
      {.what = "a guest's entry is on another's port",
       .make = [](const Victim& v) { v.entry(v.guests[1], 0, kStatic); },
       .turns = {"FDB-001 libvirt", "FDB-067 kernel", "FRM-003 kernel", "FRM-003 libvirt",
                 "FRM-014 libvirt", "FRM-017 any", "FRM-019 any", "FRM-029 libvirt",
                 "FRM-038 kernel", "FRM-038 libvirt", "FRM-041 libvirt", "FRM-042 libvirt"}},
      {.what = "an administrator has made the uplink promiscuous",
       .make =
           [](const Victim& v) {
             (void)v.kernel.change(SetLink{.index = v.uplink, .promiscuous = true});
           },
       .turns = {"PRM-001 any"}},
      // What the frames prove stands on broadcasts: without them nothing is proved. Waiting for
      // each takes seconds, so that these look at a few statements.
      {.what = "a guest gets no broadcasts",
       .make = [](const Victim& v) { v.flags(v.guests[2], {.broadcast_flood = false}); },
       .only = {"FRM-001", "FRM-002", "FRM-003", "FDB-002"},
       .turns = {"FRM-001 kernel", "FRM-002 libvirt", "FRM-003 kernel", "FRM-003 libvirt"}},
      {.what = "two guests are isolated",
       .make =
           [](const Victim& v) {
             v.flags(v.guests[0], {.isolated = true});
             v.flags(v.guests[1], {.isolated = true});
           },
       .only = {"FRM-001", "FRM-002", "FRM-004", "FRM-019", "FDB-002"},
       .turns = {"FRM-004 libvirt"}},
  };
  return kFaults;
}

}  // namespace virnet::conformance
