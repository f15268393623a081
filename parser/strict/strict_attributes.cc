#include "parser/strict/strict_attributes.h"

#include <algorithm>
#include <optional>

#include "parser/schema/forms.h"
#include "parser/schema/suggest.h"

namespace virnet::internal {

void StrictAttributes::check(StrictElement& element, const StartTag& tag,
                             const NamespaceScope& scope) {
  element_ = &element;
  const ElementType& type = *element.type;
  Found found;
  for (const auto& [name, value] : tag.attributes) {
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
    found.present |= 1U << index;
    found.values[static_cast<std::size_t>(index)] = value;
    check_value(row, value);
  }
  check_needed(found);
  check_together(found);
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
  const StrictElement& element = *element_;
  bool ignored = false;
  const ResolvedName resolved =
      scope.resolve_attribute(name, dialect_.xml_library, ignored, ignored);
  if (element.type->part == Part::Metadata) {
    findings_.refuse("STRICT-027"_rule, at_attribute(name),
                     quoted(name).append(" on <metadata>, --validate expects no attributes"));
  } else if (!resolved.prefix.empty()) {
    findings_.refuse("STRICT-004"_rule, at_attribute(name),
                     quoted(name)
                         .append(" is in the namespace '")
                         .append(resolved.uri)
                         .append("', which --validate takes only below <metadata>"));
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

void StrictAttributes::check_needed(const Found& found) {
  const StrictElement& element = *element_;
  const auto rows = element.type->attributes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::optional<Rule>& missing = rows[i].needed.in(dialect_);
    if ((found.present & 1U << i) != 0 || !missing) continue;
    findings_.refuse(*missing, at_element(),
                     std::string("no ")
                         .append(quoted(rows[i].name))
                         .append(" on <")
                         .append(element.name)
                         .append(">, --validate asks for it"));
  }
}

// ---- what holds between attributes ----

void StrictAttributes::check_together(const Found& found) {
  switch (element_->type->part) {
    case Part::Ip:
    case Part::Route:
      if (has(found, "netmask") && has(found, "prefix"))
        findings_.refuse("STRICT-025"_rule, at_attribute("prefix"),
                         "'prefix' beside 'netmask', --validate takes only one of them");
      return;
    case Part::Host: return check_host(found);
    case Part::Plug: return check_plug(found);
    case Part::VirtualPort: return check_port_type(found);
    case Part::Parameters: return check_parameters(found);
    default: return;
  }
}

void StrictAttributes::check_host(const Found& found) {
  const bool mac = has(found, "mac");
  const bool id = has(found, "id");
  if (mac && id)
    findings_.refuse("STRICT-020"_rule, at_attribute("id"),
                     "'id' beside 'mac', --validate takes only one of them");
  if (!mac && !id && !has(found, "name"))
    findings_.refuse("STRICT-039"_rule, at_element(),
                     "no 'mac', 'id' or 'name' on <host>, --validate asks for one");
}

// Each type has attributes of its own, and needs the first of them.
void StrictAttributes::check_plug(const Found& found) {
  if (!has(found, "type")) return;
  struct Rows {
    PlugType type;
    std::vector<std::string_view> names;
  };
  static const Rows kRows[] = {{PlugType::Network, {"bridge", "macTableManager"}},
                               {PlugType::Bridge, {"bridge", "macTableManager"}},
                               {PlugType::Direct, {"mode", "dev"}},
                               {PlugType::HostdevPci, {"managed"}}};
  const std::string_view type = without_blanks_around(found.values[0]);
  for (const Rows& rows : kRows) {
    if (name_of(rows.type) != type) continue;
    const auto attributes = element_->type->attributes;
    for (std::size_t i = 1; i < attributes.size(); ++i)
      if ((found.present & 1U << i) != 0 &&
          std::ranges::find(rows.names, attributes[i].name) == rows.names.end())
        findings_.refuse("STRICT-002"_rule, at_attribute(attributes[i].name),
                         quoted(attributes[i].name)
                             .append(" is no attribute of a <plug> of type ")
                             .append(quoted(type))
                             .append(": --validate refuses it"));
    if (rows.type == PlugType::Direct && !has(found, "mode"))
      findings_.refuse("STRICT-PORT-002"_rule, at_element(),
                       "no 'mode' on a <plug> of type 'direct', --validate asks for it");
  }
}

void StrictAttributes::check_port_type(const Found& found) {
  if (!has(found, "type")) return;
  const std::string_view type = without_blanks_around(found.values[0]);
  for (std::size_t i = 1; i < kNames<VirtualPortType>.size(); ++i)
    if (kNames<VirtualPortType>[i] == type)
      element_->port_types = static_cast<std::uint8_t>(1U << i);
}

void StrictAttributes::check_parameters(const Found& found) {
  const StrictElement& element = *element_;
  for (std::size_t i = 0; i < element.type->attributes.size(); ++i) {
    const AttributeRow& row = element.type->attributes[i];
    if ((found.present & 1U << i) != 0 && (row.port_types & element.port_types) == 0)
      findings_.refuse("STRICT-036"_rule, at_attribute(row.name),
                       quoted(row.name).append(
                           " is no parameter of this type of virtualport: --validate refuses it"));
  }
  if (element.port_types == port_type_bit(VirtualPortType::Midonet) && !has(found, "interfaceid"))
    findings_.refuse("STRICT-029"_rule, at_element(),
                     "a virtualport of type 'midonet' needs 'interfaceid'");
}

SourceAnchor StrictAttributes::at_attribute(std::string_view name) const {
  return {element_->tag, AnchorKind::AttributeName, std::string(name)};
}

bool StrictAttributes::has(const Found& found, std::string_view name) const {
  return (found.present & 1U << index_.attribute(*element_->type, name)) != 0;
}

}  // namespace virnet::internal
