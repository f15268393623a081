// Reading a bridge as it is at one moment.
#include <fmt/format.h>
#include <virnet/observe.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>

#include "bridge/netlink/kernel_error.h"

namespace virnet::bridge {
namespace {

constexpr int kReadings = 8;

// The ports of the bridge, without their VLANs, and all other links.
Outcome read_links(Kernel& kernel, BridgeState& state) {
  Result<std::vector<Link>> links = kernel.links();
  if (!links) return std::unexpected(std::move(links.error()));
  std::map<LinkIndex, std::string_view> names;
  for (const Link& link : *links) names.emplace(link.index, link.name);
  for (const Link& link : *links) {
    if (link.index == state.index) continue;
    if (link.master != state.index || !link.port) {
      const auto master = names.find(link.master);
      state.others.push_back(
          {link.name, std::string(master == names.end() ? "" : master->second), link.mac});
      continue;
    }
    state.ports.push_back({.name = link.name,
                           .index = link.index,
                           .mac = link.mac,
                           .flags = *link.port,
                           .promiscuity = link.promiscuity});
  }
  std::sort(state.ports.begin(), state.ports.end(),
            [](const PortState& a, const PortState& b) { return a.index < b.index; });
  std::sort(state.others.begin(), state.others.end());
  return {};
}

Result<BridgeState> read_once(Kernel& kernel, const Link& bridge) {
  BridgeState state{.name = bridge.name, .index = bridge.index, .settings = *bridge.bridge};
  if (Outcome read = read_links(kernel, state); !read)
    return std::unexpected(std::move(read.error()));
  Result<std::vector<PortVlans>> vlans = kernel.vlans(bridge.index);
  if (!vlans) return std::unexpected(std::move(vlans.error()));
  std::map<LinkIndex, PortVlans> by_port;
  for (PortVlans& each : *vlans) by_port[each.port] = std::move(each);
  for (PortState& port : state.ports) {
    PortVlans& of_port = by_port[port.index];
    port.vlans = std::move(of_port.vlans);
    port.pvid = of_port.pvid;
    port.untagged = std::move(of_port.untagged);
  }
  Result<std::vector<FdbEntry>> table = kernel.fdb(bridge.index);
  if (!table) return std::unexpected(std::move(table.error()));
  state.fdb = std::move(*table);
  std::sort(state.fdb.begin(), state.fdb.end());
  return state;
}

// An entry of a port that is not among those read is of a port that left, or came, meanwhile.
bool entries_have_ports(const BridgeState& state) {
  std::set<LinkIndex> known = {state.index};
  for (const PortState& port : state.ports) known.insert(port.index);
  return std::ranges::all_of(state.fdb,
                             [&](const FdbEntry& entry) { return known.contains(entry.port); });
}

bool concerns(const Event& event, const BridgeState& state) {
  struct Concern {
    const BridgeState& state;
    bool operator()(const LinkChanged& e) const {
      return e.link.index == state.index || e.link.master == state.index || is_port(e.link.index);
    }
    bool operator()(const LinkGone& e) const { return e.index == state.index || is_port(e.index); }
    bool operator()(const FdbChanged& e) const { return e.bridge == state.index; }
    bool operator()(const FdbGone& e) const { return e.bridge == state.index; }
    bool operator()(const EventsLost&) const { return true; }
    [[nodiscard]] bool is_port(LinkIndex index) const { return state.port(index) != nullptr; }
  };
  return std::visit(Concern{state}, event);
}

// Whether something happened to the bridge since the last call.
Result<bool> disturbed(Events& events, const BridgeState& state) {
  bool any = false;
  for (;;) {
    Result<std::vector<Event>> happened = events.wait(std::chrono::milliseconds(0));
    if (!happened) return std::unexpected(std::move(happened.error()));
    if (happened->empty()) return any;
    any = any || std::ranges::any_of(*happened,
                                     [&](const Event& event) { return concerns(event, state); });
  }
}

// Without what comes and goes by itself.
BridgeState settled(BridgeState state) {
  std::erase_if(state.fdb, [](const FdbEntry& entry) { return entry.kind == FdbKind::Dynamic; });
  state.others.clear();
  return state;
}

Error restless(std::string_view name) {
  return to_error({.code = KernelError::Code::Lost,
                   .error = EAGAIN,
                   .action = fmt::format("read bridge '{}'", name),
                   .reason = fmt::format("it changed during each of {} readings", kReadings),
                   .remedy = "try again when the host is quieter"});
}

Error no_such_bridge(std::string_view name) {
  KernelError error = refused(fmt::format("find bridge '{}'", name), ENODEV,
                              "no link of this network namespace has that name");
  error.remedy = "is its network started, and is this its network namespace?";
  return to_error(error);
}

}  // namespace

std::expected<BridgeState, Error> observe(Kernel& kernel, std::string_view name) {
  Result<std::unique_ptr<Events>> events = kernel.subscribe();
  if (!events) return std::unexpected(to_error(events.error()));
  BridgeState previous;
  for (int reading = 0; reading < kReadings; ++reading) {
    Result<Link> bridge = kernel.link(name);
    if (!bridge && bridge.error().error == ENODEV) return std::unexpected(no_such_bridge(name));
    if (!bridge) return std::unexpected(to_error(bridge.error()));
    if (!bridge->bridge) {
      return std::unexpected(to_error(
          refused(fmt::format("read bridge '{}'", name), EOPNOTSUPP, "it is not a bridge")));
    }
    Result<BridgeState> state = read_once(kernel, *bridge);
    if (!state) return std::unexpected(to_error(state.error()));
    const Result<bool> happened = disturbed(**events, *state);
    if (!happened) return std::unexpected(to_error(happened.error()));
    if (!entries_have_ports(*state)) continue;
    // On a busy bridge something is always being learned; two readings that agree about all else
    // will do.
    BridgeState now = settled(*state);
    if (!*happened || now == previous) return *std::move(state);
    previous = std::move(now);
  }
  return std::unexpected(restless(name));
}

}  // namespace virnet::bridge
