// parser/read/attribute_dispatcher.h - From the attributes of an element to their rows in the
// schema table: which of them the release finds, and in which order they are stored.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "parser/read/namespaces.h"
#include "parser/read/read_context.h"
#include "parser/schema/schema_index.h"

namespace virnet::internal {

class MarkupLint;

class AttributeDispatcher {
 public:
  AttributeDispatcher(ReadContext& context, Namespaces& namespaces, MarkupLint& lint)
      : context_(context), namespaces_(namespaces), lint_(lint) {}
  void begin(const Dialect& dialect);

  // Reads those of the element that has just been opened.
  void read(const StartTag& tag, Cardinality cardinality);

 private:
  // What an element has of the attributes in the table, by row, where the row's bit is set.
  struct Values {
    unsigned present = 0;
    std::array<const Attribute*, kMaxAttributeRows> attributes;

    void add(std::size_t row, const Attribute& attribute) {
      present |= 1U << row;
      attributes[row] = &attribute;
    }
  };

  bool read_irregular_attribute(const Attribute& attribute, int index, const StartTag& tag,
                                Values& found, unsigned& taken);
  int find_prefixed(const ElementType& type, std::string_view name, bool& prefixed);
  void read_unknown(Attributes attributes);
  void store(const Values& found);
  void check_required(const AttributeRow& row);
  [[nodiscard]] bool has_companion(const AttributeRow& row, unsigned present) const;

  ReadContext& context_;
  Namespaces& namespaces_;
  MarkupLint& lint_;
  const SchemaIndex& index_ = SchemaIndex::get();
  Dialect dialect_ = kNewestDialect;
  std::array<AttributeBits, kPartCount> merged_{};  // already found, of Cardinality::Merged
};

}  // namespace virnet::internal
