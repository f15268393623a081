// parser/read/source_anchor.h - Which piece of a document a finding is about, before its position
// is worked out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/xml/locate.h"

namespace virnet::internal {

// Which piece of the element at `tag` (the offset of its '<') is meant.
// Run: from `tag` up to the next markup, without the blanks at its end. Exact: `length` bytes from
// there.
enum class AnchorKind : std::uint8_t { Element, AttributeName, AttributeValue, Text, Run, Exact };

struct SourceAnchor {
  std::size_t tag = 0;
  AnchorKind kind = AnchorKind::Element;
  std::string attribute = {};
  std::size_t length = 0;  // Exact

  friend bool operator==(const SourceAnchor&, const SourceAnchor&) = default;
};

[[nodiscard]] ByteRange locate(std::string_view document, const SourceAnchor& anchor);

}  // namespace virnet::internal
