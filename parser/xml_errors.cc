// What is wrong with the XML itself.
#include <algorithm>

#include "model/digits.h"
#include "parser/name_chars.h"
#include "parser/parser_state.h"

namespace virnet {

using namespace internal;

namespace {

// Expat follows XML 1.0 fourth edition, libxml2 the fifth; a character that only the latter has in
// names.
bool is_fifth_edition_name_char(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text.front()) < 0x80) return false;
  return is_name_char(take_character(text));
}

}  // namespace

void Parser::State::check_version(std::string_view version) {
  if (version.empty()) return;
  if (version.starts_with("1.") && std::ranges::all_of(version.substr(2), is_digit)) return;
  reader.report("XML-DECL-002"_rule, at(), 5,
                std::string("version '").append(version).append("', expected '1.0'"));
  reader.stop();
}

void Parser::State::check_doctype(std::string_view name, bool bare) {
  if (!bare) {
    reader.report("XML-DTD-001"_rule, at(), 9,
                  "a document type with an internal subset or an external identifier", true);
    reader.stop();
  } else if (!is_name(name)) {
    reader.report("XML-NAME-002"_rule, at(), 9,
                  std::string("'").append(name).append("' is no name in XML 1.0 fifth edition"));
    reader.stop();
  }
}

void Parser::State::report_expat_error() {
  const XML_Error error = XML_GetErrorCode(expat.get());
  if (error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
  const std::string_view rest = text().substr(std::min(at(), text().size()));
  const bool in_markup = text().substr(0, at()).contains('<');
  if (error == XML_ERROR_INVALID_TOKEN && in_markup && is_fifth_edition_name_char(rest)) {
    reader.report("XML-NAME-001"_rule, at(), 1,
                  "a name with a character that XML 1.0 has only since its fifth edition", true);
    return;
  }
  const bool markup = rest.starts_with("<!--") || rest.starts_with("<?");
  if (options.release >= Release::V12_8 && reader.root_closed() && reader.had_recoverable_error() &&
      !markup) {
    reader.report(
        "XML-EPI-003"_rule, at(), 1,
        "text or markup after the root element; libvirt does not see it behind the malformed "
        "name or namespace before",
        true);
    return;
  }
  if (error == XML_ERROR_NO_ELEMENTS && is_blank(text())) {
    reader.report("XML-SYNTAX-001"_rule, 0, 0, "the document is empty");
    return;
  }
  reader.report("XML-SYNTAX-001"_rule, at(), 1,
                std::string("not well-formed XML: ").append(XML_ErrorString(error)));
}

}  // namespace virnet
