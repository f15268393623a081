// parser/strict/strict_attributes.h - The attributes of an element against the schema.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parser/read/findings.h"
#include "parser/schema/schema.h"
#include "parser/schema/schema_index.h"
#include "parser/xml/qname.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

// An open element, as the schema sees it.
struct StrictElement {
  const ElementType* type;
  std::size_t tag;
  std::string_view name;           // of the row
  std::uint32_t seen = 0;          // one bit for each child row
  std::uint8_t port_types = 0xff;  // of a virtualport: what its type allows below, as in the rows
  bool text_reported = false;
};

class StrictAttributes {
 public:
  explicit StrictAttributes(Findings& findings) : findings_(findings) {}
  void begin(const Dialect& dialect) { dialect_ = dialect; }
  void check(StrictElement& element, const StartTag& tag, const NamespaceScope& scope);

 private:
  // Those of the element.
  struct Found {
    std::array<std::string_view, kMaxAttributeRows> values;
    unsigned present = 0;
  };

  void check_value(const AttributeRow& row, std::string_view value);
  void refuse_attribute(std::string_view name, bool is_newer, const NamespaceScope& scope);
  void check_needed(const Found& found);
  void check_together(const Found& found);
  void check_host(const Found& found);
  void check_plug(const Found& found);
  void check_port_type(const Found& found);
  void check_parameters(const Found& found);
  [[nodiscard]] bool has(const Found& found, std::string_view name) const;
  [[nodiscard]] SourceAnchor at_element() const { return {element_->tag, AnchorKind::Element}; }
  [[nodiscard]] SourceAnchor at_attribute(std::string_view name) const;

  Findings& findings_;
  const SchemaIndex& index_ = SchemaIndex::get();
  Dialect dialect_ = kNewestDialect;
  StrictElement* element_ = nullptr;  // the one at hand
};

}  // namespace virnet::internal
