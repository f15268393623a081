// parser/xml/namespace_stack.h - Declarations of namespaces, those of inner elements last, and the
// innermost of a prefix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "parser/xml/grow_only_array.h"

namespace virnet::internal {

struct NamespaceDeclaration {
  std::string_view prefix;  // empty: the default namespace
  std::string_view uri;
};

class NamespaceStack {
 public:
  struct Entry {
    NamespaceDeclaration declaration;
    unsigned depth;      // of its element
    std::uint32_t next;  // the number of the one before in the same chain, from 1; 0: none
  };

  void clear();
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::span<const Entry> entries() const {
    return {entries_.begin(), entries_.end()};
  }
  // Those of the element of this depth, in order.
  [[nodiscard]] std::span<const Entry> of_depth(unsigned depth) const;

  // The text has to outlive it. No depth is less than that of the one before.
  void push(const NamespaceDeclaration& declaration, unsigned depth);
  // Takes away those of this depth and below.
  void leave(unsigned depth);

  // Null if there is none.
  [[nodiscard]] const NamespaceDeclaration* find(std::string_view prefix) const;

 private:
  // Up to this many are searched one by one; more are found by a hash of the prefix.
  static constexpr std::size_t kFew = 16;

  void make_chains();
  void chain(std::uint32_t number);
  [[nodiscard]] std::uint32_t& head_of(std::string_view prefix);

  GrowOnlyArray<Entry> entries_;
  GrowOnlyArray<std::uint32_t> heads_;  // the number of the last one of each chain; or none at all
};

// Whether two namespaces are the same. One that is long has been made a single text by
// NamespaceScope, so that comparing takes no longer than for a short one.
inline constexpr std::size_t kShortUri = 64;  // bytes
[[nodiscard]] inline bool is_same_uri(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a.size() > kShortUri ? a.data() == b.data() : a == b);
}

}  // namespace virnet::internal
