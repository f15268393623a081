// parser/read/namespaces.h - The names of a document as libxml2 takes them: what their prefixes
// mean, which it refuses, and which are an error that it reports and goes on after.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/values/arena.h"
#include "model/values/dialect.h"
#include "model/values/meter.h"
#include "parser/read/document_errors.h"
#include "parser/xml/qname.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

class Namespaces {
 public:
  explicit Namespaces(DocumentErrors& errors) : errors_(errors) {}
  void begin(XmlLibrary library);

  // The element at this depth begins, and ends.
  void declare(const StartTag& tag, unsigned depth);
  void leave(unsigned depth) {
    if (!scope_.empty()) scope_.leave(depth);
  }
  [[nodiscard]] const NamespaceScope& scope() const { return scope_; }
  [[nodiscard]] bool is_declaration(std::string_view attribute) const {
    return is_namespace_attribute(attribute, library_);
  }

  // What a name means. As the checks below, these note an error that libxml2 goes on after.
  ResolvedName resolve_element(std::string_view name);
  ResolvedName resolve_attribute(std::string_view name);

  // Refuses the document if libxml2 does not take the name.
  void check_name(std::string_view name, std::size_t at);
  void check_attribute(std::string_view name, std::string_view value, std::size_t at);
  void check_target(std::string_view target, std::size_t at);
  // All names of a tag that no row of the table is asked for.
  void check_names(const StartTag& tag);
  void check_duplicates(Attributes attributes);

  // libxml2 would have reported an error and gone on (XML-EPI-003).
  [[nodiscard]] bool had_recoverable_error() const { return recoverable_; }

 private:
  DocumentErrors& errors_;
  XmlLibrary library_ = kNewestDialect.xml_library;
  Arena texts_;  // of scope_ and ids_
  NamespaceScope scope_;
  MeteredSet<std::string_view, SaltedHash> ids_;  // values of xml:id
  bool recoverable_ = false;
};

}  // namespace virnet::internal
