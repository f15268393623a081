// parser/read/source_map.h - Where each part of the model came from. Beside the model, so that it
// is no part of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "model/values/parts.h"
#include "parser/xml/grow_only_array.h"

namespace virnet::internal {

class SourceMap {
 public:
  // An element: what it counts, and the offset of its '<'.
  struct Entry {
    std::uint32_t outer;
    std::uint32_t inner;
    std::uint64_t tag_and_part;

    [[nodiscard]] std::size_t tag() const { return tag_and_part >> 8; }
    [[nodiscard]] Part part() const { return static_cast<Part>(tag_and_part & 0xff); }
  };

  void reset() {
    entries_.clear();
    of_part_.clear();
  }

  void add(Part part, std::uint32_t outer, std::uint32_t inner, std::size_t tag) {
    entries_.push_back({outer, inner, tag << 8 | static_cast<std::uint64_t>(part)});
  }

  // Every element that was looked at, in the order of the document.
  [[nodiscard]] std::span<const Entry> entries() const {
    return {entries_.begin(), entries_.end()};
  }

  // The offset of the '<' of the first element that `where` names, or of the nearest one that holds
  // it. To be asked once all are added; the first question about a part looks through them all.
  [[nodiscard]] std::size_t find(const Where& where) {
    if (of_part_.empty()) of_part_.resize(kPartCount);
    auto& numbers = of_part_[static_cast<std::size_t>(where.part)];
    if (!numbers) numbers = sorted(where.part);
    if (const auto tag = first(*numbers, where.outer, where.inner)) return *tag;
    if (const auto tag = first(*numbers, where.outer, kNoIndex)) return *tag;
    return entries_.empty() ? 0 : entries_.begin()->tag();
  }

 private:
  using Numbers = GrowOnlyArray<std::uint32_t>;  // of entries

  [[nodiscard]] Numbers sorted(Part part) const {
    Numbers found;
    for (const Entry& entry : entries_)
      if (entry.part() == part)
        found.push_back(static_cast<std::uint32_t>(&entry - entries_.begin()));
    // Of several elements that one key names the first in the document comes first.
    const auto key = [this](std::uint32_t number) {
      const Entry& entry = entries_.begin()[number];
      return std::tuple(entry.outer, entry.inner, number);
    };
    if (!std::ranges::is_sorted(found, {}, key)) std::ranges::sort(found, {}, key);
    return found;
  }

  [[nodiscard]] std::optional<std::size_t> first(const Numbers& numbers, std::uint32_t outer,
                                                 std::uint32_t inner) const {
    const auto key = [this](std::uint32_t number) {
      const Entry& entry = entries_.begin()[number];
      return std::pair(entry.outer, entry.inner);
    };
    const std::pair wanted(outer, inner);
    const auto at = std::ranges::lower_bound(numbers, wanted, {}, key);
    if (at == numbers.end() || key(*at) != wanted) return std::nullopt;
    return entries_.begin()[*at].tag();
  }

  GrowOnlyArray<Entry> entries_;
  std::vector<std::optional<Numbers>> of_part_;  // those asked for
};

}  // namespace virnet::internal
