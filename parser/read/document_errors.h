// parser/read/document_errors.h - Errors of a document as a whole, and whether one of them has
// ended its reading.
#pragma once

#include <cstddef>
#include <string>

#include "parser/read/findings.h"

namespace virnet::internal {

class DocumentErrors {
 public:
  explicit DocumentErrors(Findings& findings) : findings_(findings) {}
  void begin() { stopped_ = false; }

  // At `length` bytes from `at` on.
  void report(Rule rule, std::size_t at, std::size_t length, std::string message,
              bool deviation = false);
  // The same, and nothing more is to be read.
  void refuse(Rule rule, std::size_t at, std::size_t length, std::string message,
              bool deviation = false);
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  Findings& findings_;
  bool stopped_ = false;
};

}  // namespace virnet::internal
