// The attributes of an element against the schema.
#include <algorithm>

#include "parser/schema/forms.h"
#include "parser/schema/suggest.h"
#include "parser/strict/strict.h"

namespace virnet::internal {

void StrictReader::check_attributes(const StartTag& tag, const NamespaceScope& scope) {
  const ElementType& type = *frames_.back().type;
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

void StrictReader::check_needed(const Found& found) {
  const Frame& frame = frames_.back();
  const auto rows = frame.type->attributes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::optional<Rule>& missing = rows[i].needed.in(dialect_);
    if ((found.present & 1U << i) != 0 || !missing) continue;
    report(*missing, element(),
           std::string("no ")
               .append(quoted(rows[i].name))
               .append(" on <")
               .append(frame.name)
               .append(">, --validate asks for it"));
  }
}

// ---- what holds between attributes ----

void StrictReader::check_together(const Found& found) {
  switch (frames_.back().type->part) {
    case Part::Ip:
    case Part::Route:
      if (has(found, "netmask") && has(found, "prefix"))
        report("STRICT-025"_rule, attribute("prefix"),
               "'prefix' beside 'netmask', --validate takes only one of them");
      return;
    case Part::Host: return check_host(found);
    case Part::Plug: return check_plug(found);
    case Part::VirtualPort: return check_port_type(found);
    case Part::Parameters: return check_parameters(found);
    default: return;
  }
}

void StrictReader::check_host(const Found& found) {
  const bool mac = has(found, "mac");
  const bool id = has(found, "id");
  if (mac && id)
    report("STRICT-020"_rule, attribute("id"),
           "'id' beside 'mac', --validate takes only one of them");
  if (!mac && !id && !has(found, "name"))
    report("STRICT-039"_rule, element(),
           "no 'mac', 'id' or 'name' on <host>, --validate asks for one");
}

// Each type has attributes of its own, and needs the first of them.
void StrictReader::check_plug(const Found& found) {
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
    const auto attributes = frames_.back().type->attributes;
    for (std::size_t i = 1; i < attributes.size(); ++i)
      if ((found.present & 1U << i) != 0 &&
          std::ranges::find(rows.names, attributes[i].name) == rows.names.end())
        report("STRICT-002"_rule, attribute(attributes[i].name),
               quoted(attributes[i].name)
                   .append(" is no attribute of a <plug> of type ")
                   .append(quoted(type))
                   .append(": --validate refuses it"));
    if (rows.type == PlugType::Direct && !has(found, "mode"))
      report("STRICT-PORT-002"_rule, element(),
             "no 'mode' on a <plug> of type 'direct', --validate asks for it");
  }
}

void StrictReader::check_port_type(const Found& found) {
  if (!has(found, "type")) return;
  const std::string_view type = without_blanks_around(found.values[0]);
  for (std::size_t i = 1; i < kNames<VirtualPortType>.size(); ++i)
    if (kNames<VirtualPortType>[i] == type)
      frames_.back().port_types = static_cast<std::uint8_t>(1U << i);
}

void StrictReader::check_parameters(const Found& found) {
  const Frame& frame = frames_.back();
  for (std::size_t i = 0; i < frame.type->attributes.size(); ++i) {
    const AttributeRow& row = frame.type->attributes[i];
    if ((found.present & 1U << i) != 0 && (row.port_types & frame.port_types) == 0)
      report("STRICT-036"_rule, attribute(row.name),
             quoted(row.name).append(
                 " is no parameter of this type of virtualport: --validate refuses it"));
  }
  if (frame.port_types == port_type_bit(VirtualPortType::Midonet) && !has(found, "interfaceid"))
    report("STRICT-029"_rule, element(), "a virtualport of type 'midonet' needs 'interfaceid'");
}

bool StrictReader::has(const Found& found, std::string_view name) const {
  return (found.present & 1U << index_.attribute(*frames_.back().type, name)) != 0;
}

}  // namespace virnet::internal
