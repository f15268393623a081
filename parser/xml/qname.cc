#include "parser/xml/qname.h"

#include <string>

#include "model/values/digits.h"
#include "parser/xml/name_chars.h"

namespace virnet::internal {
namespace {

constexpr std::string_view kXmlUri = "http://www.w3.org/XML/1998/namespace";
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

// XML-NS-008: the old layer keeps the reference that an ampersand was written with.
std::string_view keep_uri(std::string_view uri, XmlLibrary library, Arena& arena) {
  if (library >= XmlLibrary::V2_15 || !uri.contains('&')) return arena.text(uri).view();
  std::string kept;
  for (const char c : uri)
    kept.append(c == '&' ? std::string_view("&#38;") : std::string_view(&c, 1));
  return arena.text(kept).view();
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
  declarations_.push_back({{arena.text(prefix).view(), keep_uri(value, library, arena)}, depth});
  return true;
}

void NamespaceScope::leave(unsigned depth) {
  while (!declarations_.empty() && declarations_.back().depth >= depth) declarations_.pop_back();
}

std::vector<NamespaceDeclaration> NamespaceScope::of_depth(unsigned depth) const {
  std::vector<NamespaceDeclaration> found;
  for (const Entry& entry : declarations_)
    if (entry.depth == depth) found.push_back(entry.declaration);
  return found;
}

std::optional<std::string_view> NamespaceScope::find(std::string_view prefix) const {
  for (std::size_t i = declarations_.size(); i-- > 0;)
    if (declarations_[i].declaration.prefix == prefix) return declarations_[i].declaration.uri;
  if (prefix == "xml") return kXmlUri;
  return std::nullopt;
}

ResolvedName NamespaceScope::resolve(std::string_view name, XmlLibrary library, bool& recoverable,
                                     bool& refused) const {
  const SplitName split = split_name(name, library);
  recoverable |= split.recoverable;
  refused |= split.refused;
  if (split.prefix.empty()) return {.local = split.local};
  const auto uri = find(split.prefix);
  if (!uri) {
    recoverable = true;
    return {.local = name};
  }
  return {split.prefix, split.local, *uri};
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
