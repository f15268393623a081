#include "conformance/harness/testbed/testbed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "bridge/attributes/attributes.h"

namespace virnet::conformance {
namespace {

using bridge::LinkIndex;
using bridge::Outcome;
using bridge::PortFlags;

}  // namespace

MacAddress Testbed::mac(Mac role) const {
  auto own = [&](Who who) { return own_.at(static_cast<std::size_t>(who)); };
  auto guest = [](std::uint8_t last) { return MacAddress({0x52, 0x54, 0x00, 0x00, 0x00, last}); };
  auto local = [](std::uint8_t last) { return MacAddress({0x02, 0x00, 0x00, 0x00, 0x00, last}); };
  auto group = [](std::uint8_t last) { return MacAddress({0x01, 0x80, 0xc2, 0x00, 0x00, last}); };
  switch (role) {
    case Mac::A: return guest(0x0a);
    case Mac::B: return guest(0x0b);
    case Mac::C: return guest(0x0c);
    case Mac::D: return guest(0x0d);
    case Mac::R1: return local(0xa1);
    case Mac::R2: return local(0xa2);
    case Mac::X: return local(0xee);
    case Mac::Bridge: return own(Who::BR);
    case Mac::PortU: return own(Who::U);
    case Mac::PortA: return own(Who::A);
    case Mac::PortB: return own(Who::B);
    case Mac::PortC: return own(Who::C);
    case Mac::Broadcast: return MacAddress({0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    case Mac::Multicast: return MacAddress({0x01, 0x00, 0x5e, 0x00, 0x00, 0x7b});
    case Mac::Multicast2: return MacAddress({0x01, 0x00, 0x5e, 0x00, 0x00, 0x7c});
    case Mac::Multicast6: return MacAddress({0x33, 0x33, 0x00, 0x00, 0x00, 0x7b});
    case Mac::Group0: return group(0x00);
    case Mac::Group1: return group(0x01);
    case Mac::Group2: return group(0x02);
    case Mac::Group3: return group(0x03);
    case Mac::GroupE: return group(0x0e);
    case Mac::GroupF: return group(0x0f);
    case Mac::Zero: return MacAddress();
  }
  return MacAddress();
}

// A guest port of libvirt mode learns nothing and floods nothing; all else is as on joining.
PortFlags Testbed::flags_of_mode(Who who) const {
  PortFlags flags = bridge::initial_values<PortFlags>(facts_.version);
  flags.state.reset();
  if (!is_guest(who)) return flags;
  flags.isolated = input_.isolated;
  if (input_.mode == BridgeMode::Libvirt) flags.learning = flags.unicast_flood = false;
  return flags;
}

bool Testbed::is_own_address(const bridge::FdbEntry& entry) const {
  if (entry.kind != bridge::FdbKind::Local) return false;
  return std::find(own_.begin(), own_.end(), entry.mac) != own_.end();
}

// Linux 5.10 forbids deletions in a user namespace; there a static entry is made dynamic and then
// flushed.
Outcome Testbed::remove_entry(const bridge::FdbEntry& entry) {
  const bool of_bridge = entry.port == link(Who::BR);
  bridge::DeleteFdb request{.port = entry.port, .mac = entry.mac};
  if (of_bridge) request.flags = bridge::Ntf::Self;
  if (entry.vlan != 0 && !of_bridge) request.vlan = entry.vlan;
  Outcome gone = kernel_.change(request);
  if (gone || gone.error().error == ENOENT) return {};
  if (gone.error().error == EINVAL && request.vlan) return {};  // its VLAN left the port; see below
  if (gone.error().error != EPERM || of_bridge) return gone;
  bridge::AddFdb weak{
      .port = entry.port, .mac = entry.mac, .state = bridge::Nud::Reachable, .vlan = request.vlan};
  if (Outcome rewritten = kernel_.change(weak); !rewritten) return rewritten;
  return kernel_.change(bridge::FlushPort{entry.port});
}

Outcome Testbed::clear_table() {
  bridge::Result<std::vector<bridge::FdbEntry>> table = kernel_.fdb(link(Who::BR));
  if (!table) return std::unexpected(std::move(table.error()));
  for (const bridge::FdbEntry& entry : *table) {
    if (is_own_address(entry)) continue;
    if (Outcome gone = remove_entry(entry); !gone) return gone;
  }
  return {};
}

// The VLANs that each port has from the start: the first one alone.
Outcome Testbed::clear_vlans() {
  if (!facts_.vlan_filtering) return {};
  bridge::Result<std::vector<bridge::PortVlans>> vlans = kernel_.vlans(link(Who::BR));
  if (!vlans) return std::unexpected(std::move(vlans.error()));
  for (const bridge::PortVlans& port : *vlans) {
    for (const std::uint16_t vlan : port.vlans) {
      if (vlan == 1) continue;
      if (Outcome gone = kernel_.change(bridge::DeletePortVlan{{port.port, vlan}}); !gone)
        return gone;
    }
  }
  return {};
}

Outcome Testbed::add_other_bridge() {
  const std::string name = free_name("other");
  if (Outcome made = kernel_.change(bridge::AddBridge{name}); !made) return made;
  bridge::Result<bridge::Link> made = kernel_.link(name);
  if (!made) return std::unexpected(std::move(made.error()));
  other_bridge_ = made->index;
  if (Outcome up = kernel_.change(bridge::SetLink{.index = other_bridge_, .up = true}); !up)
    return up;
  return kernel_.change(
      bridge::SetLink{.index = link(Who::D), .up = true, .master = other_bridge_});
}

Outcome Testbed::reset() {
  recording_.clear();
  const bool filter = facts_.vlan_filtering &&
                      (input_.mode == BridgeMode::Libvirt) != topology_.other_filtering;
  auto settings = bridge::initial_values<bridge::BridgeSettings>(facts_.version);
  settings.stp.reset();  // these three are as the testbed was built
  settings.forward_delay.reset();
  settings.default_pvid.reset();
  settings.multicast_snooping = false;
  settings.vlan_filtering.reset();
  if (facts_.vlan_filtering) settings.vlan_filtering = filter;
  filtering_ = filter;
  std::vector<bridge::Change> changes = {
      bridge::SetLink{.index = link(Who::D), .up = false, .master = LinkIndex::None},
      bridge::SetLink{.index = link(Who::BR), .promiscuous = false},
      bridge::SetLink{.index = link(Who::U), .promiscuous = false},
      bridge::SetBridge{link(Who::BR), settings},
  };
  for (const Who who : {Who::U, Who::A, Who::B, Who::C}) {
    changes.push_back(bridge::SetPort{link(who), flags_of_mode(who)});
  }
  if (Outcome done = kernel_.execute_all(changes); !done) return done;
  if (Outcome cleared = clear_table(); !cleared) return cleared;
  if (Outcome cleared = clear_vlans(); !cleared) return cleared;
  if (input_.mode == BridgeMode::Libvirt) {
    const std::array<Mac, 3> macs = {Mac::A, Mac::B, Mac::C};
    for (std::size_t i = 0; i < macs.size(); ++i) {
      Outcome added = kernel_.change(bridge::add_entry(
          {.port = link(kGuests[i]), .mac = mac(macs[i]), .kind = bridge::FdbKind::Static}));
      if (!added) return added;
    }
  }
  if (hooks_.programmed) {
    const std::array<std::string, 3> guests = {port_name(Who::A), port_name(Who::B),
                                               port_name(Who::C)};
    hooks_.programmed(kernel_, guests);
  }
  return {};
}

}  // namespace virnet::conformance
