// Reading a bridge as it is at one moment.
#include <fmt/format.h>
#include <virnet/observe.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <unordered_map>

#include "bridge/netlink/kernel_error.h"
#include "bridge/plan/learned.h"
#include "bridge/plan/state_alignment.h"

namespace virnet::bridge {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kReadings = 8;
constexpr std::chrono::seconds kPatience(30);
// Notifications can come faster than they are taken.
constexpr std::chrono::milliseconds kHearing(100);

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

Outcome read_vlans(Kernel& kernel, BridgeState& state) {
  Result<std::vector<PortVlans>> vlans = kernel.vlans(state.index);
  if (!vlans) return std::unexpected(std::move(vlans.error()));
  std::map<LinkIndex, PortVlans> by_port;
  for (PortVlans& each : *vlans) by_port[each.port] = std::move(each);
  for (PortState& port : state.ports) {
    PortVlans& of_port = by_port[port.index];
    port.vlans = std::move(of_port.vlans);
    port.pvid = of_port.pvid;
    port.untagged = std::move(of_port.untagged);
  }
  return {};
}

// What a desired state is about of the MAC table of a bridge with these ports.
FdbPart part_for(const BridgeState& desired, const BridgeState& state) {
  FdbPart part;
  std::unordered_map<std::string_view, const PortState*> by_name;
  for (const PortState& port : state.ports) by_name.emplace(port.name, &port);
  std::unordered_map<LinkIndex, const PortState*> places;  // by the desired state's own numbers
  std::map<LinkIndex, std::size_t> guests;
  for (const PortState& port : desired.ports) {
    const auto place = by_name.find(port.name);
    if (place == by_name.end()) continue;
    places.emplace(port.index, place->second);
    if (port.guest) guests.emplace(place->second->index, kReadLearned);
  }
  for (const FdbEntry& entry : desired.fdb) {
    const auto place = places.find(entry.port);
    if (place == places.end()) continue;
    for (const std::uint16_t vlan : vlans_of(place->second)) {
      part.keys.push_back({entry.mac, vlan});
      ++guests[place->second->index];
    }
  }
  for (const auto& [port, most] : guests) part.ports.push_back({port, most});
  return part;
}

// One consistent snapshot, of all or of what a desired state is about.
class Observation {
 public:
  Observation(Kernel& kernel, std::string_view name, const BridgeState* desired)
      : kernel_(kernel), name_(name), desired_(desired) {}

  std::expected<BridgeState, Error> run() {
    Result<std::unique_ptr<Events>> events = kernel_.subscribe();
    if (!events) return std::unexpected(to_error(events.error()));
    BridgeState previous;
    for (int reading = 0; reading < kReadings; ++reading) {
      if (Clock::now() > deadline_) return std::unexpected(restless("it took more than 30 s"));
      const std::expected<Link, Error> bridge = find();
      if (!bridge) return std::unexpected(bridge.error());
      Result<BridgeState> state = read_once(*bridge);
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
    return std::unexpected(
        restless(fmt::format("it changed during each of {} readings", kReadings)));
  }

 private:
  std::expected<Link, Error> find() {
    Result<Link> bridge = kernel_.link(name_);
    if (bridge && bridge->bridge) return *std::move(bridge);
    if (bridge) {
      return std::unexpected(to_error(
          refused(fmt::format("read bridge '{}'", name_), EOPNOTSUPP, "it is not a bridge")));
    }
    if (bridge.error().error != ENODEV) return std::unexpected(to_error(bridge.error()));
    KernelError error = refused(fmt::format("find bridge '{}'", name_), ENODEV,
                                "no link of this network namespace has that name");
    error.remedy = "is its network started, and is this its network namespace?";
    return std::unexpected(to_error(error));
  }

  Result<BridgeState> read_once(const Link& bridge) {
    BridgeState state{.name = bridge.name, .index = bridge.index, .settings = *bridge.bridge};
    if (Outcome read = read_links(kernel_, state); !read)
      return std::unexpected(std::move(read.error()));
    if (Outcome read = read_vlans(kernel_, state); !read)
      return std::unexpected(std::move(read.error()));
    Result<std::vector<FdbEntry>> table =
        desired_ == nullptr ? kernel_.fdb(bridge.index)
                            : kernel_.fdb_part(bridge.index, part_for(*desired_, state));
    if (!table) return std::unexpected(std::move(table.error()));
    state.fdb = std::move(*table);
    std::sort(state.fdb.begin(), state.fdb.end());
    return state;
  }

  // An entry of a port that is not among those read is of a port that left, or came, meanwhile.
  static bool entries_have_ports(const BridgeState& state) {
    std::set<LinkIndex> known = {state.index};
    for (const PortState& port : state.ports) known.insert(port.index);
    return std::ranges::all_of(state.fdb,
                               [&](const FdbEntry& entry) { return known.contains(entry.port); });
  }

  [[nodiscard]] bool concerns(const Event& event, const BridgeState& state) const {
    struct Concern {
      const BridgeState& state;
      bool part;
      bool operator()(const LinkChanged& e) const {
        return e.link.index == state.index || e.link.master == state.index || is_port(e.link.index);
      }
      bool operator()(const LinkGone& e) const {
        return e.index == state.index || is_port(e.index);
      }
      bool operator()(const FdbChanged& e) const { return counts(e.entry, e.bridge); }
      bool operator()(const FdbGone& e) const { return counts(e.entry, e.bridge); }
      bool operator()(const EventsLost&) const { return true; }
      [[nodiscard]] bool is_port(LinkIndex index) const { return state.port(index) != nullptr; }
      // Single entries are asked for: what is learned beside them tears nothing.
      [[nodiscard]] bool counts(const FdbEntry& entry, LinkIndex bridge) const {
        return bridge == state.index && !(part && entry.kind == FdbKind::Dynamic);
      }
    };
    return std::visit(Concern{state, desired_ != nullptr}, event);
  }

  // Whether something happened to the bridge since the last call.
  Result<bool> disturbed(Events& events, const BridgeState& state) const {
    bool any = false;
    const Clock::time_point enough = Clock::now() + kHearing;
    for (;;) {
      Result<std::vector<Event>> happened = events.wait(std::chrono::milliseconds(0));
      if (!happened) return std::unexpected(std::move(happened.error()));
      if (happened->empty()) return any;
      any = any || std::ranges::any_of(*happened,
                                       [&](const Event& event) { return concerns(event, state); });
      if (Clock::now() > enough) return true;
    }
  }

  // Without what comes and goes by itself.
  static BridgeState settled(BridgeState state) {
    std::erase_if(state.fdb, [](const FdbEntry& entry) { return entry.kind == FdbKind::Dynamic; });
    state.others.clear();
    return state;
  }

  [[nodiscard]] Error restless(std::string why) const {
    return to_error({.code = KernelError::Code::Lost,
                     .error = EAGAIN,
                     .action = fmt::format("read bridge '{}'", name_),
                     .reason = std::move(why),
                     .remedy = "try again when the host is quieter"});
  }

  Kernel& kernel_;
  std::string_view name_;
  const BridgeState* desired_;
  Clock::time_point deadline_ = Clock::now() + kPatience;
};

}  // namespace

std::expected<BridgeState, Error> observe(Kernel& kernel, std::string_view name) {
  return Observation(kernel, name, nullptr).run();
}

std::expected<BridgeState, Error> observe(Kernel& kernel, const BridgeState& desired) {
  return Observation(kernel, desired.name, &desired).run();
}

}  // namespace virnet::bridge
