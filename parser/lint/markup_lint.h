// parser/lint/markup_lint.h - What lint says about markup while it is read: elements, attributes
// and text that libvirt ignores, takes for something else, or does not give back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/lint/value_lint.h"
#include "parser/lint/warnings.h"
#include "parser/read/document_type.h"
#include "parser/read/dropped_parts.h"
#include "parser/read/metadata.h"
#include "parser/read/open_element.h"
#include "parser/schema/schema_index.h"
#include "parser/xml/qname.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

class MarkupLint {
 public:
  MarkupLint(Warnings& warnings, Findings& findings, DroppedParts& dropped,
             const NamespaceScope& scope)
      : warnings_(warnings), findings_(findings), dropped_(dropped), scope_(scope) {}
  void begin(const Dialect& dialect, const DocumentType& document);
  [[nodiscard]] bool active() const { return warnings_.wanted(); }

  // ---- elements; `at` is the offset of the '<' ----

  // One that the release does not know in `parent`, or that is newer: then with its row.
  void warn_unread_element(const StartTag& tag, const ChildRow* row, OpenElement& parent);
  // What is not looked at ends with an end tag at `at`.
  void end_unread(std::size_t at) {
    if (misspelt_ != kNone) end_misspelt(at);
  }
  void warn_element_prefix(std::size_t at, std::string_view name, std::string_view meant);
  void warn_unused_element(std::size_t at, std::string_view name);
  void warn_repeated_element(std::size_t at, std::string_view name);
  // This release reads the last of several, newer ones the first.
  void warn_last_counts(std::size_t at, std::string_view name);

  // ---- attributes, by their name as written ----

  void warn_unread_attribute(const OpenElement& element, std::string_view name, bool is_newer,
                             Attributes attributes);
  void warn_attribute_prefix(const OpenElement& element, std::string_view name,
                             std::string_view meant);
  void warn_duplicate(const OpenElement& element, std::string_view name, std::string_view counted);
  void warn_empty(const OpenElement& element, std::string_view name);
  void warn_missing_companion(const OpenElement& element, std::string_view name,
                              std::string_view companion);
  // Of the element at `tag`; `why` ends the sentence.
  void warn_unused_attribute(std::size_t tag, std::string_view name, std::string_view meant,
                             std::string_view why);

  // ---- values and text ----

  // A value that libvirt takes, by the `lint` of its row.
  void lint_value(const OpenElement& element, const AttributeRow& row, std::string_view name,
                  std::string_view value);
  void lint_content(const OpenElement& element, std::string_view value);
  // Text at `at` where none counts.
  void warn_text(OpenElement& element, std::size_t at);

  // ---- metadata ----

  void lint_metadata(const OpenElement& element, const Metadata& metadata);
  void lint_metadata_child(const ResolvedName& name, const Metadata& metadata, std::size_t at);

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  void warn_newer_element(std::size_t at, std::string_view name);
  void warn_foreign_namespace(std::size_t at, std::string_view name, const ChildRow& row);
  void warn_unknown_element(const StartTag& tag, OpenElement& parent);
  void warn_newer_attribute(const OpenElement& element, std::string_view name);
  void warn_unknown_attribute(const OpenElement& element, std::string_view name,
                              Attributes attributes);
  void end_misspelt(std::size_t at);
  void add_remarks(const SourceAnchor& anchor, std::string_view before);

  Warnings& warnings_;
  Findings& findings_;
  DroppedParts& dropped_;
  const NamespaceScope& scope_;
  const SchemaIndex& index_ = SchemaIndex::get();
  Dialect dialect_ = kNewestDialect;
  const DocumentType* document_ = nullptr;
  std::vector<Remark> remarks_;   // of the value at hand
  std::size_t misspelt_ = kNone;  // the element that is not looked at, if its name has a fix
};

}  // namespace virnet::internal
