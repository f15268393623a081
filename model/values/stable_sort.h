// model/values/stable_sort.h - Sorting that keeps the order of what is equal.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace virnet::internal {

// For vectors and deques. In place of std::stable_sort: that of libstdc++ 12 calls what libstdc++
// itself declares deprecated, which clang does not let pass.
template <typename Items, typename Less>
void stable_sort(Items& items, Less less) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (less(items[a], items[b])) return true;
    return !less(items[b], items[a]) && a < b;
  });
  Items sorted;
  if constexpr (requires { sorted.reserve(items.size()); }) sorted.reserve(items.size());
  for (const std::size_t index : order) sorted.push_back(std::move(items[index]));
  items = std::move(sorted);
}

}  // namespace virnet::internal
