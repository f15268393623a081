// parser/strict/strict_element.h - The attributes of one element, as a row of the schema table sees
// them that asks something of several at once.
//
//   if (host.has(kMac) && host.has(kId)) host.refuse("STRICT-020"_rule, kId, "'id' beside 'mac'");
//
// Attributes are named by their row, which row_of() finds when the table is compiled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/schema/schema.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

class Findings;

// An open element, as the schema sees it.
struct OpenStrictElement {
  const ElementType* type;
  std::size_t tag;
  std::string_view name;  // of the row
  ChildBits seen = 0;
  std::uint8_t port_types = 0xff;  // of a virtualport: what its type allows below, as in the rows
  bool text_reported = false;
};

class StrictElement {
 public:
  StrictElement(OpenStrictElement& element, Findings& findings)
      : element_(element), findings_(findings) {}

  void add(std::size_t row, const Attribute& attribute) {
    present_ |= 1U << row;
    attributes_[row] = &attribute;
  }
  [[nodiscard]] bool has(std::size_t row) const { return (present_ & 1U << row) != 0; }
  // Of one that is there.
  [[nodiscard]] std::string_view value(std::size_t row) const { return attributes_[row]->value; }

  // Says that the schema refuses the element, or this attribute of it.
  void refuse(Rule rule, std::string message);
  void refuse(Rule rule, std::size_t row, std::string message);

  // The types of virtualport that are left, one bit each, for this element and those in it.
  [[nodiscard]] std::uint8_t port_types() const { return element_.port_types; }
  void allow_port_types(std::uint8_t types) { element_.port_types = types; }

 private:
  OpenStrictElement& element_;
  Findings& findings_;
  unsigned present_ = 0;
  std::array<const Attribute*, kMaxAttributeRows> attributes_;  // where the bit is set
};

}  // namespace virnet::internal
