// parser/source_map.h - Where each part of the model came from. Beside the model, so that it is no
// part of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/parts.h"

namespace virnet::internal {

class SourceMap {
 public:
  void reset() { entries_.clear(); }

  void add(Part part, std::uint32_t outer, std::uint32_t inner, std::size_t tag) {
    entries_.push_back({part, outer, inner, tag});
  }

  // The offset of the '<' of the first element that `where` names, or of the nearest one that holds
  // it.
  [[nodiscard]] std::size_t find(const Where& where) const {
    if (const auto tag = first(where.part, where.outer, where.inner)) return *tag;
    if (const auto tag = first(where.part, where.outer, kNoIndex)) return *tag;
    return entries_.empty() ? 0 : entries_.front().tag;
  }

 private:
  struct Entry {
    Part part;
    std::uint32_t outer;
    std::uint32_t inner;
    std::size_t tag;
  };

  [[nodiscard]] std::optional<std::size_t> first(Part part, std::uint32_t outer,
                                                 std::uint32_t inner) const {
    const auto at = std::ranges::find_if(entries_, [&](const Entry& entry) {
      return entry.part == part && entry.outer == outer && entry.inner == inner;
    });
    if (at == entries_.end()) return std::nullopt;
    return at->tag;
  }

  std::vector<Entry> entries_;
};

}  // namespace virnet::internal
