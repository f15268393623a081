// parser/lint/warnings.h - Where the warnings and notes about markup go, unless they are not
// wanted: by the caller, by a comment in the document, or because the schema refuses the same.
#pragma once

#include <virnet/parse.h>

#include <string>
#include <string_view>

#include "parser/lint/suppress.h"
#include "parser/read/findings.h"
#include "parser/strict/strict.h"

namespace virnet::internal {

class Warnings {
 public:
  Warnings(Findings& findings, Suppressions& suppressions, const StrictReader& strict)
      : findings_(findings), suppressions_(suppressions), strict_(strict) {}
  void begin(const ParseOptions& options) { wanted_ = options.warnings; }

  [[nodiscard]] bool wanted() const { return wanted_; }
  // `fix` is what to write instead, if that is sure; `before` what has to be there for it.
  void add(Rule rule, SourceAnchor anchor, std::string message, std::string hint = {},
           std::string fix = {}, std::string before = {});
  // Whether one more would be kept; if not, it is only counted.
  [[nodiscard]] bool admit();
  // A comment at `at`, which may silence rules.
  void read_comment(std::string_view document, std::size_t at);

 private:
  Findings& findings_;
  Suppressions& suppressions_;
  const StrictReader& strict_;
  bool wanted_ = false;
};

}  // namespace virnet::internal
