#include "parser/strict/strict.h"

#include <utility>

#include "model/values/digits.h"
#include "parser/schema/forms.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {

void StrictReader::begin(bool wanted, const Dialect& dialect, const DocumentType& document) {
  active_ = wanted && dialect.has(document.schema);
  dialect_ = dialect;
  document_ = &document;
  attributes_.begin(dialect);
  open_.clear();
  unchecked_ = 0;
}

bool StrictReader::supersedes(Rule warning) const {
  return active_ && warning == "LINT-TEXT"_rule && !findings_.ignores("STRICT-005"_rule);
}

void StrictReader::start_element(const StartTag& tag, const NamespaceScope& scope) {
  if (unchecked_ > 0) {
    ++unchecked_;
  } else if (open_.empty()) {
    open_root(tag, scope);
  } else if (open_.back().type->part == Part::Metadata) {
    ++unchecked_;
  } else if (const ChildRow* row = find_child(tag.name, tag.at, scope)) {
    count_child(*row, tag.at);
    enter(*row, tag, scope);
  } else {
    ++unchecked_;
  }
}

void StrictReader::end_element() {
  if (unchecked_ > 0) {
    --unchecked_;
    return;
  }
  const OpenStrictElement& element = open_.back();
  if (element.type->part == Part::VirtualPort && element.seen == 0 &&
      element.port_types == port_type_bit(VirtualPortType::Midonet))
    findings_.refuse("STRICT-029"_rule, at_element(),
                     "a virtualport of type 'midonet' needs <parameters interfaceid='...'/>");
  open_.pop_back();
}

// ---- elements ----

void StrictReader::open_root(const StartTag& tag, const NamespaceScope& scope) {
  bool ignored = false;
  const ResolvedName resolved =
      scope.resolve_element(tag.name, dialect_.xml_library, ignored, ignored);
  const ChildRow& root = document_->root();
  if (resolved.local == root.name && !resolved.uri.empty())
    findings_.refuse("STRICT-031"_rule, {tag.at, AnchorKind::Element},
                     bracketed(tag.name)
                         .append(" is in the namespace '")
                         .append(resolved.uri)
                         .append("', --validate expects it in none"));
  // A default namespace takes all that is below along.
  if (resolved.local == root.name && (resolved.uri.empty() || !resolved.prefix.empty()))
    enter(root, tag, scope);
  else
    ++unchecked_;
}

const ChildRow* StrictReader::find_child(std::string_view name, std::size_t at,
                                         const NamespaceScope& scope) {
  const ElementType& parent = *open_.back().type;
  bool ignored = false;
  const ResolvedName resolved =
      scope.empty() ? ResolvedName{.local = name}
                    : scope.resolve_element(name, dialect_.xml_library, ignored, ignored);
  const ChildRow* row = index_.child(parent, resolved.local);
  const std::string_view uri = row && row->ns == Namespace::Dnsmasq ? kDnsmasqUri : "";
  if (!resolved.uri.empty() && resolved.uri != uri) {
    findings_.refuse("STRICT-004"_rule, {at, AnchorKind::Element},
                     bracketed(name)
                         .append(" is in the namespace '")
                         .append(resolved.uri)
                         .append("', which --validate takes only below <metadata>"));
    return nullptr;
  }
  if (row && resolved.uri == uri && row->in_schema && dialect_.has(row->since)) return row;
  refuse_child(name, row, at);
  return nullptr;
}

void StrictReader::refuse_child(std::string_view name, const ChildRow* row, std::size_t at) {
  const OpenStrictElement& parent = open_.back();
  const SourceAnchor anchor{at, AnchorKind::Element};
  if (row && !dialect_.has(row->since)) {
    findings_.refuse("STRICT-030"_rule, anchor,
                     bracketed(name)
                         .append(" is newer than libvirt ")
                         .append(to_string(dialect_.release))
                         .append(": --validate refuses it, without it libvirt ignores it"));
  } else if (row && row->in_schema) {
    findings_.refuse("STRICT-001"_rule, anchor,
                     bracketed(name)
                         .append(" is known only in the namespace '")
                         .append(kDnsmasqUri)
                         .append("': --validate refuses it, without it libvirt ignores it"));
  } else if (row) {
    findings_.refuse("STRICT-001"_rule, anchor,
                     bracketed(name)
                         .append(" in ")
                         .append(bracketed(parent.name))
                         .append(" is not in the schema, --validate refuses it"));
  } else {
    const bool leaf = parent.type->children.empty();
    findings_.refuse(leaf ? "STRICT-033"_rule : "STRICT-001"_rule, anchor,
                     std::string(leaf ? "element " : "unknown element ")
                         .append(bracketed(name))
                         .append(" in ")
                         .append(bracketed(parent.name))
                         .append(leaf ? ", which has no content" : "")
                         .append(": --validate refuses it, without it libvirt ignores it"),
                     meant_by_child(name, *parent.type, document_->root()).hint);
  }
}

void StrictReader::count_child(const ChildRow& row, std::size_t at) {
  OpenStrictElement& parent = open_.back();
  const auto bit_of = [&](const ChildRow& child) {
    return ChildBits{1} << (&child - parent.type->children.data());
  };
  const bool seen = (parent.seen & bit_of(row)) != 0;
  const bool any_number =
      row.cardinality.in(kNewestDialect) == Cardinality::All && !row.schema_repeated;
  if (seen && !any_number)
    findings_.refuse(
        row.schema_repeated.value_or("STRICT-003"_rule), {at, AnchorKind::Element},
        std::string("repeated ").append(bracketed(row.name)).append(", --validate takes only one"));
  if (!seen && row.schema_one_kind)
    for (const ChildRow& other : parent.type->children)
      if (other.schema_one_kind && &other != &row && parent.seen & bit_of(other))
        findings_.refuse(*row.schema_one_kind, {at, AnchorKind::Element},
                         bracketed(row.name)
                             .append(" beside ")
                             .append(bracketed(other.name))
                             .append(", --validate takes only one kind"));
  parent.seen |= bit_of(row);
}

void StrictReader::enter(const ChildRow& row, const StartTag& tag, const NamespaceScope& scope) {
  const std::uint8_t port_types =
      row.type->part == Part::Parameters ? open_.back().port_types : std::uint8_t{0xff};
  open_.push_back({.type = row.type, .tag = tag.at, .name = row.name, .port_types = port_types});
  attributes_.check(open_.back(), tag, scope);
}

// ---- text ----

void StrictReader::text(std::size_t at) {
  if (unchecked_ > 0 || open_.empty()) return;
  OpenStrictElement& element = open_.back();
  if (element.type->text || std::exchange(element.text_reported, true)) return;
  const bool metadata = element.type->part == Part::Metadata;
  findings_.refuse(metadata ? "STRICT-027"_rule : "STRICT-005"_rule, {at, AnchorKind::Run},
                   std::string("text in ")
                       .append(bracketed(element.name))
                       .append(": --validate refuses it")
                       .append(metadata ? "" : ", without it libvirt ignores it"));
}

void StrictReader::string_value(std::string_view value) {
  if (unchecked_ > 0 || open_.empty()) return;
  const OpenStrictElement& element = open_.back();
  const Form& form = element.type->form;
  if (!form.broken_by) return;
  if (const auto rule = form.broken_by(value, dialect_))
    findings_.refuse(*rule, {element.tag, AnchorKind::Text},
                     bracketed(element.name)
                         .append(" is '")
                         .append(value)
                         .append("', --validate expects ")
                         .append(form.expected));
}

}  // namespace virnet::internal
