// parser/read/schema_walker.h - From the elements of a document to their rows in the schema table:
// which libvirt knows, and which of several count.
#pragma once

#include "parser/read/document_type.h"
#include "parser/read/findings.h"
#include "parser/read/namespaces.h"
#include "parser/read/read_context.h"
#include "parser/read/source_map.h"
#include "parser/schema/schema_index.h"

namespace virnet::internal {

class MarkupLint;

class SchemaWalker {
 public:
  SchemaWalker(ReadContext& context, Namespaces& namespaces, Findings& findings, MarkupLint& lint,
               SourceMap& source_map)
      : context_(context),
        namespaces_(namespaces),
        findings_(findings),
        lint_(lint),
        source_map_(source_map) {}
  void begin(const Dialect& dialect, const DocumentType& document);

  // Open the root, or a child of the element that is open. Null if libvirt does not look at it; its
  // content has to be skipped.
  const ChildRow* open_root(const StartTag& tag, void* spec);
  const ChildRow* open_child(const StartTag& tag);

 private:
  const ChildRow* find_child(const OpenElement& parent, std::string_view name, std::size_t at);
  const ChildRow* find_child_in_scope(const OpenElement& parent, std::string_view name,
                                      std::size_t at);
  bool may_open(OpenElement& parent, const ChildRow& row, std::size_t at);
  bool may_repeat(const ChildRow& row, std::size_t at);
  const ChildRow* enter(const ChildRow& row, Opened opened, std::size_t at);

  ReadContext& context_;
  Namespaces& namespaces_;
  Findings& findings_;
  MarkupLint& lint_;
  SourceMap& source_map_;
  const SchemaIndex& index_ = SchemaIndex::get();
  Dialect dialect_ = kNewestDialect;
  const DocumentType* document_ = nullptr;
};

}  // namespace virnet::internal
