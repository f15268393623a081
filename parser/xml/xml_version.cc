#include "parser/xml/xml_version.h"

#include "parser/xml/whitespace.h"

namespace virnet::internal {

DeclaredVersion declared_version(std::string_view document) {
  std::string_view rest = document;
  const auto take = [&](std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
  };
  const auto take_blanks = [&] { rest.remove_prefix(leading_blanks(rest)); };

  (void)take("\xEF\xBB\xBF");
  if (!take("<?xml") || leading_blanks(rest) == 0) return {};
  take_blanks();
  if (!take("version")) return {};
  take_blanks();
  if (!take("=")) return {};
  take_blanks();
  if (!rest.starts_with('\'') && !rest.starts_with('"')) return {};
  const char quote = rest.front();
  rest.remove_prefix(1);
  const std::size_t end = rest.find(quote);
  if (end == std::string_view::npos) return {};
  return {rest.substr(0, end), document.size() - rest.size()};
}

}  // namespace virnet::internal
