#include "parser/xml/namespace_stack.h"

#include <algorithm>
#include <bit>

#include "model/values/salted_hash.h"

namespace virnet::internal {

void NamespaceStack::clear() {
  entries_.clear();
  heads_.clear();
}

std::span<const NamespaceStack::Entry> NamespaceStack::of_depth(unsigned depth) const {
  const auto [first, last] = std::ranges::equal_range(entries(), depth, {}, &Entry::depth);
  return {first, last};
}

std::uint32_t& NamespaceStack::head_of(std::string_view prefix) {
  return heads_.begin()[hash_of(prefix) & (heads_.size() - 1)];
}

void NamespaceStack::chain(std::uint32_t number) {
  Entry& entry = entries_.begin()[number - 1];
  std::uint32_t& head = head_of(entry.declaration.prefix);
  entry.next = head;
  head = number;
}

void NamespaceStack::make_chains() {
  heads_.clear();
  for (std::size_t left = std::bit_ceil(2 * entries_.size()); left > 0; --left) heads_.push_back(0);
  for (std::uint32_t number = 1; number <= entries_.size(); ++number) chain(number);
}

void NamespaceStack::push(const NamespaceDeclaration& declaration, unsigned depth) {
  entries_.push_back({declaration, depth, 0});
  if (entries_.size() <= kFew && heads_.empty()) return;
  if (entries_.size() > 2 * heads_.size())
    make_chains();
  else
    chain(static_cast<std::uint32_t>(entries_.size()));
}

void NamespaceStack::leave(unsigned depth) {
  const Entry* end = entries_.end();
  for (; end != entries_.begin() && (end - 1)->depth >= depth; --end)
    if (!heads_.empty()) head_of((end - 1)->declaration.prefix) = (end - 1)->next;
  entries_.cut(end);
}

const NamespaceDeclaration* NamespaceStack::find(std::string_view prefix) const {
  const auto has_prefix = [&](const Entry& entry) { return entry.declaration.prefix == prefix; };
  if (heads_.empty()) {
    for (const Entry* at = entries_.end(); at != entries_.begin();)
      if (has_prefix(*--at)) return &at->declaration;
    return nullptr;
  }
  std::uint32_t number = heads_.begin()[hash_of(prefix) & (heads_.size() - 1)];
  for (; number > 0; number = entries_.begin()[number - 1].next)
    if (has_prefix(entries_.begin()[number - 1])) return &entries_.begin()[number - 1].declaration;
  return nullptr;
}

}  // namespace virnet::internal
