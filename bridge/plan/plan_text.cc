// A plan as text.
#include <fmt/format.h>
#include <virnet/plan_text.h>

#include "bridge/attributes/attribute_text.h"
#include "bridge/plan/learned.h"
#include "model/values/printable.h"

namespace virnet::bridge {
namespace {

using internal::printable;

std::string entry_line(char sign, const FdbEntry& entry, const BridgeState& state) {
  const PortState* port = state.port(entry.port);
  return fmt::format("{}   {}{} on {}{}\n", sign, entry.sticky ? "sticky " : "",
                     to_string(entry.kind), printable(port != nullptr ? port->name : state.name),
                     entry.vlan == 0 ? "" : fmt::format(", VLAN {}", entry.vlan));
}

std::string flag_lines(char sign, const PortFlags& flags) {
  std::string text;
  for (const std::string& word : words(flags)) text += fmt::format("{}   {}\n", sign, word);
  return text;
}

std::string learned_text(std::size_t count) {
  if (count == 1) return "1 learned entry";
  if (count < kReadLearned) return fmt::format("{} learned entries", count);
  return fmt::format("{} learned entries and more", kReadLearned);
}

}  // namespace

std::string to_text(const Plan& plan) {
  std::string text = fmt::format("bridge {}\n", printable(plan.observed.name));
  for (const Operation& operation : plan.operations) {
    switch (operation.kind) {
      case Operation::Kind::Entries:
        text += fmt::format("  address {}\n", operation.mac.to_string());
        for (const FdbEntry& entry : operation.entries_before) {
          text += entry_line('-', entry, plan.observed);
        }
        for (const FdbEntry& entry : operation.entries)
          text += entry_line('+', entry, plan.observed);
        break;
      case Operation::Kind::Flags:
        text += fmt::format("  port {}\n", printable(operation.port));
        text += flag_lines('-', operation.flags_before) + flag_lines('+', operation.flags);
        break;
      case Operation::Kind::Filtering:
        text += fmt::format("-   {}\n+   {}\n",
                            to_text(BridgeSettings{.vlan_filtering = operation.filtering_before}),
                            to_text(BridgeSettings{.vlan_filtering = operation.filtering}));
        break;
      case Operation::Kind::Flush:
        text += fmt::format("  port {}\n-   {}\n", printable(operation.port),
                            learned_text(operation.entries_before.size()));
        break;
    }
  }
  if (plan.empty()) text += "  nothing to do\n";
  for (const std::string& obstacle : plan.obstacles)
    text += fmt::format("! {}\n", printable(obstacle));
  for (const std::string& remark : plan.remarks) text += fmt::format("# {}\n", printable(remark));
  return text;
}

}  // namespace virnet::bridge
