// parser/read/xml_errors.h - What is wrong with the XML itself, in our words.
#pragma once

#include <expat.h>

#include <cstddef>
#include <string_view>

#include "model/values/dialect.h"
#include "parser/read/document_errors.h"

namespace virnet::internal {

// Where Expat stopped, and what had been read until then.
struct ExpatStop {
  XML_Error error;
  std::size_t at;
  bool root_closed;
  bool had_recoverable_error;  // of names, see Namespaces
};
// Says why Expat stopped, and whether libvirt would have. What that means may depend on the bytes
// that follow.
void report_expat_stop(const ExpatStop& stop, std::string_view document, const Dialect& dialect,
                       DocumentErrors& errors);

// XML-DECL-002: a digit 1, a dot, digits. Expat before 2.9 takes anything.
void check_xml_version(std::string_view version, std::size_t at, DocumentErrors& errors);
// A document type may have a name and nothing else; `bare` if this one has not.
void check_doctype(bool bare, std::size_t at, DocumentErrors& errors);

}  // namespace virnet::internal
