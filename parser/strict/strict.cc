#include "parser/strict/strict.h"

#include <utility>

#include "model/values/digits.h"
#include "parser/schema/forms.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {

void StrictReader::begin(bool wanted, const Dialect& dialect, const DocumentType& document,
                         Findings& findings) {
  active_ = wanted && dialect.has(document.schema);
  dialect_ = dialect;
  document_ = &document;
  findings_ = &findings;
  frames_.clear();
  unchecked_ = 0;
}

bool StrictReader::says_more_than(Rule warning) const {
  return active_ && warning == "LINT-TEXT"_rule && !findings_->ignores("STRICT-005"_rule);
}

void StrictReader::start_element(const StartTag& tag, const NamespaceScope& scope) {
  if (unchecked_ > 0) {
    ++unchecked_;
  } else if (frames_.empty()) {
    open_root(tag, scope);
  } else if (frames_.back().type->part == Part::Metadata) {
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
  const Frame& frame = frames_.back();
  if (frame.type->part == Part::VirtualPort && frame.seen == 0 &&
      frame.port_types == port_type_bit(VirtualPortType::Midonet))
    report("STRICT-029"_rule, element(),
           "a virtualport of type 'midonet' needs <parameters interfaceid='...'/>");
  frames_.pop_back();
}

// ---- elements ----

void StrictReader::open_root(const StartTag& tag, const NamespaceScope& scope) {
  bool ignored = false;
  const ResolvedName resolved =
      scope.resolve_element(tag.name, dialect_.xml_library, ignored, ignored);
  const ChildRow& root = document_->root();
  if (resolved.local == root.name && !resolved.uri.empty())
    report("STRICT-031"_rule, {tag.at, Aspect::Element},
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
  const ElementType& parent = *frames_.back().type;
  bool ignored = false;
  const ResolvedName resolved =
      scope.empty() ? ResolvedName{.local = name}
                    : scope.resolve_element(name, dialect_.xml_library, ignored, ignored);
  const ChildRow* row = index_.child(parent, resolved.local);
  const std::string_view uri = row && row->ns == Namespace::Dnsmasq ? kDnsmasqUri : "";
  if (!resolved.uri.empty() && resolved.uri != uri) {
    report("STRICT-004"_rule, {at, Aspect::Element},
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
  const Frame& parent = frames_.back();
  const Place place{at, Aspect::Element};
  if (row && !dialect_.has(row->since)) {
    report("STRICT-030"_rule, place,
           bracketed(name)
               .append(" is newer than libvirt ")
               .append(to_string(dialect_.release))
               .append(": --validate refuses it, without it libvirt ignores it"));
  } else if (row && row->in_schema) {
    report("STRICT-001"_rule, place,
           bracketed(name)
               .append(" is known only in the namespace '")
               .append(kDnsmasqUri)
               .append("': --validate refuses it, without it libvirt ignores it"));
  } else if (row) {
    report("STRICT-001"_rule, place,
           bracketed(name)
               .append(" in ")
               .append(bracketed(parent.name))
               .append(" is not in the schema, --validate refuses it"));
  } else {
    const bool leaf = parent.type->children.empty();
    report(leaf ? "STRICT-033"_rule : "STRICT-001"_rule, place,
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
  Frame& parent = frames_.back();
  const auto bit_of = [&](const ChildRow& child) {
    return ChildBits{1} << (&child - parent.type->children.data());
  };
  const bool seen = (parent.seen & bit_of(row)) != 0;
  const bool any_number =
      row.cardinality.in(kNewestDialect) == Cardinality::All && !row.schema_repeated;
  if (seen && !any_number)
    report(
        row.schema_repeated.value_or("STRICT-003"_rule), {at, Aspect::Element},
        std::string("repeated ").append(bracketed(row.name)).append(", --validate takes only one"));
  if (!seen && row.schema_one_kind)
    for (const ChildRow& other : parent.type->children)
      if (other.schema_one_kind && &other != &row && parent.seen & bit_of(other))
        report(*row.schema_one_kind, {at, Aspect::Element},
               bracketed(row.name)
                   .append(" beside ")
                   .append(bracketed(other.name))
                   .append(", --validate takes only one kind"));
  parent.seen |= bit_of(row);
}

void StrictReader::enter(const ChildRow& row, const StartTag& tag, const NamespaceScope& scope) {
  const std::uint8_t port_types =
      row.type->part == Part::Parameters ? frames_.back().port_types : std::uint8_t{0xff};
  frames_.push_back({.type = row.type, .tag = tag.at, .name = row.name, .port_types = port_types});
  check_attributes(tag, scope);
}

// ---- text ----

void StrictReader::text(std::size_t at) {
  if (unchecked_ > 0 || frames_.empty()) return;
  Frame& frame = frames_.back();
  if (frame.type->text || std::exchange(frame.text_reported, true)) return;
  const bool metadata = frame.type->part == Part::Metadata;
  report(metadata ? "STRICT-027"_rule : "STRICT-005"_rule, {at, Aspect::Run},
         std::string("text in ")
             .append(bracketed(frame.name))
             .append(": --validate refuses it")
             .append(metadata ? "" : ", without it libvirt ignores it"));
}

void StrictReader::string_value(std::string_view value) {
  if (unchecked_ > 0 || frames_.empty()) return;
  const Frame& frame = frames_.back();
  const Form& form = frame.type->form;
  if (!form.broken_by) return;
  if (const auto rule = form.broken_by(value, dialect_))
    report(*rule, {frame.tag, Aspect::Text},
           bracketed(frame.name)
               .append(" is '")
               .append(value)
               .append("', --validate expects ")
               .append(form.expected));
}

void StrictReader::report(Rule rule, Place place, std::string message, std::string hint) {
  findings_->add({.rule = rule,
                  .severity = Severity::Error,
                  .place = std::move(place),
                  .message = std::move(message),
                  .hint = std::move(hint)});
}

Place StrictReader::attribute(std::string_view name) const {
  return {frames_.back().tag, Aspect::AttributeName, std::string(name)};
}

}  // namespace virnet::internal
