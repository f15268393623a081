// parser/xml/expat_error.h - What Expat makes of text after the root.
#pragma once

#include <expat.h>

namespace virnet::internal {

// Whether an error after the root can be text there: Expat finds its first character wrong or a
// later one, or half of one, depending on how much has come.
[[nodiscard]] constexpr bool may_be_text_after_root(XML_Error error) {
  return error == XML_ERROR_INVALID_TOKEN || error == XML_ERROR_PARTIAL_CHAR ||
         error == XML_ERROR_JUNK_AFTER_DOC_ELEMENT;
}

}  // namespace virnet::internal
