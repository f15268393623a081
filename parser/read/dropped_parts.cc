#include "parser/read/dropped_parts.h"

#include <utility>

#include "model/values/stable_sort.h"

namespace virnet::internal {

void DroppedParts::begin(const ParseOptions& options) {
  limit_ = options.warnings ? options.limits.max_diagnostics : 0;
  parts_.clear();
}

void DroppedParts::record(LossKind kind, SourceAnchor anchor, std::string what) {
  if (parts_.size() < limit_) parts_.push_back({kind, std::move(anchor), std::move(what)});
}

std::vector<Loss> DroppedParts::resolve(std::string_view document) const {
  std::vector<Loss> result;
  Positions positions(document);
  for (const DroppedPart& part : parts_)
    result.push_back({part.kind, positions.span(locate(document, part.anchor)), part.what});
  // Of some attributes it shows only at an end tag that they are lost.
  stable_sort(result, [](const Loss& a, const Loss& b) { return a.span.offset < b.span.offset; });
  return result;
}

}  // namespace virnet::internal
