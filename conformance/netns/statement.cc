#include "conformance/netns/statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "model/stable_sort.h"

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
  std::vector<Statement> attributes;
  std::vector<Statement> table;
  for (Statement& statement : message_statements()) {
    (statement.id.starts_with("ATT") ? attributes : table).push_back(std::move(statement));
  }
  std::vector<Statement> all;
  auto add_chapter = [&](std::vector<Statement> chapter, std::vector<Statement> more = {}) {
    std::move(more.begin(), more.end(), std::back_inserter(chapter));
    internal::stable_sort(chapter, [](const auto& a, const auto& b) { return a.id < b.id; });
    std::move(chapter.begin(), chapter.end(), std::back_inserter(all));
  };
  add_chapter(attribute_statements(), std::move(attributes));
  add_chapter(promiscuity_statements());
  add_chapter(fdb_statements(), std::move(table));
  add_chapter(frame_statements());
  return all;
}

}  // namespace virnet::conformance
