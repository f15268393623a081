#include <fmt/format.h>
#include <virnet/testing/memory_kernel.h>

#include <algorithm>
#include <cerrno>

#include "bridge/memory/state.h"
#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {
namespace {

class Listener final : public Events {
 public:
  explicit Listener(std::shared_ptr<std::deque<Event>> queue) : queue_(std::move(queue)) {}

  // Everything that can happen has happened: there is nothing to wait for.
  Result<std::vector<Event>> wait(std::chrono::milliseconds) override {
    std::vector<Event> events(queue_->begin(), queue_->end());
    queue_->clear();
    return events;
  }

 private:
  std::shared_ptr<std::deque<Event>> queue_;
};

}  // namespace

MemoryKernel::MemoryKernel(const KernelTraits& traits) : state_(std::make_unique<State>()) {
  state_->traits = traits;
  state_->create("lo", "");
}
MemoryKernel::MemoryKernel(MemoryKernel&&) noexcept = default;
MemoryKernel& MemoryKernel::operator=(MemoryKernel&&) noexcept = default;
MemoryKernel::~MemoryKernel() = default;

void MemoryKernel::fail_when(std::function<int(const Change&)> fault) {
  state_->fault = std::move(fault);
}
void MemoryKernel::lose_answers_when(std::function<bool(const Change&)> loss) {
  state_->loss = std::move(loss);
}
void MemoryKernel::tear_with(std::function<void(std::vector<FdbEntry>&)> tear) {
  state_->tear = std::move(tear);
}

void MemoryKernel::frame(LinkIndex port, const MacAddress& source, std::uint16_t vlan) {
  state_->frame(port, source, vlan);
}

Result<std::vector<Link>> MemoryKernel::links() {
  std::vector<Link> links;
  links.reserve(state_->devices.size());
  for (const auto& [index, device] : state_->devices) links.push_back(state_->reading(device));
  return links;
}

Result<Link> MemoryKernel::link(LinkIndex index) {
  if (const State::Device* device = state_->find(index)) return state_->reading(*device);
  return std::unexpected(refused(fmt::format("read link {}", static_cast<int>(index)), ENODEV, {}));
}

Result<Link> MemoryKernel::link(std::string_view name) {
  if (const State::Device* device = state_->find(name)) return state_->reading(*device);
  return std::unexpected(refused(fmt::format("read link '{}'", name), ENODEV, {}));
}

Result<std::vector<FdbEntry>> MemoryKernel::fdb(LinkIndex bridge) {
  std::vector<FdbEntry> entries;
  const State::Device* device = state_->find(bridge);
  if (device == nullptr) {
    const std::string action =
        fmt::format("read the MAC table of bridge {}", static_cast<int>(bridge));
    return std::unexpected(refused(action, ENODEV, {}));
  }
  for (const auto& stored : device->table) entries.push_back(state_->reading(stored));
  if (state_->tear) state_->tear(entries);
  return entries;
}

Result<std::vector<PortVlans>> MemoryKernel::vlans(LinkIndex bridge) {
  std::vector<PortVlans> list;
  for (const State::Device* port : state_->ports_of(bridge)) {
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
  const State::Device* device = state_->find(index);
  if (device == nullptr) return std::vector<MacAddress>();
  std::set<MacAddress> list = device->own_filter;
  if (device->link.port && !state_->held_promiscuous(*device)) {
    for (const auto& [key, entry] : state_->find(device->link.master)->table) {
      const bool synced = entry.kind == FdbKind::Static || entry.kind == FdbKind::Local;
      if (synced && key.first != device->link.mac && !key.first.is_multicast())
        list.insert(key.first);
    }
  }
  return std::vector<MacAddress>(list.begin(), list.end());
}

Result<std::vector<LinkAddress>> MemoryKernel::addresses(LinkIndex link) {
  const State::Device* device = state_->find(link);
  return device == nullptr ? std::vector<LinkAddress>() : device->addresses;
}

std::vector<Failure> MemoryKernel::execute(std::span<const Change> changes) {
  std::vector<Failure> failures;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    int error = state_->fault ? state_->fault(change) : 0;
    if (error == 0)
      error = std::visit([this](const auto& each) { return state_->apply(each); }, change);
    if (error != 0 && error != kIgnored) {
      failures.push_back({i, refused(describe(change), error, {})});
    } else if (state_->loss && state_->loss(change)) {
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
  auto queue = std::make_shared<State::Queue>();
  state_->listeners.push_back(queue);
  return std::make_unique<Listener>(std::move(queue));
}

Result<std::unique_ptr<BridgeLock>> MemoryKernel::lock_bridge(LinkIndex bridge) {
  class Shared final : public BridgeLock {
   public:
    explicit Shared(std::shared_ptr<BridgeLock> shared) : shared_(std::move(shared)) {}

   private:
    std::shared_ptr<BridgeLock> shared_;
  };
  if (!state_->claims[bridge].expired())
    return std::unexpected(refused("claim the bridge", EADDRINUSE, {}));
  auto held = std::make_shared<BridgeLock>();
  state_->claims[bridge] = held;
  return std::make_unique<Shared>(std::move(held));
}

}  // namespace virnet::bridge
