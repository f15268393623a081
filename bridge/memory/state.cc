#include "bridge/memory/state.h"

#include <algorithm>

namespace virnet::bridge {

MemoryKernel::State::Device* MemoryKernel::State::find(LinkIndex index) {
  const auto found = devices.find(index);
  return found == devices.end() ? nullptr : &found->second;
}

MemoryKernel::State::Device* MemoryKernel::State::find(std::string_view name) {
  for (auto& [index, device] : devices) {
    if (device.link.name == name) return &device;
  }
  return nullptr;
}

std::vector<MemoryKernel::State::Device*> MemoryKernel::State::ports_of(LinkIndex bridge) {
  std::vector<Device*> ports;
  for (auto& [index, device] : devices) {
    if (device.link.master == bridge) ports.push_back(&device);
  }
  return ports;
}

// As on Linux 5.10 to 7.2: a port leaves promiscuous mode if its bridge filters VLANs, its device
// has a unicast filter, and no other port learns or floods.
bool MemoryKernel::State::held_promiscuous(const Device& port) {
  const Link& bridge = find(port.link.master)->link;
  const bool filtering = bridge.bridge && bridge.bridge->vlan_filtering.value_or(false);
  if (!filtering || bridge.promiscuous || !port.filters) return true;
  const auto automatic_port = [](const Device* device) {
    return device->link.port && is_automatic(*device->link.port);
  };
  const auto automatic = std::ranges::count_if(ports_of(port.link.master), automatic_port);
  return automatic != 0 && !(automatic == 1 && automatic_port(&port));
}

Link MemoryKernel::State::reading(const Device& device) {
  Link link = device.link;
  link.promiscuity = link.promiscuous ? 1 : 0;
  if (link.port && held_promiscuous(device)) ++link.promiscuity;
  link.allmulti = link.port ? 1 : 0;
  return link;
}

void MemoryKernel::State::notify(const Event& event) {
  std::erase_if(listeners, [](const auto& listener) { return listener.expired(); });
  for (const auto& listener : listeners) listener.lock()->push_back(event);
}

}  // namespace virnet::bridge
