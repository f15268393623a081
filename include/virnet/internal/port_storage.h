// include/virnet/internal/port_storage.h - The storage of a network's port. No promise for users;
// see networkport.h.
#pragma once

#include <virnet/internal/arena.h>
#include <virnet/networkport.h>

#include <utility>

namespace virnet::internal {

struct PortStorage {
  Arena arena;
  NetworkPortSpec spec;
};

}  // namespace virnet::internal

namespace virnet {

template <typename T>
T& NetworkPortDraft::add(List<T>& list, T item) {
  return storage_->arena.add(list, std::move(item));
}

}  // namespace virnet
