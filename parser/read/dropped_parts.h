// parser/read/dropped_parts.h - The parts of a document that do not come back when the network is
// written.
#pragma once

#include <virnet/parse.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/read/source_anchor.h"

namespace virnet::internal {

class DroppedParts {
 public:
  void begin(const ParseOptions& options);
  void record(LossKind kind, SourceAnchor anchor, std::string what);
  // In source order, with positions in `document`.
  [[nodiscard]] std::vector<Loss> resolve(std::string_view document) const;

 private:
  struct DroppedPart {
    LossKind kind;
    SourceAnchor anchor;
    std::string what;
  };
  std::size_t limit_ = 0;
  std::vector<DroppedPart> parts_;
};

}  // namespace virnet::internal
