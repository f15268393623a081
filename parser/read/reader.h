// parser/read/reader.h - Expat's events, each passed on to the part whose job it is, in order.
#pragma once

#include <virnet/host_conflicts.h>
#include <virnet/parse.h>

#include <cstddef>
#include <string_view>
#include <vector>

#include "parser/lint/markup_lint.h"
#include "parser/lint/suppress.h"
#include "parser/lint/warnings.h"
#include "parser/read/attribute_dispatcher.h"
#include "parser/read/document_errors.h"
#include "parser/read/document_rules.h"
#include "parser/read/document_type.h"
#include "parser/read/dropped_parts.h"
#include "parser/read/findings.h"
#include "parser/read/namespaces.h"
#include "parser/read/read_context.h"
#include "parser/read/schema_walker.h"
#include "parser/read/size_limits.h"
#include "parser/read/source_map.h"
#include "parser/read/text_reader.h"
#include "parser/strict/strict.h"
#include "parser/xml/source.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

// Where a document's content goes: the spec that its kind is read into, and its storage.
struct Target {
  const DocumentType* document;
  void* spec;
  Arena* arena;
};

class Reader {
 public:
  // The source has the text of the document, as far as it has come.
  explicit Reader(const Source& source) : source_(source) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Prepares for a document; what is kept of it goes to `target`.
  void begin(const ParseOptions& options, const Dialect& dialect, const Target& target);

  // Expat's events. `at` is the offset of the event in the document. Text is what Expat made of it.
  void start_element(const StartTag& tag);
  void end_element(std::size_t at);
  void characters(std::string_view text, std::size_t at);
  // Whether characters() has anything to do: with text at all, and with blank text.
  [[nodiscard]] bool wants_text() const {
    return keeps_text() || strict_.active() || (lint_.active() && skipped_ == 0);
  }
  [[nodiscard]] bool keeps_text() const { return text_.active(); }
  void comment(std::string_view text, std::size_t at);
  void instruction(std::string_view target, std::string_view text, std::size_t at);
  void start_cdata(std::size_t at);
  void end_cdata();

  // Errors of the document as a whole; after some of them nothing more is read.
  [[nodiscard]] DocumentErrors& errors() { return errors_; }
  [[nodiscard]] bool stopped() const { return errors_.stopped(); }
  [[nodiscard]] bool root_closed() const { return root_seen_ && depth_ == 0; }
  // libxml2 would have reported an error and gone on (XML-EPI-003).
  [[nodiscard]] bool had_recoverable_error() const { return namespaces_.had_recoverable_error(); }
  [[nodiscard]] bool has_error() const { return findings_.has_error(); }

  // Runs the rules between values, once the root has been read.
  void validate_document();
  // Of a good document: what is made only then.
  void complete();
  [[nodiscard]] Diagnostics diagnostics(std::string_view document);
  [[nodiscard]] std::vector<Loss> losses(std::string_view document) const {
    return dropped_.resolve(document);
  }
  // Of a network without an error.
  [[nodiscard]] std::vector<HostResource> resources() const;

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  void skip(const StartTag& tag);
  void open(const StartTag& tag);
  bool end_text(std::size_t at);
  void finish_text();
  void report_stray_text();

  const Source& source_;
  ParseOptions options_;
  Dialect dialect_ = kNewestDialect;
  Target target_ = {};
  Findings findings_;
  DocumentErrors errors_{findings_};
  SizeLimits limits_{errors_};
  Namespaces namespaces_{errors_};
  Suppressions suppressions_;
  StrictReader strict_{findings_};
  Warnings warnings_{findings_, suppressions_, strict_};
  DroppedParts dropped_;
  MarkupLint lint_{warnings_, findings_, dropped_, namespaces_.scope()};
  SourceMap source_map_;
  ReadContext context_{findings_, lint_};
  SchemaWalker walker_{context_, namespaces_, findings_, lint_, source_map_};
  AttributeDispatcher attributes_{context_, namespaces_, lint_};
  TextReader text_{source_, namespaces_, limits_, lint_};
  DocumentRules rules_{findings_, suppressions_, source_map_, context_.invalid()};
  unsigned depth_ = 0;
  unsigned skipped_ = 0;            // depth within an element that does not count
  std::size_t stray_text_ = kNone;  // the first character that is not blank since the last markup
  bool root_seen_ = false;
  bool foreign_root_ = false;  // another element than the document's kind asks for
};

}  // namespace virnet::internal
