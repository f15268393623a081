#include "conformance/netns/statement.h"

#include <fmt/format.h>

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
  std::vector<Statement> all;
  for (auto* chapter :
       {attribute_statements, promiscuity_statements, fdb_statements, frame_statements}) {
    for (Statement& statement : chapter()) all.push_back(std::move(statement));
  }
  return all;
}

}  // namespace virnet::conformance
