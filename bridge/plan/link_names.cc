#include "bridge/plan/link_names.h"

namespace virnet::bridge {

void LinkNames::hear(const Event& event) {
  // The lost notifications may include deletions.
  if (std::holds_alternative<EventsLost>(event)) names_.clear();
  if (const auto* changed = std::get_if<LinkChanged>(&event);
      changed != nullptr && !changed->link.name.empty())
    names_[changed->link.index] = changed->link.name;
  if (const auto* gone = std::get_if<LinkGone>(&event); gone != nullptr && !gone->left_bridge)
    deleted_.push_back(gone->index);
}

void LinkNames::forget_deleted() {
  for (const LinkIndex link : deleted_) names_.erase(link);
  deleted_.clear();
}

const std::string* LinkNames::find(LinkIndex link) const {
  const auto found = names_.find(link);
  return found == names_.end() ? nullptr : &found->second;
}

}  // namespace virnet::bridge
