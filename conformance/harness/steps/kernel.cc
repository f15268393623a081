// Steps that change the bridge and read it back.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "bridge/attributes/attribute_text.h"
#include "bridge/attributes/attributes.h"
#include "conformance/harness/steps/runner.h"

namespace virnet::conformance {
namespace {

std::string answer_text(int error) { return error == 0 ? "ok" : bridge::errno_name(error); }

// What kind of entry was asked for, where it is not a plain static one.
std::string as_text(const AddStep& step) {
  constexpr std::uint16_t kStatic = bridge::Nud::NoArp | bridge::Nud::Reachable;
  if ((step.flags & bridge::Ntf::Sticky) != 0) return " as sticky";
  if (step.vlan) return fmt::format(" for VLAN {}", *step.vlan);
  switch (step.state) {
    case kStatic: return {};
    case bridge::Nud::Reachable: return " as dynamic";
    case bridge::Nud::Permanent: return " as permanent";
    default: return fmt::format(" in state {:#04x}", step.state);
  }
}

std::string entry_text(const std::optional<bridge::FdbKind>& kind, bool sticky,
                       const std::string& port) {
  if (!kind) return "no entry";
  return fmt::format("{}{} on {}", sticky ? "sticky " : "", to_string(*kind), port);
}

}  // namespace

Runner::Seen Runner::change(const bridge::Change& change, int answer, const std::string& said) {
  const bridge::Outcome outcome = testbed_.kernel().change(change);
  const int got = outcome ? 0 : outcome.error().error;
  if (got == answer) return said;
  return std::unexpected(fmt::format("{}: the kernel answered {}, expected {}", describe(change),
                                     answer_text(got), answer_text(answer)));
}

Runner::Seen Runner::operate(const FlagsStep& step) {
  const std::string said =
      fmt::format("{} {}{}", to_string(step.port), bridge::to_text(step.flags),
                  step.answer == 0 ? "" : fmt::format(": {}", answer_text(step.answer)));
  return change(bridge::SetPort{testbed_.link(actual(step.port)), step.flags}, step.answer, said);
}

Runner::Seen Runner::compare_flags(Who port, const bridge::PortFlags& expected) {
  bridge::Result<bridge::Link> link = testbed_.kernel().link(testbed_.link(actual(port)));
  if (!link) return std::unexpected(to_string(link.error()));
  if (!link->port)
    return std::unexpected(fmt::format("{} is not a port of the bridge", port_named(port)));
  const bridge::PortFlags read = bridge::restricted(*link->port, expected);
  if (read == expected) return fmt::format("{} reads {}", to_string(port), bridge::to_text(read));
  return std::unexpected(fmt::format("{} reads {}; expected {}", port_named(port),
                                     bridge::to_text(read), bridge::to_text(expected)));
}

Runner::Seen Runner::operate(const ReadFlagsStep& step) {
  return compare_flags(step.port, step.flags);
}

Runner::Seen Runner::operate(const ReadModeStep& step) {
  const bridge::PortFlags expected = testbed_.flags_of_mode(actual(step.port));
  bridge::PortFlags of_mode{.learning = expected.learning, .unicast_flood = expected.unicast_flood};
  if (testbed_.input().isolated) of_mode.isolated = expected.isolated;
  return compare_flags(step.port, of_mode);
}

Runner::Seen Runner::operate(const BridgeStep& step) {
  // Where the kernel cannot filter, filtering is off already.
  if (!testbed_.facts().vlan_filtering && step.settings.vlan_filtering == false && step.answer == 0)
    return {};
  const std::string said =
      fmt::format("{}{}", bridge::to_text(step.settings),
                  step.answer == 0 ? "" : fmt::format(": {}", answer_text(step.answer)));
  Seen seen = change(bridge::SetBridge{testbed_.link(Who::BR), step.settings}, step.answer, said);
  if (seen && step.answer == 0 && step.settings.vlan_filtering)
    testbed_.filtering(*step.settings.vlan_filtering);
  return seen;
}

Runner::Seen Runner::operate(const ReadBridgeStep& step) {
  bridge::Result<bridge::Link> link = testbed_.kernel().link(testbed_.link(Who::BR));
  if (!link) return std::unexpected(to_string(link.error()));
  const bridge::BridgeSettings read = bridge::restricted(*link->bridge, step.settings);
  if (read == step.settings) return fmt::format("reads {}", bridge::to_text(read));
  return std::unexpected(fmt::format("the bridge reads {}; expected {}", bridge::to_text(read),
                                     bridge::to_text(step.settings)));
}

Runner::Seen Runner::operate(const AddStep& step) {
  const bridge::AddFdb add{.port = testbed_.link(actual(step.port)),
                           .mac = testbed_.mac(actual(step.mac)),
                           .state = step.state,
                           .flags = step.flags,
                           .write = step.write,
                           .vlan = step.vlan};
  const std::string said =
      fmt::format("{} added on {}{}: {}", to_string(step.mac), to_string(step.port), as_text(step),
                  answer_text(step.answer));
  return change(add, step.answer, said);
}

Runner::Seen Runner::operate(const DeleteStep& step) {
  const bridge::DeleteFdb gone{.port = testbed_.link(actual(step.port)),
                               .mac = testbed_.mac(actual(step.mac)),
                               .vlan = step.vlan};
  const std::string said =
      fmt::format("{} deleted on {}{}: {}", to_string(step.mac), to_string(step.port),
                  step.vlan ? fmt::format(" for VLAN {}", *step.vlan) : std::string(),
                  answer_text(step.answer));
  return change(gone, step.answer, said);
}

Runner::Seen Runner::operate(const EntryStep& step) {
  const MacAddress mac = testbed_.mac(actual(step.mac));
  bridge::Result<std::vector<bridge::FdbEntry>> table = testbed_.kernel().fdb(
      step.in_other_bridge ? testbed_.other_bridge() : testbed_.link(Who::BR));
  if (!table) return std::unexpected(to_string(table.error()));
  const auto found = std::find_if(table->begin(), table->end(), [&](const bridge::FdbEntry& entry) {
    return entry.mac == mac && entry.vlan == testbed_.counting_vlan();
  });
  const bool there = found != table->end();
  const std::string expected =
      entry_text(step.kind, step.sticky, testbed_.port_name(actual(step.port)));
  std::string read = "no entry";
  if (there) {
    bridge::Result<bridge::Link> port = testbed_.kernel().link(found->port);
    read = entry_text(found->kind, found->sticky, port ? port->name : "a link that is gone");
  }
  if (read != expected) {
    return std::unexpected(fmt::format("the table has for {} ({}): {}; expected {}",
                                       mac.to_string(), to_string(step.mac), read, expected));
  }
  return fmt::format("{}: {}", to_string(step.mac),
                     entry_text(step.kind, step.sticky, std::string(to_string(step.port))));
}

Runner::Seen Runner::operate(const VlansStep& step) {
  const MacAddress mac = testbed_.mac(actual(step.mac));
  bridge::Result<std::vector<bridge::FdbEntry>> table =
      testbed_.kernel().fdb(testbed_.link(Who::BR));
  if (!table) return std::unexpected(to_string(table.error()));
  std::vector<std::uint16_t> vlans;
  for (const bridge::FdbEntry& entry : *table) {
    if (entry.mac == mac && entry.port == testbed_.link(actual(step.port)))
      vlans.push_back(entry.vlan);
  }
  std::sort(vlans.begin(), vlans.end());
  const std::string read = fmt::format("{} on {}: VLAN {}", to_string(step.mac),
                                       to_string(step.port), fmt::join(vlans, " "));
  if (vlans == step.vlans) return read;
  return std::unexpected(fmt::format("{}; expected {}", read, fmt::join(step.vlans, " ")));
}

Runner::Seen Runner::operate(const ManyEntriesStep& step) {
  std::vector<bridge::Change> changes;
  for (int i = 0; i < step.count; ++i) {
    changes.emplace_back(
        bridge::AddFdb{.port = testbed_.link(actual(Who::A)),
                       .mac = MacAddress({0x02, 0xcc, 0x00, 0x00, static_cast<std::uint8_t>(i >> 8),
                                          static_cast<std::uint8_t>(i)})});
  }
  if (const bridge::Outcome added = testbed_.kernel().execute_all(changes); !added)
    return std::unexpected(to_string(added.error()));
  return fmt::format("{} static entries on A", step.count);
}

Runner::Seen Runner::operate(const FlushStep& step) {
  return change(bridge::FlushPort{testbed_.link(actual(step.port))}, 0,
                fmt::format("{} flushed", to_string(step.port)));
}

Runner::Seen Runner::operate(const JoinStep& step) {
  const bridge::LinkIndex master = step.joins ? testbed_.link(Who::BR) : bridge::LinkIndex::None;
  return change(bridge::SetLink{.index = testbed_.link(actual(step.port)), .master = master}, 0,
                fmt::format("{} {}", to_string(step.port), step.joins ? "joins" : "leaves"));
}

Runner::Seen Runner::operate(const AddVlanStep& step) {
  return change(bridge::AddPortVlan{{testbed_.link(actual(step.port)), step.vlan}}, 0,
                fmt::format("VLAN {} on {}", step.vlan, to_string(step.port)));
}

Runner::Seen Runner::operate(const DeleteVlanStep& step) {
  return change(bridge::DeletePortVlan{{testbed_.link(actual(step.port)), step.vlan}}, 0, {});
}

Runner::Seen Runner::operate(const PromiscuousStep& step) {
  return change(bridge::SetLink{.index = testbed_.link(actual(step.link)), .promiscuous = step.on},
                0, fmt::format("{} promiscuous {}", to_string(step.link), step.on ? "on" : "off"));
}

Runner::Seen Runner::operate(const ReadPromiscuityStep& step) {
  bridge::Result<bridge::Link> link =
      testbed_.kernel().link(step.of_lower ? testbed_.lower() : testbed_.link(actual(step.link)));
  if (!link) return std::unexpected(to_string(link.error()));
  const std::string_view lower = step.of_lower ? "the veth under " : "";
  if (link->promiscuity == step.value)
    return fmt::format("{}{} promiscuity {}", lower, to_string(step.link), step.value);
  return std::unexpected(fmt::format("{}{} reads promiscuity {}; expected {}", lower,
                                     port_named(step.link), link->promiscuity, step.value));
}

Runner::Seen Runner::operate(const ReadPromiscuousStep& step) {
  bridge::Result<bridge::Link> link = testbed_.kernel().link(testbed_.link(actual(step.link)));
  if (!link) return std::unexpected(to_string(link.error()));
  const std::string read = fmt::format("IFF_PROMISC {} on {}",
                                       link->promiscuous ? "set" : "not set", to_string(step.link));
  if (link->promiscuous == step.on) return read;
  return std::unexpected(fmt::format("{} ({})", read, testbed_.port_name(actual(step.link))));
}

// Since 7.2 a device's list follows the bridge in its own time; nothing announces it.
Runner::Seen Runner::operate(const FilterListStep& step) {
  using namespace std::chrono_literals;
  const bridge::LinkIndex link = testbed_.link(actual(step.link));
  const MacAddress mac = testbed_.mac(actual(step.mac));
  bridge::Result<std::unique_ptr<bridge::Events>> events = testbed_.kernel().subscribe();
  if (!events) return std::unexpected(to_string(events.error()));
  const auto deadline = std::chrono::steady_clock::now() + 5s;
  for (;;) {
    const bridge::Result<std::vector<MacAddress>> list = testbed_.kernel().unicast_filter(link);
    if (!list) return std::unexpected(to_string(list.error()));
    const bool listed = std::find(list->begin(), list->end(), mac) != list->end();
    const std::string read = fmt::format("{} {} by {}", to_string(step.mac),
                                         listed ? "listed" : "not listed", to_string(step.link));
    if (listed == step.listed) return read;
    if (std::chrono::steady_clock::now() > deadline) {
      return std::unexpected(
          fmt::format("{} ({}, {})", read, mac.to_string(), testbed_.port_name(actual(step.link))));
    }
    if (auto heard = (*events)->wait(10ms); !heard)
      return std::unexpected(to_string(heard.error()));
  }
}

}  // namespace virnet::conformance
