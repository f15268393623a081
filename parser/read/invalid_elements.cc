#include "parser/read/invalid_elements.h"

#include <algorithm>
#include <tuple>

namespace virnet::internal {
namespace {

constexpr auto kOrder = [](const auto& one) { return std::tuple(one.part, one.outer, one.inner); };

}  // namespace

void InvalidElements::withdraw(Part part) {
  elements_.cut(std::remove_if(elements_.begin(), elements_.end(),
                               [&](const InvalidElement& one) { return one.part == part; }));
}

void InvalidElements::sort() { std::ranges::sort(elements_, {}, kOrder); }

bool InvalidElements::has(Part part, std::uint32_t outer, std::uint32_t inner) const {
  return std::ranges::binary_search(elements_, std::tuple(part, outer, inner), {}, kOrder);
}

bool InvalidElements::affect_some(const Where& where) const {
  if (has(where.part, where.outer, where.inner)) return true;
  if (where.outer != kNoIndex && has(Part::Ip, where.outer)) return true;
  const auto any_ip = std::ranges::lower_bound(elements_, Part::Ip, {}, &InvalidElement::part);
  return where.part == Part::Route && any_ip != elements_.end() && any_ip->part == Part::Ip;
}

}  // namespace virnet::internal
