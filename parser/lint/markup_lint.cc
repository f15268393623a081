#include "parser/lint/markup_lint.h"

#include <algorithm>
#include <utility>

#include "model/rules/validate.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {
namespace {

SourceAnchor at_element(std::size_t tag) { return {tag, AnchorKind::Element}; }

SourceAnchor at_attribute(std::size_t tag, std::string_view name) {
  return {tag, AnchorKind::AttributeName, std::string(name)};
}

}  // namespace

void MarkupLint::begin(const Dialect& dialect, const DocumentType& document) {
  dialect_ = dialect;
  document_ = &document;
  remarks_.clear();
  misspelt_ = kNone;
}

// ---- elements ----

void MarkupLint::warn_unread_element(const StartTag& tag, const ChildRow* row,
                                     OpenElement& parent) {
  if (!active()) return;
  dropped_.record(LossKind::Unknown, at_element(tag.at), "element " + bracketed(tag.name));
  if (!warnings_.admit()) return;
  if (row) return warn_newer_element(tag.at, tag.name);
  const ChildRow* elsewhere = index_.child(*parent.type, tag.name);
  if (elsewhere) return warn_foreign_namespace(tag.at, tag.name, *elsewhere);
  warn_unknown_element(tag, parent);
}

void MarkupLint::warn_newer_element(std::size_t at, std::string_view name) {
  warnings_.add("LINT-NEWER"_rule, at_element(at),
                bracketed(name)
                    .append(" is newer than libvirt ")
                    .append(to_string(dialect_.release))
                    .append(", which ignores it with all its content"));
}

// A known name in a namespace where libvirt does not look for it.
void MarkupLint::warn_foreign_namespace(std::size_t at, std::string_view name,
                                        const ChildRow& row) {
  bool ignored = false;
  const ResolvedName resolved =
      scope_.resolve_element(name, dialect_.xml_library, ignored, ignored);
  std::string message = quoted(name);
  if (row.ns == Namespace::Dnsmasq)
    message.append(" is not in the namespace ").append(quoted(kDnsmasqUri));
  else
    message.append(" is in the namespace ").append(quoted(resolved.uri));
  warnings_.add("LINT-ELEMENT"_rule, at_element(at),
                message.append(", libvirt ignores it with all its content"));
}

void MarkupLint::warn_unknown_element(const StartTag& tag, OpenElement& parent) {
  const Meant meant = meant_by_child(tag.name, *parent.type, document_->root());
  std::string fix;
  if (const ChildRow* wanted = index_.child(*parent.type, meant.fix)) {
    const ChildBits bit = bit_of(*parent.type, *wanted);
    const bool is_free =
        counts_all(*wanted, dialect_) || ((parent.seen | parent.renamed) & bit) == 0;
    if (is_free && wanted->ns != Namespace::Dnsmasq) fix = meant.fix;
    parent.renamed |= bit;
  }
  if (!fix.empty() && !tag.is_empty) misspelt_ = tag.at;
  warnings_.add("LINT-ELEMENT"_rule, at_element(tag.at),
                std::string("unknown element ")
                    .append(quoted(tag.name))
                    .append(" in ")
                    .append(bracketed(name_of(*parent.type)))
                    .append(", libvirt ignores it with all its content"),
                meant.hint, std::move(fix));
}

void MarkupLint::end_misspelt(std::size_t at) {
  findings_.set_end(std::exchange(misspelt_, kNone), at);
}

void MarkupLint::warn_element_prefix(std::size_t at, std::string_view name,
                                     std::string_view meant) {
  warnings_.add("LINT-PREFIX"_rule, at_element(at),
                "libvirt takes " + bracketed(name) + " for " + bracketed(meant));
}

void MarkupLint::warn_unused_element(std::size_t at, std::string_view name) {
  warnings_.add("LINT-UNUSED"_rule, at_element(at),
                "libvirt does not look at " + bracketed(name) + " here");
  dropped_.record(LossKind::Ignored, at_element(at), "element " + bracketed(name));
}

void MarkupLint::warn_repeated_element(std::size_t at, std::string_view name) {
  warnings_.add("LINT-REPEATED"_rule, at_element(at),
                "libvirt reads only the first " + bracketed(name) + " and ignores this one");
  dropped_.record(LossKind::Ignored, at_element(at), "repeated element " + bracketed(name));
}

void MarkupLint::warn_last_counts(std::size_t at, std::string_view name) {
  warnings_.add("LINT-REPEATED"_rule, at_element(at),
                "libvirt " + to_string(dialect_.like) + " reads the last " + bracketed(name) +
                    ", newer ones the first");
}

// ---- attributes ----

void MarkupLint::warn_unread_attribute(const OpenElement& element, std::string_view name,
                                       bool is_newer, Attributes attributes) {
  if (!active() || element.type->part == Part::Metadata) return;  // kept and printed
  dropped_.record(LossKind::Unknown, at_attribute(element.tag, name), "attribute " + quoted(name));
  if (!warnings_.admit()) return;
  if (is_newer) return warn_newer_attribute(element, name);
  warn_unknown_attribute(element, name, attributes);
}

void MarkupLint::warn_newer_attribute(const OpenElement& element, std::string_view name) {
  warnings_.add("LINT-NEWER"_rule, at_attribute(element.tag, name),
                std::string("attribute ")
                    .append(quoted(name))
                    .append(" of ")
                    .append(bracketed(name_of(*element.type)))
                    .append(" is newer than libvirt ")
                    .append(to_string(dialect_.release))
                    .append(", which ignores it"));
}

void MarkupLint::warn_unknown_attribute(const OpenElement& element, std::string_view name,
                                        Attributes attributes) {
  const Meant meant = meant_by_attribute(name, *element.type, document_->root());
  const bool is_there = !meant.fix.empty() && std::ranges::any_of(attributes, [&](auto& attribute) {
    return attribute.name == meant.fix;
  });
  warnings_.add("LINT-ATTRIBUTE"_rule, at_attribute(element.tag, name),
                std::string("unknown attribute ")
                    .append(quoted(name))
                    .append(" of ")
                    .append(bracketed(name_of(*element.type)))
                    .append(", libvirt ignores it"),
                meant.hint, std::string(is_there ? "" : meant.fix));
}

void MarkupLint::warn_attribute_prefix(const OpenElement& element, std::string_view name,
                                       std::string_view meant) {
  warnings_.add(
      "LINT-PREFIX"_rule, at_attribute(element.tag, name),
      std::string("libvirt takes ").append(quoted(name)).append(" for ").append(quoted(meant)));
}

void MarkupLint::warn_duplicate(const OpenElement& element, std::string_view name,
                                std::string_view counted) {
  warnings_.add("LINT-REPEATED"_rule, at_attribute(element.tag, name),
                std::string("libvirt reads only the first ")
                    .append(quoted(counted))
                    .append(" and ignores ")
                    .append(quoted(name))
                    .append(" here"));
}

void MarkupLint::warn_empty(const OpenElement& element, std::string_view name) {
  warnings_.add("LINT-EMPTY"_rule, at_attribute(element.tag, name),
                quoted(name).append(" is empty, libvirt takes it for absent"));
}

void MarkupLint::warn_missing_companion(const OpenElement& element, std::string_view name,
                                        std::string_view companion) {
  warnings_.add("LINT-UNUSED"_rule, at_attribute(element.tag, name),
                std::string("libvirt ignores ")
                    .append(quoted(name))
                    .append(" of ")
                    .append(bracketed(name_of(*element.type)))
                    .append(" without ")
                    .append(quoted(companion)));
}

void MarkupLint::warn_unused_attribute(std::size_t tag, std::string_view name,
                                       std::string_view meant, std::string_view why) {
  warnings_.add("LINT-UNUSED"_rule, at_attribute(tag, name),
                std::string("libvirt ignores ").append(quoted(meant)).append(" ").append(why));
  dropped_.record(LossKind::Ignored, at_attribute(tag, name), "attribute " + quoted(name));
}

// ---- values and text ----

void MarkupLint::lint_value(const OpenElement& element, const AttributeRow& row,
                            std::string_view name, std::string_view value) {
  ValueLint lint(dialect_, row.name, &row.numbers, remarks_);
  row.lint(lint, value);
  if (!remarks_.empty())
    add_remarks({element.tag, AnchorKind::AttributeValue, std::string(name)}, {});
}

void MarkupLint::lint_content(const OpenElement& element, std::string_view value) {
  ValueLint lint(dialect_, name_of(*element.type), nullptr, remarks_);
  element.type->lint(lint, value);
  if (!remarks_.empty()) add_remarks({element.tag, AnchorKind::Text}, value);
}

void MarkupLint::add_remarks(const SourceAnchor& anchor, std::string_view before) {
  for (Remark& remark : remarks_)
    warnings_.add(remark.rule, anchor, std::move(remark.message), std::move(remark.hint),
                  std::move(remark.fix), std::string(before));
  remarks_.clear();
}

void MarkupLint::warn_text(OpenElement& element, std::size_t at) {
  if (!active() || std::exchange(element.text_reported, true)) return;
  const SourceAnchor anchor{at, AnchorKind::Run};
  warnings_.add("LINT-TEXT"_rule, anchor,
                std::string("text in ")
                    .append(bracketed(name_of(*element.type)))
                    .append(", where libvirt ignores it"));
  dropped_.record(LossKind::Unknown, anchor, "text");
}

// ---- metadata ----

void MarkupLint::lint_metadata(const OpenElement& element, const Metadata& metadata) {
  if (!metadata.has_element() && dialect_.has(kEmptyMetadataDropped))
    warnings_.add("LINT-METADATA"_rule, at_element(element.tag),
                  "libvirt drops a <metadata> without elements");
  else if (metadata.has_text())
    warnings_.add("LINT-METADATA"_rule, at_element(element.tag),
                  "libvirt drops text from <metadata>");
}

void MarkupLint::lint_metadata_child(const ResolvedName& name, const Metadata& metadata,
                                     std::size_t at) {
  if (!active()) return;
  if (name.uri.empty())
    warnings_.add(
        "LINT-METADATA"_rule, at_element(at),
        bracketed(name.local).append(" is in no namespace, libvirt drops it from <metadata>"));
  else if (!metadata.would_keep(name.uri))
    warnings_.add("LINT-METADATA"_rule, at_element(at),
                  std::string("libvirt keeps only the first element of the namespace ")
                      .append(quoted(name.uri))
                      .append(" in <metadata> and drops ")
                      .append(quoted(name.local)));
}

}  // namespace virnet::internal
