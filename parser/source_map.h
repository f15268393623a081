// parser/source_map.h - Where each part of the model came from. Beside the model, so that it is no
// part of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "model/parts.h"

namespace virnet::internal {

class SourceMap {
 public:
  struct Entry {
    Part part;
    std::uint32_t outer;
    std::uint32_t inner;
    std::size_t tag;
  };

  void reset() {
    entries_.clear();
    sorted_.clear();
  }

  void add(Part part, std::uint32_t outer, std::uint32_t inner, std::size_t tag) {
    entries_.push_back({part, outer, inner, tag});
  }

  // Every element that was looked at, in the order of the document.
  [[nodiscard]] std::span<const Entry> entries() const { return entries_; }

  // The offset of the '<' of the first element that `where` names, or of the nearest one that holds
  // it. The first question after an add() sorts.
  [[nodiscard]] std::size_t find(const Where& where) {
    if (sorted_.size() != entries_.size()) sort();
    if (const auto tag = first(where.part, where.outer, where.inner)) return *tag;
    if (const auto tag = first(where.part, where.outer, kNoIndex)) return *tag;
    return entries_.empty() ? 0 : entries_.front().tag;
  }

 private:
  using Key = std::tuple<Part, std::uint32_t, std::uint32_t>;
  [[nodiscard]] static Key key(const Entry& entry) {
    return {entry.part, entry.outer, entry.inner};
  }

  void sort() {
    sorted_ = entries_;
    // Of several elements that one key names the first in the document comes first.
    std::ranges::sort(sorted_, {}, [](const Entry& entry) {
      return std::tuple(entry.part, entry.outer, entry.inner, entry.tag);
    });
  }

  [[nodiscard]] std::optional<std::size_t> first(Part part, std::uint32_t outer,
                                                 std::uint32_t inner) const {
    const Key wanted{part, outer, inner};
    const auto at = std::ranges::lower_bound(sorted_, wanted, {}, key);
    if (at == sorted_.end() || key(*at) != wanted) return std::nullopt;
    return at->tag;
  }

  std::vector<Entry> entries_;
  std::vector<Entry> sorted_;
};

}  // namespace virnet::internal
