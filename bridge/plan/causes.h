// bridge/plan/causes.h - Which notification tells of a drift.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/drift.h>
#include <virnet/kernel.h>

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace virnet::bridge {

// What was heard since the last reading, looked up by address and by port. `heard` must outlive it.
class Causes {
 public:
  using NameOf = std::function<std::string(LinkIndex)>;
  Causes(const std::vector<Event>& heard, const NameOf& name_of);

  // In words: the last notification about the address, or about the port.
  [[nodiscard]] std::string of(const Drift& drift) const;

 private:
  using Place = std::size_t;  // in `heard`, counted from 1
  [[nodiscard]] std::string words(Place place) const;

  const std::vector<Event>& heard_;
  const NameOf& name_of_;
  Place lost_ = 0;
  std::unordered_map<std::string, Place> entries_;  // by address
  std::unordered_map<std::string, Place> changed_;  // by name of a link
  std::unordered_map<std::string, Place> gone_;
};

}  // namespace virnet::bridge
