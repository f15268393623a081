// Documents with a NUL between each two, on one host: what they take from each other is found, and
// where.
#include <virnet/host_conflicts.h>
#include <virnet/parse.h>
#include <virnet/rules.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

struct Documents {
  std::vector<std::string_view> texts;
  std::vector<ResourceOwner> owners;

  explicit Documents(std::string_view all) {
    constexpr std::size_t kMost = 8;
    while (!all.empty() && texts.size() < kMost) {
      const std::string_view text = all.substr(0, all.find('\0'));
      all.remove_prefix(std::min(text.size() + 1, all.size()));
      texts.push_back(text);
      owners.push_back({std::to_string(owners.size()), parse(text).resources});
    }
  }
};

std::size_t count_of(const std::vector<HostConflict>& conflicts, std::size_t owner) {
  return static_cast<std::size_t>(std::ranges::count(conflicts, owner, &HostConflict::owner));
}

// Whether something of this kind is in an earlier document as well, looked up the long way.
bool is_taken(const std::vector<ResourceOwner>& owners, std::size_t owner,
              const HostResource& wanted) {
  return std::any_of(owners.begin(), owners.begin() + static_cast<std::ptrdiff_t>(owner),
                     [&](const ResourceOwner& other) {
                       return std::ranges::any_of(other.resources, [&](const HostResource& one) {
                         return one.kind == wanted.kind && one.value == wanted.value;
                       });
                     });
}

void check_names(const Documents& documents, const std::vector<HostConflict>& conflicts) {
  for (std::size_t i = 0; i < documents.owners.size(); ++i)
    for (const HostResource& one : documents.owners[i].resources) {
      if (one.kind != HostResource::Kind::Name || one.silenced) continue;
      const bool is_found = std::ranges::any_of(conflicts, [&](const HostConflict& conflict) {
        return conflict.owner == i && conflict.diagnostic.span == one.span;
      });
      require(is_found == is_taken(documents.owners, i, one), "document {}: <name> is {}", i,
              is_found ? "taken by nobody" : "taken");
    }
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  const Documents documents({reinterpret_cast<const char*>(data), size});
  constexpr std::size_t kAll = 1'000'000;
  const auto conflicts = find_conflicts(documents.owners, {.max_diagnostics = kAll});
  require(std::ranges::is_sorted(conflicts, {}, &HostConflict::owner), "out of order");
  for (const auto& [owner, diagnostic] : conflicts) {
    require(find_rule(diagnostic.code) != nullptr, "no rule {}", diagnostic.code);
    require(diagnostic.span.offset + diagnostic.span.length <= documents.texts[owner].size(),
            "a place behind the end of document {}", owner);
  }
  check_names(documents, conflicts);
  constexpr std::size_t kFew = 3;
  const auto few = find_conflicts(documents.owners, {.max_diagnostics = kFew});
  for (std::size_t i = 0; i < documents.owners.size(); ++i)
    require(count_of(few, i) == std::min(kFew, count_of(conflicts, i)), "document {} has {} of {}",
            i, count_of(few, i), count_of(conflicts, i));
  return 0;
}
