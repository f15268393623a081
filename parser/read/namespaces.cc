#include "parser/read/namespaces.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "parser/xml/name_chars.h"

namespace virnet::internal {
namespace {

bool has_colon(const Attribute& attribute) { return attribute.name.contains(':'); }

// The same for the same name. Long namespaces are known by where they are: see is_same_uri().
auto sort_key(const ResolvedName& name) {
  const bool is_long = name.uri.size() > kShortUri;
  return std::tuple(is_long ? name.uri.data() : nullptr, is_long ? std::string_view() : name.uri,
                    name.local);
}

}  // namespace

void Namespaces::begin(XmlLibrary library) {
  library_ = library;
  texts_.rewind();
  scope_.reset();
  ids_.clear();
  recoverable_ = false;
}

void Namespaces::declare(const StartTag& tag, unsigned depth) {
  for (const auto& [name, value] : tag.attributes) {
    if (!is_declaration(name)) continue;
    if (name.find(':') != name.rfind(':')) check_name(name, tag.at);
    scope_.declare(name, value, depth, library_, texts_, recoverable_);
  }
}

ResolvedName Namespaces::resolve_element(std::string_view name) {
  bool refused = false;
  return scope_.resolve_element(name, library_, recoverable_, refused);
}

ResolvedName Namespaces::resolve_attribute(std::string_view name) {
  bool refused = false;
  return scope_.resolve_attribute(name, library_, recoverable_, refused);
}

// A name that no row has may still have colons that libxml2 does not take.
void Namespaces::check_name(std::string_view name, std::size_t at) {
  if (!name.contains(':')) return;
  const SplitName split = split_name(name, library_);
  recoverable_ |= split.recoverable || (!split.prefix.empty() && !scope_.find(split.prefix));
  if (split.refused)
    errors_.refuse("XML-NS-003"_rule, at, 1,
                   std::string("malformed name '").append(name).append("' with two colons"));
}

void Namespaces::check_attribute(std::string_view name, std::string_view value, std::size_t at) {
  check_name(name, at);
  // A malformed or repeated xml:id is an error that libxml2 goes on after.
  if (name != "xml:id" || recoverable_) return;
  const bool is_id = starts_with_name(value) && is_name(value) && !value.contains(':');
  recoverable_ = !is_id || !ids_.insert(texts_.text(value).view()).second;
}

void Namespaces::check_target(std::string_view target, std::size_t at) {
  check_name(target, at);
  if (target.contains(':')) recoverable_ = true;
}

void Namespaces::check_names(const StartTag& tag) {
  check_name(tag.name, tag.at);
  // Nothing is wrong with a name without a colon.
  if (std::ranges::none_of(tag.attributes, has_colon)) return;
  for (const auto& [name, value] : tag.attributes)
    if (!is_declaration(name)) check_attribute(name, value, tag.at);
  check_duplicates(tag.attributes);
}

// Two attributes of one expanded name are an error that libxml2 goes on after.
void Namespaces::check_duplicates(Attributes attributes) {
  if (recoverable_) return;
  std::vector<ResolvedName> names;
  for (const Attribute& attribute : attributes)
    if (has_colon(attribute) && !is_declaration(attribute.name))
      names.push_back(resolve_attribute(attribute.name));
  std::ranges::sort(names, {}, sort_key);
  recoverable_ |= std::ranges::adjacent_find(names, {}, sort_key) != names.end();
}

}  // namespace virnet::internal
