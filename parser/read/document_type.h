// parser/read/document_type.h - The kinds of document that the schema table describes, and in what
// they differ.
#pragma once

#include <span>
#include <string_view>

#include "model/rules/validate.h"
#include "parser/schema/schema.h"

namespace virnet::internal {

// What a rule of a shared element is called in a document of this kind.
struct RuleAlias {
  std::string_view rules;  // the beginning of their codes
  Rule here;
  std::string_view attribute = {};  // only of this one, if it is not empty
};

struct DocumentType {
  const ChildRow& (*root)();
  Rule wrong_root;
  // libvirt drops some white space between markup (libvirt 7.0 to 12.8).
  bool drops_blanks;
  std::span<const RuleAlias> aliases = {};
  void (*validate)(const void* spec, const Dialect& dialect, Report& report);
  Since schema;  // since when --validate has one of it

  [[nodiscard]] Rule alias_for(Rule rule, std::string_view attribute) const;
};

extern const DocumentType kNetworkDocument;
extern const DocumentType kNetworkPortDocument;

}  // namespace virnet::internal
