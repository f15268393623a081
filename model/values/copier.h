// model/values/copier.h - Copies an element from a draft into an arena, or back.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/values/arena.h"
#include "model/values/members.h"

namespace virnet::internal {

// Walks over all members, so a new one needs nothing here. `arena` is where views point to.
class Copier {
 public:
  explicit Copier(Arena* arena = nullptr) : arena_(arena) {}

  // An element, or a value that is the same in both.
  template <typename From, typename To>
  void operator()(const From& from, To& to) const {
    if constexpr (std::is_same_v<From, To>) {
      to = from;
    } else {
      std::apply(
          [&](const auto&... source) {
            std::apply([&](auto&... target) { ((*this)(source, target), ...); }, members(to));
          },
          members(from));
    }
  }
  template <typename From, typename To>
  void operator()(const std::optional<From>& from, std::optional<To>& to) const {
    if (from) (*this)(*from, to.emplace());
  }

  // Into the arena.
  void operator()(const std::string& from, Text& to) const { to = arena_->text(from); }
  void operator()(const std::optional<std::string>& from, Text& to) const {
    if (from) to = arena_->text(*from);
  }
  template <typename From, typename To>
  void operator()(const std::vector<From>& from, List<To>& to) const {
    for (const From& item : from) (*this)(item, arena_->add(to));
    arena_->trim(to);
  }
  template <typename From, typename To>
  void operator()(const std::optional<From>& from, Ref<To>& to) const {
    if (!from) return;
    to = arena_->keep(To{});
    (*this)(*from, Arena::mutable_value(to));
  }

  // Into a draft.
  void operator()(const Text& from, std::string& to) const { to = from.view(); }
  void operator()(const Text& from, std::optional<std::string>& to) const { to = from; }
  template <typename From, typename To>
  void operator()(const List<From>& from, std::vector<To>& to) const {
    to.reserve(from.size());
    for (const From& item : from) (*this)(item, to.emplace_back());
  }
  template <typename From, typename To>
  void operator()(const Ref<From>& from, std::optional<To>& to) const {
    if (from) (*this)(*from, to.emplace());
  }

 private:
  Arena* arena_;
};

}  // namespace virnet::internal
