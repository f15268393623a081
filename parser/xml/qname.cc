#include "parser/xml/qname.h"

#include <string>

#include "model/values/digits.h"
#include "parser/xml/name_chars.h"

namespace virnet::internal {
namespace {

constexpr std::string_view kXmlUri = "http://www.w3.org/XML/1998/namespace";
constexpr NamespaceDeclaration kXmlDeclared = {"xml", kXmlUri};  // everywhere
constexpr std::string_view kXmlnsUri = "http://www.w3.org/2000/xmlns/";

// What stands before a colon that no '/', '?' or '#' precedes has to be a scheme.
bool has_malformed_scheme(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  if (colon == std::string_view::npos || uri.find_first_of("/?#") < colon) return false;
  const std::string_view scheme = uri.substr(0, colon);
  if (scheme.empty() || !is_alpha(scheme.front())) return true;
  for (const char c : scheme)
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return true;
  return false;
}

bool is_uri_reference(std::string_view uri) {
  if (has_malformed_scheme(uri)) return false;
  bool fragment = false;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const auto c = static_cast<unsigned char>(uri[i]);
    if (c <= ' ' || c >= 0x7f || std::string_view("\"<>\\^`{}|").contains(uri[i])) return false;
    if ((c == '[' || c == ']') && !fragment) return false;
    if (c == '#') fragment = true;
    if (c == '%' && (i + 2 >= uri.size() || hex_digit(uri[i + 1]) < 0 || hex_digit(uri[i + 2]) < 0))
      return false;
  }
  return true;
}

}  // namespace

bool is_namespace_attribute(std::string_view name, XmlLibrary library) {
  if (!name.starts_with("xmlns")) return false;
  if (name.size() == 5) return true;
  const std::string_view prefix = name.substr(6);
  if (name[5] != ':' || !starts_with_name(prefix)) return false;
  return library < XmlLibrary::V2_15 || !prefix.contains(':');
}

SplitName split_name(std::string_view name, XmlLibrary library) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {.local = name};
  const std::string_view rest = name.substr(colon + 1);
  if (colon == 0 || !starts_with_name(rest)) return {.local = name, .recoverable = true};
  const std::size_t second = rest.find(':');
  if (second == std::string_view::npos) return {.prefix = name.substr(0, colon), .local = rest};
  if (library >= XmlLibrary::V2_15) return {.local = name, .recoverable = true};
  const std::string_view tail = rest.substr(second + 1);
  const bool refused = !tail.empty() && tail.front() != ':' && !starts_with_name(tail);
  return {.prefix = name.substr(0, colon), .local = rest, .recoverable = true, .refused = refused};
}

void NamespaceScope::reset() {
  declarations_.clear();
  long_uris_.clear();
}

// XML-NS-008: the old layer keeps the reference that an ampersand was written with.
std::string_view NamespaceScope::keep_uri(std::string_view uri, XmlLibrary library, Arena& arena) {
  std::string kept;
  if (library < XmlLibrary::V2_15 && uri.contains('&')) {
    for (const char c : uri)
      kept.append(c == '&' ? std::string_view("&#38;") : std::string_view(&c, 1));
    uri = kept;
  }
  if (uri.size() <= kShortUri) return arena.text(uri).view();
  const auto known = long_uris_.find(uri);
  return known != long_uris_.end() ? *known : *long_uris_.insert(arena.text(uri).view()).first;
}

bool NamespaceScope::declare(std::string_view attribute, std::string_view value, unsigned depth,
                             XmlLibrary library, Arena& arena, bool& recoverable) {
  const bool is_default = attribute.size() == 5;
  const std::string_view prefix = is_default ? std::string_view() : attribute.substr(6);
  if (!is_uri_reference(value)) recoverable = true;
  if (value == kXmlnsUri || (value == kXmlUri && prefix != "xml")) {
    recoverable = true;
    return false;
  }
  if (!is_default) {
    if (prefix == "xml") {
      if (value != kXmlUri) recoverable = true;
      return false;
    }
    if (prefix == "xmlns" || value.empty()) {
      recoverable = true;
      return false;
    }
  }
  declarations_.push({arena.text(prefix).view(), keep_uri(value, library, arena)}, depth);
  return true;
}

std::optional<std::string_view> NamespaceScope::find(std::string_view prefix) const {
  if (const NamespaceDeclaration* found = declarations_.find(prefix)) return found->uri;
  if (prefix == kXmlDeclared.prefix) return kXmlDeclared.uri;
  return std::nullopt;
}

ResolvedName NamespaceScope::resolve(std::string_view name, XmlLibrary library, bool& recoverable,
                                     bool& refused) const {
  const SplitName split = split_name(name, library);
  recoverable |= split.recoverable;
  refused |= split.refused;
  if (split.prefix.empty()) return {.local = split.local};
  const NamespaceDeclaration* found = declarations_.find(split.prefix);
  if (!found && split.prefix == kXmlDeclared.prefix) found = &kXmlDeclared;
  if (!found) {
    recoverable = true;
    return {.local = name};
  }
  return {found->prefix, split.local, found->uri};
}

ResolvedName NamespaceScope::resolve_element(std::string_view name, XmlLibrary library,
                                             bool& recoverable, bool& refused) const {
  ResolvedName resolved = resolve(name, library, recoverable, refused);
  // Only a name without prefix, as far as libxml2 sees one, takes the default namespace.
  if (resolved.prefix.empty() && split_name(name, library).prefix.empty())
    resolved.uri = find({}).value_or(std::string_view());
  return resolved;
}

ResolvedName NamespaceScope::resolve_attribute(std::string_view name, XmlLibrary library,
                                               bool& recoverable, bool& refused) const {
  return resolve(name, library, recoverable, refused);
}

}  // namespace virnet::internal
