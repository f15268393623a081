// parser/strict/strict.h - What `net-define` and `net-port-create` refuse with
// --validate besides what the parser refuses: the RNG
// schema of the release, as findings of their own.
//
// Runs beside the reader over every element, also those that libvirt's parser never looks at. What
// the schema asks stands in the rows of the schema table; only what holds between several values is
// here.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parser/read/findings.h"
#include "parser/schema/schema_index.h"
#include "parser/strict/strict_attributes.h"
#include "parser/xml/qname.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

class StrictReader {
 public:
  explicit StrictReader(Findings& findings) : findings_(findings), attributes_(findings) {}
  // Prepares for a document. Old releases do not validate.
  void begin(bool wanted, const Dialect& dialect, const DocumentType& document);
  [[nodiscard]] bool active() const { return active_; }
  // Whether the schema refuses what a warning is about, perhaps at another piece of it.
  [[nodiscard]] bool supersedes(Rule warning) const;

  void start_element(const StartTag& tag, const NamespaceScope& scope);
  void end_element();
  // Text that is not blank, from its first character that is not.
  void text(std::size_t at);
  // The string value of the element that is about to end.
  void string_value(std::string_view value);

 private:
  void open_root(const StartTag& tag, const NamespaceScope& scope);
  const ChildRow* find_child(std::string_view name, std::size_t at, const NamespaceScope& scope);
  void refuse_child(std::string_view name, const ChildRow* row, std::size_t at);
  void count_child(const ChildRow& row, std::size_t at);
  void enter(const ChildRow& row, const StartTag& tag, const NamespaceScope& scope);

  [[nodiscard]] SourceAnchor at_element() const { return {open_.back().tag, AnchorKind::Element}; }

  Findings& findings_;
  StrictAttributes attributes_;
  const SchemaIndex& index_ = SchemaIndex::get();
  bool active_ = false;
  Dialect dialect_ = kNewestDialect;
  const DocumentType* document_ = nullptr;
  std::vector<OpenStrictElement> open_;
  unsigned unchecked_ = 0;  // depth within an element of which nothing is known
};

}  // namespace virnet::internal
