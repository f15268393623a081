// parser/schema/schema_names.h - Names of the schema table in messages.
#pragma once

#include <string>
#include <string_view>

#include "model/rules/validate.h"
#include "parser/schema/schema.h"
#include "parser/schema/suggest.h"

namespace virnet::internal {

// "<name>"; clipped.
[[nodiscard]] std::string bracketed(std::string_view name);

// What the elements of a type are called.
[[nodiscard]] std::string_view name_of(const ElementType& type);

// What somebody may have meant by a name that `parent` does not have, in a document of this root.
struct Meant {
  std::string hint = {};
  std::string_view fix = {};  // the name to write instead, if that is sure
};
[[nodiscard]] Meant meant_by_child(std::string_view name, const ElementType& parent,
                                   const ChildRow& root);
[[nodiscard]] Meant meant_by_attribute(std::string_view name, const ElementType& element,
                                       const ChildRow& root);

}  // namespace virnet::internal
