#include "parser/read/schema_walker.h"

#include <string>
#include <utility>

#include "parser/lint/markup_lint.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {
namespace {

bool in_namespace(const ChildRow& row, std::string_view uri) {
  switch (row.ns) {
    case Namespace::Q: return uri.empty();
    case Namespace::L: return true;
    case Namespace::Dnsmasq: return uri == kDnsmasqUri;
  }
  return false;
}

}  // namespace

void SchemaWalker::begin(const Dialect& dialect, const DocumentType& document) {
  dialect_ = dialect;
  document_ = &document;
}

const ChildRow* SchemaWalker::open_root(const StartTag& tag, void* spec) {
  const ResolvedName resolved = namespaces_.resolve_element(tag.name);
  const ChildRow& root = document_->root();
  if (resolved.local == root.name) return enter(root, {spec}, tag.at);
  namespaces_.check_name(tag.name, tag.at);
  std::string message = std::string("the root element is ").append(bracketed(tag.name));
  findings_.refuse(document_->wrong_root, {tag.at, AnchorKind::Element},
                   message.append(", expected ").append(bracketed(root.name)));
  return nullptr;
}

// Mostly no namespace is declared.
const ChildRow* SchemaWalker::find_child(const OpenElement& parent, std::string_view name,
                                         std::size_t at) {
  const ChildRow* row = namespaces_.scope().empty() ? index_.child(*parent.type, name) : nullptr;
  if (!row) return find_child_in_scope(parent, name, at);
  return in_namespace(*row, {}) ? row : nullptr;
}

const ChildRow* SchemaWalker::find_child_in_scope(const OpenElement& parent, std::string_view name,
                                                  std::size_t at) {
  namespaces_.check_name(name, at);
  const ResolvedName resolved = namespaces_.resolve_element(name);
  const ChildRow* row = index_.child(*parent.type, resolved.local);
  return row && in_namespace(*row, resolved.uri) ? row : nullptr;
}

const ChildRow* SchemaWalker::open_child(const StartTag& tag) {
  const auto [name, at] = std::pair(tag.name, tag.at);
  OpenElement& parent = context_.element();
  const ChildRow* row = find_child(parent, name, at);
  if (!row || !dialect_.has(row->since)) {
    lint_.warn_unread_element(tag, row, parent);
    return nullptr;
  }
  if (row->ns == Namespace::L && name.size() != row->name.size())
    lint_.warn_element_prefix(at, name, row->name);
  if (!may_open(parent, *row, at)) return nullptr;
  const Opened opened = row->open(context_, parent.object);
  if (opened.object) return enter(*row, opened, at);
  lint_.warn_unused_element(at, name);
  return nullptr;
}

bool SchemaWalker::may_open(OpenElement& parent, const ChildRow& row, std::size_t at) {
  const ChildBits bit = bit_of(*parent.type, row);
  const bool seen = (parent.seen & bit) != 0;
  parent.seen |= bit;
  if (seen)
    return (counts_all(row, dialect_) && counts_all(row, kNewestDialect)) || may_repeat(row, at);
  if (parent.renamed & bit && !counts_all(row, dialect_))
    findings_.keep_names(parent.tag, row.name);
  return true;
}

bool SchemaWalker::may_repeat(const ChildRow& row, std::size_t at) {
  const Cardinality cardinality = row.cardinality.in(dialect_);
  if (cardinality == Cardinality::One) {
    findings_.add({.rule = *row.repeated,
                   .severity = Severity::Error,
                   .anchor = {at, AnchorKind::Element},
                   .message = "more than one " + bracketed(row.name),
                   .part = row.type->part});
    return false;
  }
  if (cardinality == Cardinality::All && row.cardinality.in(kNewestDialect) == Cardinality::First)
    lint_.warn_last_counts(at, row.name);
  if (cardinality != Cardinality::First) return true;
  lint_.warn_repeated_element(at, row.name);
  return false;
}

const ChildRow* SchemaWalker::enter(const ChildRow& row, Opened opened, std::size_t at) {
  OpenElement element{.type = row.type,
                      .object = opened.object,
                      .outer = kNoIndex,
                      .inner = kNoIndex,
                      .tag = at,
                      .space = document_->drops_blanks ? SpaceMode::Unset : SpaceMode::KeepAll};
  if (!context_.is_outside()) {
    const OpenElement& parent = context_.element();
    element.outer = parent.outer;
    element.inner = parent.inner;
    element.space = child_mode(parent.space);
  }
  if (row.counts == Counts::Outer) element.outer = opened.index;
  if (row.counts == Counts::Inner) element.inner = opened.index;
  source_map_.add(row.type->part, element.outer, element.inner, at);
  context_.open(element);
  return &row;
}

}  // namespace virnet::internal
