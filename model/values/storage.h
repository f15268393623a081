// model/values/storage.h - A network, or a port, with the memory that its texts and lists live in.
#pragma once

#include <virnet/networkport.h>

#include <memory>
#include <utility>

#include "model/values/arena.h"

namespace virnet::internal {

template <typename Spec>
struct Storage {
  Arena arena;
  Spec spec;

  // A Network or NetworkPort without a check: for who has checked the rules.
  template <typename Handle>
  [[nodiscard]] static Handle as_checked(std::shared_ptr<const Storage> storage) {
    return Handle(std::move(storage));
  }
};

}  // namespace virnet::internal
