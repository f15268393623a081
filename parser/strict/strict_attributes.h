// parser/strict/strict_attributes.h - The attributes of an element against the schema.
#pragma once

#include <string_view>

#include "parser/read/findings.h"
#include "parser/schema/schema_index.h"
#include "parser/strict/strict_element.h"
#include "parser/xml/qname.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

class StrictAttributes {
 public:
  explicit StrictAttributes(Findings& findings) : findings_(findings) {}
  void begin(const Dialect& dialect) { dialect_ = dialect; }
  void check(OpenStrictElement& element, const StartTag& tag, const NamespaceScope& scope);

 private:
  void check_value(const AttributeRow& row, std::string_view value);
  void refuse_attribute(std::string_view name, bool is_newer, const NamespaceScope& scope);
  void check_needed(const StrictElement& found);
  [[nodiscard]] SourceAnchor at_element() const { return {element_->tag, AnchorKind::Element}; }
  [[nodiscard]] SourceAnchor at_attribute(std::string_view name) const;

  Findings& findings_;
  const SchemaIndex& index_ = SchemaIndex::get();
  Dialect dialect_ = kNewestDialect;
  OpenStrictElement* element_ = nullptr;  // the one at hand
};

}  // namespace virnet::internal
