#include "parser/read/reader.h"

#include <string>
#include <utility>

#include "model/values/digits.h"
#include "parser/read/host_resources.h"

namespace virnet::internal {

void Reader::begin(const ParseOptions& options, const Dialect& dialect, const Target& target) {
  options_ = options;
  dialect_ = dialect;
  target_ = target;
  const DocumentType& document = *target.document;
  findings_.reset(options, document);
  errors_.begin();
  limits_.begin(options.limits, dialect);
  namespaces_.begin(dialect.xml_library);
  suppressions_.reset();
  strict_.begin(options.strict, dialect, document);
  warnings_.begin(options);
  dropped_.begin(options);
  lint_.begin(dialect, document);
  source_map_.reset();
  context_.begin(dialect, *target.arena);
  walker_.begin(dialect, document);
  attributes_.begin(dialect);
  text_.begin(dialect);
  depth_ = skipped_ = 0;
  stray_text_ = kNone;
  root_seen_ = foreign_root_ = false;
}

// ---- elements ----

void Reader::start_element(const StartTag& tag) {
  if (stopped()) return;
  if (stray_text_ != kNone) report_stray_text();
  ++depth_;
  if (!limits_.admit(tag, depth_)) return;
  if (tag.may_declare) namespaces_.declare(tag, depth_);
  if (lint_.active()) suppressions_.start_element(tag.at);
  if (strict_.active()) strict_.start_element(tag, namespaces_.scope());
  if (text_.active())
    text_.start_element(tag, depth_);
  else if (skipped_ > 0)
    skip(tag);
  else
    open(tag);
}

void Reader::open(const StartTag& tag) {
  const bool is_root = context_.is_outside();
  const ChildRow* row = is_root ? walker_.open_root(tag, target_.spec) : walker_.open_child(tag);
  root_seen_ = true;
  if (!row) {
    foreign_root_ |= is_root;
    return skip(tag);
  }
  attributes_.read(tag, row->cardinality.in(dialect_));
  if (row->type->text || row->type->part == Part::Metadata)
    text_.start(context_.element(), tag, depth_);
}

void Reader::skip(const StartTag& tag) {
  ++skipped_;
  namespaces_.check_names(tag);
}

void Reader::end_element(std::size_t at) {
  if (stopped()) return;
  if (stray_text_ != kNone) report_stray_text();
  bool is_open = true;
  if (text_.active()) {
    is_open = end_text(at);
  } else if (skipped_ > 0) {
    is_open = false;
    if (--skipped_ == 0) lint_.end_unread(at);
  }
  if (lint_.active()) suppressions_.end_element(at);
  if (is_open) context_.close();
  if (strict_.active()) strict_.end_element();
  namespaces_.leave(depth_);
  --depth_;
}

// ---- text ----

void Reader::characters(std::string_view text, std::size_t at) {
  if (stopped()) return;
  const bool is_looked_at = strict_.active() || (lint_.active() && !text_.active());
  if (is_looked_at && stray_text_ == kNone && !is_blank(text))
    stray_text_ = at + leading_blanks(text);
  if (text_.active()) text_.characters(text, at);
}

// How much of a text that is not well-formed Expat hands over depends on the pieces it gets: what
// is said about a text waits for what follows it.
void Reader::report_stray_text() {
  const std::size_t at = std::exchange(stray_text_, kNone);
  if (strict_.active()) strict_.text(at);
  if (!text_.active() && skipped_ == 0 && !context_.is_outside())
    lint_.warn_text(context_.element(), at);
}

// Whether that was the end of the element whose text counts, and not of one in it.
bool Reader::end_text(std::size_t at) {
  if (!text_.end_element(at)) return false;
  finish_text();
  return true;
}

void Reader::finish_text() {
  const OpenElement& element = context_.element();
  const TextContent& content = text_.content();
  if (content.metadata()) return lint_.lint_metadata(element, text_.metadata());
  const std::string_view value = content.value();
  if (strict_.active()) strict_.string_value(value);
  const bool is_read = context_.store_text(value, content.has_content());
  if (is_read && element.type->lint && lint_.active()) lint_.lint_content(element, value);
}

void Reader::start_cdata(std::size_t at) {
  if (stopped()) return;
  if (stray_text_ != kNone) report_stray_text();
  if (text_.active()) text_.start_cdata(at);
}

void Reader::end_cdata() {
  if (!stopped()) text_.end_cdata();
}

// ---- other markup ----

void Reader::comment(std::string_view text, std::size_t at) {
  if (stopped()) return;
  if (stray_text_ != kNone) report_stray_text();
  if (!limits_.admit_comment(text, at)) return;
  constexpr std::size_t kAround = std::string_view("<!---->").size();
  warnings_.read_comment(source_.text(), at);
  if (!text_.keeps_markup())
    dropped_.record(LossKind::Comment, {at, AnchorKind::Exact, {}, text.size() + kAround},
                    "comment");
  if (text_.active()) text_.comment(text, at);
}

void Reader::instruction(std::string_view target, std::string_view text, std::size_t at) {
  if (stopped()) return;
  if (stray_text_ != kNone) report_stray_text();
  namespaces_.check_target(target, at);
  if (!limits_.admit_instruction(target, text, at)) return;
  constexpr std::size_t kBefore = std::string_view("<?").size();
  if (!text_.keeps_markup())
    dropped_.record(LossKind::ProcessingInstruction,
                    {at, AnchorKind::Exact, {}, target.size() + kBefore}, "processing instruction");
  if (text_.active()) text_.instruction(target, text, at);
}

// ---- the end of the document ----

void Reader::validate_document() {
  if (!foreign_root_) rules_.run(options_, dialect_, *target_.document, target_.spec);
}

void Reader::complete() {
  if (target_.document != &kNetworkDocument) return;
  auto& network = *static_cast<NetworkSpec*>(target_.spec);
  Arena& arena = *target_.arena;
  if (const std::string printed = text_.metadata().print(); !printed.empty())
    network.metadata = arena.text(printed);
  for (std::size_t i = 0; i < network.ips.size(); ++i) {
    Ip& ip = Arena::mutable_data(network.ips)[i];
    arena.trim(ip.ranges);
    arena.trim(ip.hosts);
  }
  arena.trim(network.ips);
  arena.trim(network.routes);
  arena.trim(network.dns.hosts);
  arena.trim(network.dns.txts);
  arena.trim(network.dns.srvs);
  arena.trim(network.portgroups);
}

Diagnostics Reader::diagnostics(std::string_view document) {
  suppressions_.finish(document.size());
  return findings_.resolve(document, suppressions_);
}

std::vector<HostResource> Reader::resources() const {
  const auto& network = *static_cast<const NetworkSpec*>(target_.spec);
  return host_resources(network, source_map_, suppressions_, source_.text());
}

}  // namespace virnet::internal
