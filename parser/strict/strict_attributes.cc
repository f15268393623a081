// The attributes of an element against the schema.
#include <algorithm>

#include "parser/schema/forms.h"
#include "parser/schema/suggest.h"
#include "parser/strict/strict.h"

namespace virnet::internal {

void StrictReader::check_attributes(const StartTag& tag, const NamespaceScope& scope) {
  const ElementType& type = *frames_.back().type;
  StrictElement found(*this);
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

void StrictReader::check_value(const AttributeRow& row, std::string_view value) {
  if (!row.form.broken_by) return;
  const auto rule = row.form.broken_by(value, dialect_);
  if (!rule) return;
  report(*rule, {frames_.back().tag, Aspect::AttributeValue, std::string(row.name)},
         quoted(row.name)
             .append(" is ")
             .append(quoted(value))
             .append(", --validate expects ")
             .append(row.form.expected.empty() ? row.expected : row.form.expected),
         did_you_mean(value, row.form.values));
}

void StrictReader::refuse_attribute(std::string_view name, bool is_newer,
                                    const NamespaceScope& scope) {
  const Frame& frame = frames_.back();
  bool ignored = false;
  const ResolvedName resolved =
      scope.resolve_attribute(name, dialect_.xml_library, ignored, ignored);
  if (frame.type->part == Part::Metadata) {
    report("STRICT-027"_rule, attribute(name),
           quoted(name).append(" on <metadata>, --validate expects no attributes"));
  } else if (!resolved.prefix.empty()) {
    report("STRICT-004"_rule, attribute(name),
           quoted(name)
               .append(" is in the namespace '")
               .append(resolved.uri)
               .append("', which --validate takes only below <metadata>"));
  } else if (is_newer) {
    report("STRICT-002"_rule, attribute(name),
           quoted(name)
               .append(" is newer than libvirt ")
               .append(to_string(dialect_.release))
               .append(": --validate refuses it, without it libvirt ignores it"));
  } else {
    report(frame.type->part == Part::Parameters ? "STRICT-036"_rule : "STRICT-002"_rule,
           attribute(name),
           std::string("unknown attribute ")
               .append(quoted(name))
               .append(" on <")
               .append(frame.name)
               .append(">: --validate refuses it, without it libvirt ignores it"),
           did_you_mean(name, attribute_names(*frame.type)));
  }
}

void StrictReader::check_needed(const StrictElement& found) {
  const Frame& frame = frames_.back();
  const auto rows = frame.type->attributes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::optional<Rule>& missing = rows[i].needed.in(dialect_);
    if (found.has(i) || !missing) continue;
    report(*missing, element(),
           std::string("no ")
               .append(quoted(rows[i].name))
               .append(" on <")
               .append(frame.name)
               .append(">, --validate asks for it"));
  }
}

// ---- for what holds between attributes ----

void StrictElement::refuse(Rule rule, std::string message) {
  reader_.report(rule, reader_.element(), std::move(message));
}

void StrictElement::refuse(Rule rule, std::size_t row, std::string message) {
  const std::string_view name = reader_.frames_.back().type->attributes[row].name;
  reader_.report(rule, reader_.attribute(name), std::move(message));
}

std::uint8_t StrictElement::port_types() const { return reader_.frames_.back().port_types; }

void StrictElement::allow_port_types(std::uint8_t types) {
  reader_.frames_.back().port_types = types;
}

}  // namespace virnet::internal
