#include "parser/strict/strict_element.h"

#include <utility>

#include "parser/read/findings.h"

namespace virnet::internal {

void StrictElement::refuse(Rule rule, std::string message) {
  findings_.refuse(rule, {element_.tag, AnchorKind::Element}, std::move(message));
}

void StrictElement::refuse(Rule rule, std::size_t row, std::string message) {
  const std::string_view name = element_.type->attributes[row].name;
  findings_.refuse(rule, {element_.tag, AnchorKind::AttributeName, std::string(name)},
                   std::move(message));
}

}  // namespace virnet::internal
