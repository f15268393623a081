#include "parser/read/xml_errors.h"

#include <algorithm>

#include "model/values/digits.h"
#include "parser/xml/name_chars.h"
#include "parser/xml/xml_version.h"

namespace virnet::internal {
namespace {

// Whether the text begins with a whole character beyond ASCII.
bool starts_with_wide_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.empty() || byte(0) < 0xC2 || byte(0) > 0xF4) return false;
  const std::size_t length = byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (text.size() < length) return false;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return false;
  return true;
}

// Expat follows XML 1.0 fourth edition, libxml2 the fifth; a character that only the latter has in
// names.
bool is_fifth_edition_name_char(std::string_view text) {
  return starts_with_wide_character(text) && is_name_char(take_character(text));
}

// Expat's words for what is wrong, without those that ours begin with.
std::string_view reason(XML_Error error) {
  return error == XML_ERROR_INVALID_TOKEN ? "invalid token" : XML_ErrorString(error);
}

Rule rule_of(XML_Error error) {
  switch (error) {
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: return "XML-EPI-001"_rule;
    case XML_ERROR_MISPLACED_XML_PI: return "XML-DECL-001"_rule;
    case XML_ERROR_XML_DECL: return "XML-DECL-003"_rule;
    case XML_ERROR_DUPLICATE_ATTRIBUTE: return "XML-NS-006"_rule;
    default: return "XML-SYNTAX-001"_rule;
  }
}

constexpr std::size_t kDeclaration = std::string_view("<?xml").size();

std::string wrong_version(std::string_view version) {
  return std::string("version '").append(version).append("', expected '1.0'");
}

}  // namespace

void check_xml_version(std::string_view version, std::size_t at, DocumentErrors& errors) {
  if (!version.empty() && !is_xml_version(version))
    errors.refuse("XML-DECL-002"_rule, at, kDeclaration, wrong_version(version));
}

void check_doctype(bool bare, std::size_t at, DocumentErrors& errors) {
  if (!bare)
    errors.refuse("XML-DTD-001"_rule, at, 1,
                  "a document type with an internal subset or an external identifier", true);
}

void report_expat_stop(const ExpatStop& stop, std::string_view document, const Dialect& dialect,
                       DocumentErrors& errors) {
  const std::string_view rest = document.substr(std::min(stop.at, document.size()));
  const bool in_markup = document.substr(0, stop.at).contains('<');
  if (stop.error == XML_ERROR_INVALID_TOKEN && in_markup && is_fifth_edition_name_char(rest))
    return errors.report("XML-NAME-001"_rule, stop.at, 1,
                         "a name with a character that XML 1.0 has only since its fifth edition",
                         true);
  const bool markup = rest.starts_with("<!--") || rest.starts_with("<?");
  if (dialect.has(XmlLibrary::V2_15) && stop.root_closed && stop.had_recoverable_error && !markup)
    return errors.report(
        "XML-EPI-003"_rule, stop.at, 1,
        "text or markup after the root element; libvirt does not see it behind the malformed "
        "name or namespace before",
        true);
  if (stop.error == XML_ERROR_XML_DECL) {
    // Expat since 2.9 stops at a version that it does not know, where it handed over any before.
    const DeclaredVersion version = declared_version(document);
    if (stop.at == version.offset && !version.value.empty() && !is_xml_version(version.value))
      return errors.report("XML-DECL-002"_rule, document.find("<?xml"), kDeclaration,
                           wrong_version(version.value));
  }
  if (stop.error == XML_ERROR_NO_ELEMENTS && is_blank(document))
    return errors.report("XML-SYNTAX-001"_rule, 0, 0, "the document is empty");
  errors.report(rule_of(stop.error), stop.at, 1,
                std::string("not well-formed XML: ").append(reason(stop.error)));
}

}  // namespace virnet::internal
