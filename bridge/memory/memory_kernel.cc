#include "bridge/memory/memory_kernel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {

class MemoryKernel::Listener final : public Events {
 public:
  explicit Listener(std::shared_ptr<Queue> queue) : queue_(std::move(queue)) {}

  // Everything that can happen has happened: there is nothing to wait for.
  Result<std::vector<Event>> wait(std::chrono::milliseconds) override {
    std::vector<Event> events(queue_->begin(), queue_->end());
    queue_->clear();
    return events;
  }

 private:
  std::shared_ptr<Queue> queue_;
};

MemoryKernel::MemoryKernel(const KernelTraits& traits) : traits_(traits) { create("lo", ""); }

MemoryKernel::Device* MemoryKernel::find(LinkIndex index) {
  const auto found = devices_.find(index);
  return found == devices_.end() ? nullptr : &found->second;
}

MemoryKernel::Device* MemoryKernel::find(std::string_view name) {
  for (auto& [index, device] : devices_) {
    if (device.link.name == name) return &device;
  }
  return nullptr;
}

std::vector<MemoryKernel::Device*> MemoryKernel::ports_of(LinkIndex bridge) {
  std::vector<Device*> ports;
  for (auto& [index, device] : devices_) {
    if (device.link.master == bridge) ports.push_back(&device);
  }
  return ports;
}

// As on Linux 5.10 to 7.2: released is the port of a filtering bridge whose device has a filter
// of its own, if nobody else can need its frames.
bool MemoryKernel::held_promiscuous(const Device& port) {
  const Link& bridge = find(port.link.master)->link;
  const bool filtering = bridge.bridge && bridge.bridge->vlan_filtering.value_or(false);
  if (!filtering || bridge.promiscuous || !port.filters) return true;
  const auto automatic_port = [](const Device* device) {
    return device->link.port && is_automatic(*device->link.port);
  };
  const auto automatic = std::ranges::count_if(ports_of(port.link.master), automatic_port);
  return automatic != 0 && !(automatic == 1 && automatic_port(&port));
}

Link MemoryKernel::reading(const Device& device) {
  Link link = device.link;
  link.promiscuity = link.promiscuous ? 1 : 0;
  if (link.port && held_promiscuous(device)) ++link.promiscuity;
  link.allmulti = link.port ? 1 : 0;
  return link;
}

Result<std::vector<Link>> MemoryKernel::links() {
  std::vector<Link> links;
  links.reserve(devices_.size());
  for (const auto& [index, device] : devices_) links.push_back(reading(device));
  return links;
}

Result<Link> MemoryKernel::link(LinkIndex index) {
  if (const Device* device = find(index)) return reading(*device);
  return std::unexpected(refused(fmt::format("read link {}", static_cast<int>(index)), ENODEV, {}));
}

Result<Link> MemoryKernel::link(std::string_view name) {
  if (const Device* device = find(name)) return reading(*device);
  return std::unexpected(refused(fmt::format("read link '{}'", name), ENODEV, {}));
}

Result<std::vector<FdbEntry>> MemoryKernel::fdb(LinkIndex bridge) {
  std::vector<FdbEntry> entries;
  const Device* device = find(bridge);
  if (device == nullptr) {
    const std::string action =
        fmt::format("read the MAC table of bridge {}", static_cast<int>(bridge));
    return std::unexpected(refused(action, ENODEV, {}));
  }
  for (const auto& stored : device->table) entries.push_back(reading(stored));
  if (tear_) tear_(entries);
  return entries;
}

Result<std::vector<PortVlans>> MemoryKernel::vlans(LinkIndex bridge) {
  std::vector<PortVlans> list;
  for (const Device* port : ports_of(bridge)) {
    if (!port->vlans.empty()) {
      list.push_back({port->link.index,
                      {port->vlans.begin(), port->vlans.end()},
                      port->pvid,
                      {port->untagged.begin(), port->untagged.end()}});
    }
  }
  return list;
}

Result<std::vector<MacAddress>> MemoryKernel::unicast_filter(LinkIndex index) {
  const Device* device = find(index);
  if (device == nullptr) return std::vector<MacAddress>();
  std::set<MacAddress> list = device->own_filter;
  if (device->link.port && !held_promiscuous(*device)) {
    for (const auto& [key, entry] : find(device->link.master)->table) {
      const bool synced = entry.kind == FdbKind::Static || entry.kind == FdbKind::Local;
      if (synced && key.first != device->link.mac && !key.first.is_multicast())
        list.insert(key.first);
    }
  }
  return std::vector<MacAddress>(list.begin(), list.end());
}

Result<std::vector<LinkAddress>> MemoryKernel::addresses(LinkIndex link) {
  const Device* device = find(link);
  return device == nullptr ? std::vector<LinkAddress>() : device->addresses;
}

std::vector<Failure> MemoryKernel::execute(std::span<const Change> changes) {
  std::vector<Failure> failures;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    int error = fault_ ? fault_(change) : 0;
    if (error == 0) error = std::visit([this](const auto& each) { return apply(each); }, change);
    if (error != 0 && error != kIgnored) {
      failures.push_back({i, refused(describe(change), error, {})});
    } else if (loss_ && loss_(change)) {
      failures.push_back({i, KernelError{.code = KernelError::Code::Lost,
                                         .error = ENOBUFS,
                                         .action = describe(change),
                                         .reason = {},
                                         .remedy = {}}});
    }
  }
  return failures;
}

Result<std::unique_ptr<Events>> MemoryKernel::subscribe() {
  auto queue = std::make_shared<Queue>();
  listeners_.push_back(queue);
  return std::make_unique<Listener>(std::move(queue));
}

Result<std::unique_ptr<BridgeLock>> MemoryKernel::lock_bridge(LinkIndex bridge) {
  class Shared final : public BridgeLock {
   public:
    explicit Shared(std::shared_ptr<BridgeLock> shared) : shared_(std::move(shared)) {}

   private:
    std::shared_ptr<BridgeLock> shared_;
  };
  if (!claims_[bridge].expired())
    return std::unexpected(refused("claim the bridge", EADDRINUSE, {}));
  auto held = std::make_shared<BridgeLock>();
  claims_[bridge] = held;
  return std::make_unique<Shared>(std::move(held));
}

void MemoryKernel::notify(const Event& event) {
  std::erase_if(listeners_, [](const auto& listener) { return listener.expired(); });
  for (const auto& listener : listeners_) listener.lock()->push_back(event);
}

}  // namespace virnet::bridge
