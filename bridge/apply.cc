#include <fmt/format.h>
#include <virnet/apply.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>

#include "bridge/netlink_kernel.h"

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
      state.others.push_back({link.name, std::string(master == names.end() ? "" : master->second)});
      continue;
    }
    state.ports.push_back({.name = link.name,
                           .index = link.index,
                           .mac = link.mac,
                           .flags = *link.port,
                           .vlans = {},
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
  std::map<LinkIndex, std::vector<std::uint16_t>> by_port;
  for (PortVlans& each : *vlans) by_port[each.port] = std::move(each.vlans);
  for (PortState& port : state.ports) port.vlans = std::move(by_port[port.index]);
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

class Application {
 public:
  Application(Kernel& kernel, const Plan& plan, const BridgeState& desired)
      : kernel_(kernel), plan_(plan), desired_(desired) {}

  ApplyReport run() {
    if (!plan_.obstacles.empty()) return refuse(plan_.obstacles.front());
    Result<BridgeState> now = observe(kernel_, plan_.observed.name);
    if (!now) return refuse(to_string(now.error()));
    if (make_plan(*now, desired_).operations != plan_.operations) {
      return refuse(fmt::format("{} has changed since the plan was made; make a new one",
                                plan_.observed.name));
    }
    before_ = std::move(*now);
    for (const Operation& operation : plan_.operations) {
      for (const Change& change : changes_of(operation, before_)) {
        if (Outcome done = kernel_.change(change); !done) {
          // A part of the operation may have happened.
          return take_back(report_.done + 1, to_string(done.error()));
        }
      }
      ++report_.done;
    }
    return read_back();
  }

 private:
  ApplyReport refuse(std::string why) {
    report_.failure = std::move(why);
    report_.undone = true;
    return report_;
  }

  ApplyReport read_back() {
    Result<BridgeState> after = observe(kernel_, before_.name);
    if (!after) return take_back(report_.done, to_string(after.error()));
    const Plan rest = make_plan(*after, desired_);
    if (rest.operations.empty()) return report_;
    std::string what = "entries are not what they should be";
    for (const Drift& drift : compare(*after, desired_)) {
      if (can_mend(drift.kind)) {
        what = to_sentence(drift);
        break;
      }
    }
    return take_back(report_.done,
                     "the kernel accepted every change, but reads otherwise: " + what);
  }

  // Undoes the first `count` operations, last first, going on whatever happens.
  ApplyReport take_back(std::size_t count, std::string why) {
    report_.failure = std::move(why);
    for (std::size_t i = count; i > 0; --i) {
      const Operation back = inverse(plan_.operations[i - 1]);
      (void)kernel_.execute(changes_of(back, before_));
    }
    const Result<BridgeState> now = observe(kernel_, before_.name);
    // What the plan would change is what it was before: the same plan is to be made.
    report_.undone = now && make_plan(*now, desired_).operations == plan_.operations;
    if (now && !report_.undone) report_.left = compare(*now, desired_);
    return report_;
  }

  Kernel& kernel_;
  const Plan& plan_;
  const BridgeState& desired_;
  BridgeState before_;
  ApplyReport report_;
};

}  // namespace

Result<BridgeState> observe(Kernel& kernel, std::string_view name) {
  for (int reading = 0; reading < kReadings; ++reading) {
    Result<Link> bridge = kernel.link(name);
    if (!bridge) return std::unexpected(std::move(bridge.error()));
    if (!bridge->bridge) {
      return std::unexpected(
          refused(fmt::format("read bridge '{}'", name), EOPNOTSUPP, "it is not a bridge"));
    }
    Result<BridgeState> state = read_once(kernel, *bridge);
    if (!state) return state;
    BridgeState again{.name = state->name, .index = state->index};
    if (Outcome read = read_links(kernel, again); !read)
      return std::unexpected(std::move(read.error()));
    const bool same =
        std::ranges::equal(again.ports, state->ports, [](const PortState& a, const PortState& b) {
          return a.index == b.index && a.name == b.name && a.flags == b.flags;
        });
    if (same && entries_have_ports(*state)) return state;
  }
  return std::unexpected(KernelError{.code = KernelError::Code::Lost,
                                     .error = EAGAIN,
                                     .action = fmt::format("read bridge '{}'", name),
                                     .reason = "its ports changed during each of 8 readings"});
}

ApplyReport apply(Kernel& kernel, const Plan& plan, const BridgeState& desired) {
  return Application(kernel, plan, desired).run();
}

}  // namespace virnet::bridge
