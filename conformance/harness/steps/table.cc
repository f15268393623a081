// Steps that ask for entries of the MAC table in messages of their own making.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include <algorithm>

#include "conformance/harness/steps/runner.h"
#include "conformance/harness/testbed/netlink.h"

namespace virnet::conformance {
namespace {

constexpr std::uint16_t kFlagsExt = 15;  // NDA_FLAGS_EXT

struct Entry {
  bridge::LinkIndex link = bridge::LinkIndex::None;
  bool flags_ext = false;
};

std::vector<Entry> entries_of(const Reply& reply) {
  std::vector<Entry> entries;
  for (const Reply::Message& message : reply.messages) {
    const auto head = bridge::load<ndmsg>(message.payload);
    if (message.type != RTM_NEWNEIGH || !head) continue;
    Entry entry{.link = static_cast<bridge::LinkIndex>(head->ndm_ifindex)};
    (void)bridge::each_attribute(
        bridge::Bytes(message.payload).subspan(sizeof(ndmsg)),
        [&](const bridge::Attribute& each) { entry.flags_ext |= each.type == kFlagsExt; });
    entries.push_back(entry);
  }
  return entries;
}

std::string_view to_string(Table table) {
  switch (table) {
    case Table::Empty: return "nothing";
    case Table::OfA: return "entries on A only";
    case Table::OfBridge: return "entries of the bridge and its ports only";
    case Table::OfAll: return "entries of the whole namespace";
    case Table::WithFlagsExt: return "entries that all have NDA_FLAGS_EXT";
    case Table::WithoutFlagsExt: return "entries of which none has NDA_FLAGS_EXT";
  }
  return {};
}

}  // namespace

bool Runner::is(Table table, const std::vector<bridge::LinkIndex>& links) const {
  const auto on = [&](Who who) {
    return [this, who](auto link) { return link == testbed_.link(who); };
  };
  const bool some_on_a = std::ranges::any_of(links, on(actual(Who::A)));
  const bool some_on_b = std::ranges::any_of(links, on(actual(Who::B)));
  const bool all_of_bridge = std::ranges::all_of(links, [&](bridge::LinkIndex link) {
    constexpr Who kBridge[] = {Who::U, Who::A, Who::B, Who::C, Who::BR};
    return std::ranges::any_of(kBridge, [&](Who who) { return link == testbed_.link(who); });
  });
  switch (table) {
    case Table::Empty: return links.empty();
    case Table::OfA: return some_on_a && std::ranges::all_of(links, on(actual(Who::A)));
    case Table::OfBridge: return some_on_a && some_on_b && all_of_bridge;
    case Table::OfAll: return some_on_a && some_on_b && !all_of_bridge;
    case Table::WithFlagsExt:
    case Table::WithoutFlagsExt: return some_on_a;
  }
  return false;
}

Runner::Seen Runner::operate(const AskTableStep& step) {
  bridge::Result<Netlink> netlink = Netlink::open({}, step.strict);
  if (!netlink) return std::unexpected(virnet::bridge::to_string(netlink.error()));
  const std::uint32_t sequence = netlink->next_sequence();
  const std::uint16_t flags = step.dump ? NLM_F_DUMP : NLM_F_ACK;
  const bridge::Result<Reply> reply = netlink->ask(
      encode_request(RTM_GETNEIGH, flags, sequence, step.head, step.fields, *this), sequence);
  if (!reply)
    return std::unexpected(
        fmt::format("{}: {}", step.says, virnet::bridge::to_string(reply.error())));
  const auto answer = [](int error) { return error == 0 ? "ok" : bridge::errno_name(error); };
  if (reply->error != step.answer) {
    return std::unexpected(
        fmt::format("{}: {}; expected {}", step.says, answer(reply->error), answer(step.answer)));
  }
  if (reply->reason.find(step.reason) == std::string::npos) {
    return std::unexpected(
        fmt::format("{}: \"{}\"; expected \"{}\"", step.says, reply->reason, step.reason));
  }
  if (step.answer != 0) return fmt::format("{}: {}", step.says, answer(step.answer));
  const std::vector<Entry> entries = entries_of(*reply);
  std::vector<bridge::LinkIndex> links;
  for (const Entry& entry : entries) links.push_back(entry.link);
  const auto extended = std::ranges::count(entries, true, &Entry::flags_ext);
  const bool as_said = is(step.holds, links) &&
                       (step.holds != Table::WithFlagsExt || extended == std::ssize(entries)) &&
                       (step.holds != Table::WithoutFlagsExt || extended == 0);
  if (as_said) return fmt::format("{}: {}", step.says, to_string(step.holds));
  return std::unexpected(fmt::format(
      "{}: {} entries, {} with NDA_FLAGS_EXT, on links {}; expected {}", step.says, entries.size(),
      extended, fmt::join(link_names(links), " "), to_string(step.holds)));
}

std::vector<std::string> Runner::link_names(std::vector<bridge::LinkIndex> links) const {
  std::ranges::sort(links);
  links.erase(std::unique(links.begin(), links.end()), links.end());
  std::vector<std::string> names;
  for (const bridge::LinkIndex link : links) {
    const bridge::Result<bridge::Link> read = testbed_.kernel().link(link);
    names.push_back(read ? read->name : fmt::format("{}", static_cast<int>(link)));
  }
  return names;
}

}  // namespace virnet::conformance
