// What it costs to flood a frame.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include "conformance/harness/steps/probes.h"
#include "conformance/harness/testbed/endpoint.h"

namespace virnet::conformance {
namespace {

using bridge::Change;
using bridge::LinkIndex;
using bridge::Outcome;
using bridge::Result;

constexpr std::array kPorts = {2, 10, 100, 500};
constexpr int kFrames = 101;  // of which the one in the middle counts
constexpr const char* kBridge = "costbr";
constexpr MacAddress kSender({2, 0, 0, 0, 1, 1});
constexpr MacAddress kKnown({2, 0, 0, 0, 1, 2});
constexpr MacAddress kUnknown({2, 0, 0, 0, 1, 3});

std::string near_end(int port) { return fmt::format("cost{}", port); }
std::string far_end(int port) { return fmt::format("cost{}x", port); }

// Ports [first, last), up, with somebody at the other end.
Outcome add_ports(bridge::Kernel& kernel, LinkIndex bridge, int first, int last) {
  std::vector<Change> pairs;
  for (int port = first; port < last; ++port)
    pairs.emplace_back(bridge::AddVeth{near_end(port), far_end(port)});
  if (Outcome made = kernel.execute_all(pairs); !made) return made;
  std::vector<Change> joins;
  for (int port = first; port < last; ++port) {
    const Result<bridge::Link> near = kernel.link(near_end(port));
    const Result<bridge::Link> far = kernel.link(far_end(port));
    if (!near) return std::unexpected(near.error());
    if (!far) return std::unexpected(far.error());
    joins.emplace_back(bridge::SetLink{.index = far->index, .up = true});
    joins.emplace_back(bridge::SetLink{.index = near->index, .up = true, .master = bridge});
  }
  return kernel.execute_all(joins);
}

// A port forwards when the kernel has noticed its carrier, which it does in its own time.
Outcome wait_for_ports(bridge::Kernel& kernel, LinkIndex bridge, int ports) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < deadline) {
    const Result<std::vector<bridge::Link>> links = kernel.links();
    if (!links) return std::unexpected(links.error());
    const auto forwarding = std::ranges::count_if(*links, [&](const bridge::Link& link) {
      return link.master == bridge && link.port &&
             link.port->state == bridge::PortStpState::Forwarding;
    });
    if (forwarding == ports) return {};
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return std::unexpected(
      bridge::KernelError{.error = ETIMEDOUT, .action = "see all ports forward"});
}

// The second port: it alone gets what is for the known address, and as one of the oldest it is
// among the last that a flooded frame is copied to.
struct Stations {
  Endpoint sender;
  Endpoint receiver;
};

Outcome wait_for(Endpoint& receiver, std::uint64_t cookie) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (std::chrono::steady_clock::now() < deadline) {
    const std::optional<Frame> frame = receiver.receive();
    if (frame && frame->cookie == cookie) return {};
  }
  return std::unexpected(bridge::KernelError{.error = ETIMEDOUT, .action = "see a frame arrive"});
}

// From sending to arrival: a busy kernel carries frames on after sending has returned. The median
// of many does not see what else the machine does.
Result<double> nanoseconds(Stations& endpoints, MacAddress destination,
                           std::uint64_t first_cookie) {
  std::vector<double> times;
  for (std::uint64_t i = 0; i < kFrames; ++i) {
    const Frame frame = {.source = kSender, .destination = destination, .cookie = first_cookie + i};
    const auto before = std::chrono::steady_clock::now();
    if (Outcome sent = endpoints.sender.send(frame); !sent) return std::unexpected(sent.error());
    if (Outcome arrived = wait_for(endpoints.receiver, frame.cookie); !arrived)
      return std::unexpected(arrived.error());
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - before;
    times.push_back(took.count());
  }
  std::ranges::nth_element(times, times.begin() + kFrames / 2);
  return times[kFrames / 2];
}

// A bridge whose first port sends, and whose second one has an entry.
Result<Stations> open_endpoints(bridge::Kernel& kernel, LinkIndex bridge) {
  const Result<bridge::Link> sender = kernel.link(far_end(0));
  const Result<bridge::Link> port = kernel.link(near_end(1));
  const Result<bridge::Link> receiver = kernel.link(far_end(1));
  if (!sender) return std::unexpected(sender.error());
  if (!port) return std::unexpected(port.error());
  if (!receiver) return std::unexpected(receiver.error());
  const std::vector<Change> make_known = {
      bridge::SetLink{.index = bridge, .up = true},
      bridge::add_entry({.port = port->index, .mac = kKnown, .kind = bridge::FdbKind::Static})};
  const Outcome known = kernel.execute_all(make_known);
  if (!known) return std::unexpected(known.error());
  Result<Endpoint> sends = Endpoint::open(kernel, *sender, false);
  if (!sends) return std::unexpected(sends.error());
  Result<Endpoint> receives = Endpoint::open(kernel, *receiver, true);
  if (!receives) return std::unexpected(receives.error());
  return Stations{*std::move(sends), *std::move(receives)};
}

Result<std::vector<double>> measure(bridge::Kernel& kernel) {
  if (Outcome made = kernel.change(bridge::AddBridge{kBridge}); !made)
    return std::unexpected(made.error());
  const Result<bridge::Link> bridge = kernel.link(kBridge);
  if (!bridge) return std::unexpected(bridge.error());
  std::vector<double> ratios;
  std::optional<Stations> endpoints;
  std::uint64_t cookie = 1;
  int there = 0;
  for (const int ports : kPorts) {
    if (Outcome added = add_ports(kernel, bridge->index, there, ports); !added)
      return std::unexpected(added.error());
    there = ports;
    if (!endpoints) {
      Result<Stations> opened = open_endpoints(kernel, bridge->index);
      if (!opened) return std::unexpected(opened.error());
      endpoints = std::move(*opened);
    }
    if (Outcome ready = wait_for_ports(kernel, bridge->index, ports); !ready)
      return std::unexpected(ready.error());
    const Result<double> forwarded = nanoseconds(*endpoints, kKnown, cookie);
    const Result<double> flooded = nanoseconds(*endpoints, kUnknown, cookie + kFrames);
    cookie += 2 * kFrames;
    if (!forwarded) return std::unexpected(forwarded.error());
    if (!flooded) return std::unexpected(flooded.error());
    ratios.push_back(*flooded / *forwarded);
  }
  return ratios;
}

}  // namespace

Probed compare_flooding_with_forwarding(Testbed& testbed) {
  const Result<std::vector<double>> ratios = measure(testbed.kernel());
  if (!ratios) return std::unexpected(to_string(ratios.error()));
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < kPorts.size(); ++i)
    parts.push_back(
        fmt::format("{:.{}f} with {} ports", (*ratios)[i], (*ratios)[i] < 10 ? 1 : 0, kPorts[i]));
  const std::string seen = fmt::format("{}", fmt::join(parts, ", "));
  const bool grows = ratios->at(2) > 2 * ratios->at(0) && ratios->at(3) > 2 * ratios->at(2);
  if (grows) return seen;
  return std::unexpected(seen);
}

}  // namespace virnet::conformance
