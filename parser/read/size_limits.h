// parser/read/size_limits.h - The limits on nesting, names, values and other pieces of markup: the
// caller's, and libxml2's own on nesting.
#pragma once

#include <virnet/limits.h>

#include <cstddef>
#include <string_view>

#include "model/values/dialect.h"
#include "parser/read/document_errors.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

class SizeLimits {
 public:
  explicit SizeLimits(DocumentErrors& errors) : errors_(errors) {}
  void begin(const Limits& limits, const Dialect& dialect);

  // Whether a piece is within the limits; if not, the document is refused.
  [[nodiscard]] bool admit(const StartTag& tag, unsigned depth) {
    // Most tags are too small for anything too large.
    return (depth <= max_depth_ && tag.size <= harmless_tag_) ||
           (admit_depth(tag, depth) && admit_names_and_values(tag));
  }
  [[nodiscard]] bool admit_comment(std::string_view text, std::size_t at);
  [[nodiscard]] bool admit_instruction(std::string_view target, std::string_view text,
                                       std::size_t at);
  [[nodiscard]] bool admit_cdata(std::string_view text, std::size_t at);

 private:
  bool admit_depth(const StartTag& tag, unsigned depth);
  bool admit_names_and_values(const StartTag& tag);
  // Refuses the document; always false.
  bool refuse(Rule rule, std::size_t at, std::string message, bool deviation = false);

  DocumentErrors& errors_;
  Limits limits_;
  unsigned max_depth_of_libxml2_ = 0;
  std::size_t max_depth_ = 0;     // within both limits
  std::size_t harmless_tag_ = 0;  // bytes; one of at most so many has nothing that is too large
};

}  // namespace virnet::internal
