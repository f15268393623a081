#include "parser/read/source_anchor.h"

#include <algorithm>

namespace virnet::internal {

ByteRange locate(std::string_view document, const SourceAnchor& anchor) {
  switch (anchor.kind) {
    case AnchorKind::Element: return find_element_name(document, anchor.tag);
    case AnchorKind::AttributeName:
      return find_attribute_name(document, anchor.tag, anchor.attribute);
    case AnchorKind::AttributeValue:
      return find_attribute_value(document, anchor.tag, anchor.attribute);
    case AnchorKind::Text: return find_text(document, anchor.tag);
    case AnchorKind::Run: return find_run(document, anchor.tag);
    case AnchorKind::Exact: break;
  }
  const std::size_t offset = std::min(anchor.tag, document.size());
  return {offset, std::min(anchor.length, document.size() - offset)};
}

}  // namespace virnet::internal
