// bridge/plan/link_names.h - What links are called, as notifications tell.
#pragma once

#include <virnet/kernel.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace virnet::bridge {

class LinkNames {
 public:
  void hear(const Event& event);
  // Links that were deleted keep their names until now, so that this can be told of by name.
  void forget_deleted();
  // Null if it is not known.
  [[nodiscard]] const std::string* find(LinkIndex link) const;
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::map<LinkIndex, std::string> names_;
  std::vector<LinkIndex> deleted_;
};

}  // namespace virnet::bridge
