// model/rules/collector.h - What is wrong with a draft, as diagnostics without position.
#pragma once

#include <utility>

#include "model/rules/between.h"
#include "model/rules/validate.h"

namespace virnet::internal {

class Collector final : public Report {
 public:
  void add(Rule rule, Where, std::string message) override {
    diagnostics.push_back({.code = rule.code(), .message = std::move(message)});
  }
  Diagnostics diagnostics;
};

// What `validate` finds wrong for a release, which may have two dialects.
template <typename Spec>
[[nodiscard]] Diagnostics problems_of(const Spec& spec, Release release,
                                      void (*validate)(const Spec&, const Dialect&, Report&)) {
  const Dialects dialects = dialects_of(release);
  Collector newer;
  validate(spec, dialects.newer, newer);
  if (!dialects.differ()) return std::move(newer.diagnostics);
  Collector older;
  validate(spec, dialects.older, older);
  return reconcile({dialects.older, std::move(older.diagnostics)},
                   {dialects.newer, std::move(newer.diagnostics)});
}

}  // namespace virnet::internal
