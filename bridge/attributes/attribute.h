// bridge/attributes/attribute.h - What is known about one port flag or bridge setting.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/kernel_version.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "bridge/attributes/kinds.h"

namespace virnet::bridge {

template <typename OwnerType, typename KindType>
struct BridgeAttribute {
  using Owner = OwnerType;
  using Kind = KindType;
  using Value = typename Kind::Value;
  using Wire = typename Kind::Wire;

  std::optional<Value> Owner::* member;
  std::uint16_t type;    // of the netlink attribute
  const char* name;      // in virnet's JSON, in plans and in what conform prints
  const char* iproute2;  // in the JSON of ip(8) and bridge(8)
  const char* meaning;   // completes "whether a port ..." or "whether a bridge ..."
  Value initial;         // of a port that joins, or of a new bridge
  // The first kernel that has it, if any older than 4.14 has not.
  KernelVersion since = {};
  // Of a port: the value that protects its guest and the others least.
  std::optional<Value> weakest = {};
};

// The rows of PortFlags and of BridgeSettings, in the order of the members.
template <typename Owner>
inline constexpr std::nullptr_t kAttributes = nullptr;

}  // namespace virnet::bridge
