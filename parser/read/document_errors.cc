#include "parser/read/document_errors.h"

#include <utility>

namespace virnet::internal {

void DocumentErrors::report(Rule rule, std::size_t at, std::size_t length, std::string message,
                            bool deviation) {
  findings_.add({.rule = rule,
                 .severity = Severity::Error,
                 .anchor = {at, AnchorKind::Exact, {}, length},
                 .message = std::move(message),
                 .deviation = deviation});
}

void DocumentErrors::refuse(Rule rule, std::size_t at, std::size_t length, std::string message,
                            bool deviation) {
  report(rule, at, length, std::move(message), deviation);
  stopped_ = true;
}

}  // namespace virnet::internal
