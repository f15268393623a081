#include "conformance/harness/catalogue/statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "model/values/stable_sort.h"

namespace virnet::conformance {

std::string to_string(const KernelRange& range) {
  const bool from = range.from != KernelVersion{};
  const bool before = range.before != KernelVersion{};
  if (from && before)
    return fmt::format("{} to before {}", to_string(range.from), to_string(range.before));
  if (from) return fmt::format("{} and later", to_string(range.from));
  if (before) return fmt::format("before {}", to_string(range.before));
  return "all";
}

std::vector<Statement> catalogue() {
  constexpr std::string_view kChapters[] = {"ATT", "PRM", "FDB", "FRM", "NTF", "FLT", "UNS", "CST"};
  std::vector<Statement> all;
  for (auto* part :
       {attribute_statements, message_statements, promiscuity_statements, uplink_statements,
        fdb_statements, vlan_statements, table_statements, frame_statements, snooping_statements,
        notice_statements, fault_statements, privilege_statements}) {
    for (Statement& statement : part()) all.push_back(std::move(statement));
  }
  internal::stable_sort(all, [&](const Statement& a, const Statement& b) {
    const auto chapter = [&](const Statement& each) {
      return std::ranges::find(kChapters, each.id.substr(0, 3)) - std::begin(kChapters);
    };
    return std::pair(chapter(a), a.id) < std::pair(chapter(b), b.id);
  });
  return all;
}

}  // namespace virnet::conformance
