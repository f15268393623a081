// The kernel in memory with few things in it, as bytes decide.
#include "fuzz/small_world.h"

#include <virnet/desired_state.h>

#include "bridge/testing/guest_bridge.h"

namespace virnet::fuzz {
namespace {

using namespace virnet::bridge;

constexpr std::size_t kPorts = 4;
const GuestBridge kWorld{.name = kBridge, .uplink = "", .ports = kPorts};

std::string port_name(std::size_t number) {
  return GuestBridge::port_name(static_cast<int>(number));
}

MacAddress some_mac(Decisions& decisions) {
  return kWorld.address(static_cast<int>(decisions.below(5)));
}

LinkIndex index_of(MemoryKernel& kernel, const std::string& name) {
  const Result<Link> link = kernel.link(name);
  return link ? link->index : LinkIndex::None;
}

LinkIndex some_port(MemoryKernel& kernel, Decisions& decisions) {
  return index_of(kernel, port_name(decisions.below(kPorts)));
}

std::uint16_t some_vlan(Decisions& decisions) {
  constexpr std::uint16_t kVlans[] = {0, 1, 10, 20};
  return decisions.pick(kVlans);
}

FdbEntry some_entry(MemoryKernel& kernel, Decisions& decisions) {
  constexpr FdbKind kKinds[] = {FdbKind::Static, FdbKind::Local, FdbKind::Dynamic,
                                FdbKind::ExternLearn};
  FdbEntry entry{.port = some_port(kernel, decisions),
                 .mac = some_mac(decisions),
                 .vlan = some_vlan(decisions),
                 .kind = decisions.pick(kKinds)};
  entry.sticky = entry.kind == FdbKind::Static && decisions.yes();
  return entry;
}

PortFlags some_flags(Decisions& decisions) {
  const std::uint8_t bits = decisions.byte();
  return {
      .learning = (bits & 1) != 0, .unicast_flood = (bits & 2) != 0, .isolated = (bits & 4) != 0};
}

void add_port(MemoryKernel& kernel, std::size_t number, Decisions& decisions) {
  (void)kWorld.add_port(kernel, static_cast<int>(number));
  const LinkIndex port = index_of(kernel, port_name(number));
  const std::uint8_t bits = decisions.byte();
  if ((bits & 1) != 0) (void)kernel.change(AddPortVlan{{port, 10}});
  if ((bits & 2) != 0) (void)kernel.change(DeletePortVlan{{port, 1}});
  (void)kernel.change(SetPort{port, some_flags(decisions)});
}

void add_bridge(MemoryKernel& kernel) {
  (void)kernel.change(AddBridge{kBridge});
  (void)kernel.change(SetLink{
      .index = index_of(kernel, kBridge), .up = true, .mac = MacAddress({2, 0xbb, 0, 0, 0, 0})});
}

}  // namespace

KernelTraits some_traits(Decisions& decisions) {
  constexpr KernelVersion kVersions[] = {{6, 18}, {4, 17}, {5, 10}, {6, 1}, {6, 12}, {7, 2}};
  const std::uint8_t bits = decisions.byte();
  return {.version = kVersions[bits / 4 % std::size(kVersions)],
          .vlan_filtering = (bits & 1) == 0,
          .delete_entries = (bits & 2) == 0};
}

void build(MemoryKernel& kernel, Decisions& decisions) {
  add_bridge(kernel);
  for (std::size_t i = 0; i < kPorts; ++i) add_port(kernel, i, decisions);
  for (std::size_t n = decisions.below(12); n > 0; --n)
    (void)kernel.change(add_entry(some_entry(kernel, decisions)));
  (void)kernel.change(SetBridge{index_of(kernel, kBridge), {.vlan_filtering = decisions.yes()}});
}

GuestState some_state(Decisions& decisions) {
  constexpr GuestState kStates[] = {GuestState::Running, GuestState::Paused, GuestState::Uncertain};
  return decisions.pick(kStates);
}

BridgeState some_desired_state(Decisions& decisions) {
  const std::uint8_t bits = decisions.byte();
  NetworkDraft draft;
  draft->name = "n";
  draft->bridge.name = kBridge;
  if ((bits & 1) != 0) draft->forward.mode = ForwardMode::Bridge;
  draft->bridge.mac_table_manager =
      (bits & 2) != 0 ? MacTableManager::Kernel : MacTableManager::Libvirt;
  if ((bits & 4) != 0) draft->port_isolated = Tristate::Yes;
  std::vector<GuestPort> guests;
  for (std::size_t n = decisions.below(kPorts); n > 0; --n)
    guests.push_back({.port = port_name(decisions.below(kPorts)),
                      .mac = some_mac(decisions),
                      .state = some_state(decisions)});
  DesiredStateOptions options{.sticky = (bits & 8) != 0};
  if ((bits & 16) != 0) options.harden_uplink = port_name(kPorts - 1);
  const Network network = *draft.finish();
  auto desired = desired_state(network, guests, options);
  // The uplink that is a guest's port as well.
  return desired ? *std::move(desired) : *desired_state(network, guests);
}

void disturb(MemoryKernel& kernel, Decisions& decisions) {
  const LinkIndex bridge = index_of(kernel, kBridge);
  switch (decisions.below(16)) {
    case 0:
      (void)kernel.change(SetPort{some_port(kernel, decisions), some_flags(decisions)});
      break;
    case 1: (void)kernel.change(add_entry(some_entry(kernel, decisions))); break;
    case 2: {
      const FdbEntry gone = some_entry(kernel, decisions);
      (void)kernel.change(DeleteFdb{.port = gone.port, .mac = gone.mac, .vlan = gone.vlan});
      break;
    }
    case 3:
      kernel.frame(some_port(kernel, decisions), some_mac(decisions), some_vlan(decisions));
      break;
    case 4:
      (void)kernel.change(AddPortVlan{{some_port(kernel, decisions), some_vlan(decisions)}});
      break;
    case 5:
      (void)kernel.change(DeletePortVlan{{some_port(kernel, decisions), some_vlan(decisions)}});
      break;
    case 6:
      (void)kernel.change(
          SetLink{.index = some_port(kernel, decisions), .master = LinkIndex::None});
      break;
    case 7:
      (void)kernel.change(SetLink{.index = some_port(kernel, decisions), .master = bridge});
      break;
    case 8:
      (void)kernel.change(SetLink{.index = some_port(kernel, decisions), .up = decisions.yes()});
      break;
    case 9: (void)kernel.change(SetBridge{bridge, {.vlan_filtering = decisions.yes()}}); break;
    case 10: (void)kernel.change(FlushPort{some_port(kernel, decisions)}); break;
    case 11: (void)kernel.change(DeleteLink{some_port(kernel, decisions)}); break;
    case 12: add_port(kernel, decisions.below(kPorts), decisions); break;
    case 13:
      (void)kernel.change(SetLink{.index = some_port(kernel, decisions),
                                  .name = port_name(decisions.below(kPorts + 2))});
      break;
    case 14: (void)kernel.change(DeleteLink{bridge}); break;
    default: add_bridge(kernel); break;
  }
}

}  // namespace virnet::fuzz
