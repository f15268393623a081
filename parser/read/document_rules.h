// parser/read/document_rules.h - Runs the rules between the values of a whole document, and gives
// what they find its place in it.
#pragma once

#include <virnet/parse.h>

#include <string>

#include "model/rules/validate.h"
#include "parser/lint/suppress.h"
#include "parser/read/document_type.h"
#include "parser/read/findings.h"
#include "parser/read/invalid_elements.h"
#include "parser/read/source_map.h"

namespace virnet::internal {

class DocumentRules final : private Report {
 public:
  DocumentRules(Findings& findings, const Suppressions& suppressions, SourceMap& source_map,
                InvalidElements& invalid)
      : findings_(findings),
        suppressions_(suppressions),
        source_map_(source_map),
        invalid_(invalid) {}

  // Once the root has been read.
  void run(const ParseOptions& options, const Dialect& dialect, const DocumentType& document,
           const void* spec);

 private:
  // A finding of the model's rules.
  void add(Rule rule, Where where, std::string message) override;
  void run_network(const ParseOptions& options, const Dialect& dialect, const NetworkSpec& network);

  Findings& findings_;
  const Suppressions& suppressions_;
  SourceMap& source_map_;
  InvalidElements& invalid_;
  bool define_ = false;
};

}  // namespace virnet::internal
