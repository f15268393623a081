#include "bridge/memory/kernel_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace virnet::bridge {
namespace {

std::string port_name(const Rig& rig, LinkIndex port) {
  if (port == rig.bridge) return "br0";
  if (port == rig.u) return "u";
  if (port == rig.a) return "a";
  return port == rig.b ? "b" : "?";
}

KernelError impossible(std::string action) {
  return {.error = ETIMEDOUT, .action = std::move(action)};
}

// Both ends of the pairs are up before the ports are, so that these have a carrier from the start.
Result<Rig> make_rig(Kernel& kernel, KernelVersion version, std::size_t number) {
  Rig rig{.number = number, .version = version};
  const std::vector<std::string_view> pairs = {"u", "a", "b", "free"};
  std::vector<Change> make = {AddBridge{rig.name("br"), {.multicast_snooping = false}}};
  for (const std::string_view pair : pairs)
    make.push_back(AddVeth{rig.name(pair), rig.name("far") + std::string(pair)});
  if (Outcome made = kernel.execute_all(make); !made)
    return std::unexpected(std::move(made.error()));
  auto index = [&](const std::string& name) {
    Result<Link> link = kernel.link(name);
    return link ? link->index : LinkIndex::None;
  };
  rig.bridge = index(rig.name("br"));
  rig.u = index(rig.name("u"));
  rig.a = index(rig.name("a"));
  rig.b = index(rig.name("b"));
  rig.free = index(rig.name("free"));
  const MacAddress own({0x02, 0xbb, 0, 0, 0, 0x01});
  std::vector<Change> connect = {SetLink{.index = rig.bridge, .up = true, .mac = own}};
  for (const char* pair : {"u", "a", "b"}) {
    connect.push_back(SetLink{.index = index(rig.name("far") + pair), .up = true});
  }
  for (const LinkIndex port : {rig.u, rig.a, rig.b}) {
    connect.push_back(SetLink{.index = port, .up = true, .master = rig.bridge});
  }
  if (Outcome done = kernel.execute_all(connect); !done)
    return std::unexpected(std::move(done.error()));
  Result<Link> bridge = kernel.link(rig.bridge);
  if (!bridge) return std::unexpected(std::move(bridge.error()));
  rig.vlans = bridge->bridge->default_pvid.has_value();
  return rig;
}

// Waits until every port forwards; the kernel takes a moment to notice a carrier.
Outcome wait_for_ports(Kernel& kernel, Events& events, const Rig& rig) {
  using namespace std::chrono_literals;
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  for (;;) {
    bool ready = true;
    for (const LinkIndex port : {rig.u, rig.a, rig.b}) {
      Result<Link> link = kernel.link(port);
      if (!link) return std::unexpected(std::move(link.error()));
      ready = ready && link->port && link->port->state == PortStpState::Forwarding;
    }
    if (ready) return {};
    if (std::chrono::steady_clock::now() > deadline)
      return std::unexpected(impossible("see the ports forward"));
    if (auto heard = events.wait(100ms); !heard) return std::unexpected(std::move(heard.error()));
  }
}

std::vector<KernelCase> all_cases(const Rig& rig) {
  std::vector<KernelCase> rows = fdb_cases(rig);
  for (KernelCase& row : link_cases(rig)) rows.push_back(std::move(row));
  for (KernelCase& row : vlan_cases(rig)) rows.push_back(std::move(row));
  return rows;
}

std::string run(Kernel& kernel, const KernelCase& row) {
  for (std::size_t i = 0; i < row.tries.size(); ++i) {
    const Outcome outcome = kernel.change(row.tries[i].change);
    const int got = outcome ? 0 : outcome.error().error;
    if (got == row.tries[i].expected) continue;
    return fmt::format("step {} ({}): got {}, expected {}", i + 1, describe(row.tries[i].change),
                       got == 0 ? "success" : errno_name(got),
                       row.tries[i].expected == 0 ? "success" : errno_name(row.tries[i].expected));
  }
  if (!row.read) return {};
  const std::string got = row.read(kernel);
  return got == row.expected ? std::string()
                             : fmt::format("read '{}', expected '{}'", got, row.expected);
}

}  // namespace

std::string Rig::name(std::string_view role) const { return fmt::format("{}{}", role, number); }

std::function<std::string(Kernel&)> entries_of(const Rig& rig, const MacAddress& mac) {
  return [rig, mac](Kernel& kernel) -> std::string {
    Result<std::vector<FdbEntry>> table = kernel.fdb(rig.bridge);
    if (!table) return to_string(table.error());
    std::sort(table->begin(), table->end());
    std::string text;
    for (const FdbEntry& entry : *table) {
      if (entry.mac != mac) continue;
      if (!text.empty()) text += ", ";
      text += port_name(rig, entry.port);
      if (entry.vlan != 0) text += fmt::format("/{}", entry.vlan);
      text += fmt::format(" {}", to_string(entry.kind));
      if (entry.sticky) text += " sticky";
    }
    return text;
  };
}

CaseRun run_kernel_cases(Kernel& kernel, KernelVersion version) {
  auto give_up = [](const KernelError& error) {
    return CaseRun{.rows = 0, .failures = {{"rig", to_string(error)}}};
  };
  std::vector<Rig> rigs;
  // The first rig tells how many rows there are.
  for (std::size_t wanted = 1; rigs.size() < wanted;) {
    Result<Rig> rig = make_rig(kernel, version, rigs.size());
    if (!rig) return give_up(rig.error());
    rigs.push_back(*rig);
    wanted = all_cases(rigs.front()).size();
  }
  Result<std::unique_ptr<Events>> events = kernel.subscribe();
  if (!events) return give_up(events.error());
  CaseRun result{.rows = rigs.size(), .failures = {}};
  for (const Rig& rig : rigs) {
    if (Outcome ready = wait_for_ports(kernel, **events, rig); !ready)
      return give_up(ready.error());
    const KernelCase row = all_cases(rig)[rig.number];
    const std::string failure = run(kernel, row);
    if (!failure.empty())
      result.failures.push_back({row.id, fmt::format("{}: {}", row.what, failure)});
  }
  return result;
}

}  // namespace virnet::bridge
