// bridge/plan/planned_flags.h - The flags of a port that are planned and judged: those that libvirt
// sets.
#pragma once

#include <virnet/plan.h>

#include <array>
#include <optional>

#include "bridge/attributes/attributes.h"

namespace virnet::bridge {

struct PlannedFlag {
  std::optional<bool> PortFlags::* member;
  const char* name;
  std::optional<bool> absent;  // what a kernel that is older than the flag does
  DriftKind on;                // it is on and should be off
  DriftKind off;               // the other way round
};

template <auto Member>
constexpr PlannedFlag planned(DriftKind on, DriftKind off) {
  constexpr auto& row = row_of<Member>();
  std::optional<bool> absent;
  if (row.since != KernelVersion{}) absent = row.initial;
  return {Member, row.name, absent, on, off};
}

inline constexpr std::array kPlannedFlags = {
    planned<&PortFlags::learning>(DriftKind::Learns, DriftKind::LearnsNot),
    planned<&PortFlags::unicast_flood>(DriftKind::Floods, DriftKind::FloodsNot),
    planned<&PortFlags::isolated>(DriftKind::Isolated, DriftKind::NotIsolated),
};

}  // namespace virnet::bridge
