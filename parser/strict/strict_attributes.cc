#include "parser/strict/strict_attributes.h"

#include <optional>
#include <string>

#include "parser/schema/forms.h"
#include "parser/schema/suggest.h"

namespace virnet::internal {

void StrictAttributes::check(OpenStrictElement& element, const StartTag& tag,
                             const NamespaceScope& scope) {
  element_ = &element;
  const ElementType& type = *element.type;
  StrictElement found(element, findings_);
  for (const Attribute& attribute : tag.attributes) {
    const auto& [name, value] = attribute;
    if (tag.may_declare && is_namespace_attribute(name, dialect_.xml_library)) continue;
    const int index = index_.attribute(type, name);
    if (index < 0) {
      refuse_attribute(name, false, scope);
      continue;
    }
    const AttributeRow& row = type.attributes[static_cast<std::size_t>(index)];
    if (row.lookup.in(dialect_) == Lookup::None) {
      refuse_attribute(name, true, scope);
      continue;
    }
    found.add(static_cast<std::size_t>(index), attribute);
    check_value(row, value);
  }
  check_needed(found);
  if (type.strict) type.strict(found);
}

void StrictAttributes::check_value(const AttributeRow& row, std::string_view value) {
  if (!row.form.broken_by) return;
  const auto rule = row.form.broken_by(value, dialect_);
  if (!rule) return;
  findings_.refuse(*rule, {element_->tag, AnchorKind::AttributeValue, std::string(row.name)},
                   quoted(row.name)
                       .append(" is ")
                       .append(quoted(value))
                       .append(", --validate expects ")
                       .append(row.form.expected.empty() ? row.expected : row.form.expected),
                   did_you_mean(value, row.form.values));
}

void StrictAttributes::refuse_attribute(std::string_view name, bool is_newer,
                                        const NamespaceScope& scope) {
  const OpenStrictElement& element = *element_;
  bool ignored = false;
  const ResolvedName resolved =
      scope.resolve_attribute(name, dialect_.xml_library, ignored, ignored);
  if (element.type->part == Part::Metadata) {
    findings_.refuse("STRICT-027"_rule, at_attribute(name),
                     quoted(name).append(" on <metadata>, --validate expects no attributes"));
  } else if (!resolved.prefix.empty()) {
    findings_.refuse("STRICT-004"_rule, at_attribute(name),
                     quoted(name)
                         .append(" is in the namespace ")
                         .append(quoted(resolved.uri))
                         .append(", which --validate takes only below <metadata>"));
  } else if (is_newer) {
    findings_.refuse("STRICT-002"_rule, at_attribute(name),
                     quoted(name)
                         .append(" is newer than libvirt ")
                         .append(to_string(dialect_.release))
                         .append(": --validate refuses it, without it libvirt ignores it"));
  } else {
    findings_.refuse(element.type->part == Part::Parameters ? "STRICT-036"_rule : "STRICT-002"_rule,
                     at_attribute(name),
                     std::string("unknown attribute ")
                         .append(quoted(name))
                         .append(" on <")
                         .append(element.name)
                         .append(">: --validate refuses it, without it libvirt ignores it"),
                     did_you_mean(name, attribute_names(*element.type)));
  }
}

void StrictAttributes::check_needed(const StrictElement& found) {
  const OpenStrictElement& element = *element_;
  const auto rows = element.type->attributes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::optional<Rule>& missing = rows[i].needed.in(dialect_);
    if (found.has(i) || !missing) continue;
    findings_.refuse(*missing, at_element(),
                     std::string("no ")
                         .append(quoted(rows[i].name))
                         .append(" on <")
                         .append(element.name)
                         .append(">, --validate asks for it"));
  }
}

SourceAnchor StrictAttributes::at_attribute(std::string_view name) const {
  return {element_->tag, AnchorKind::AttributeName, std::string(name)};
}

}  // namespace virnet::internal
