#include "parser/read/reader.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "model/rules/lint.h"
#include "model/values/stable_sort.h"
#include "parser/lint/lint_unused.h"
#include "parser/schema/schema_names.h"
#include "parser/xml/name_chars.h"

namespace virnet::internal {
namespace {

// libxml2's own bound on nesting, observed under libvirt 7.0 to 12.8.
unsigned deepest_of(const Dialect& dialect) { return dialect.has(XmlLibrary::V2_15) ? 256 : 257; }
constexpr std::size_t kLeastAttribute = 5;  // bytes, as in <x a=''/>

bool in_namespace(const ChildRow& row, std::string_view uri) {
  switch (row.ns) {
    case Namespace::Q: return uri.empty();
    case Namespace::L: return true;
    case Namespace::Dnsmasq: return uri == kDnsmasqUri;
  }
  return false;
}

ChildBits bit_of(const ElementType& type, const ChildRow& row) {
  return ChildBits{1} << (&row - type.children.data());
}

// Whether a second element of this row is as good as the first.
bool counts_all(const ChildRow& row, const Dialect& dialect) {
  return row.cardinality.in(dialect) == Cardinality::All;
}

bool has_colon(const Attribute& attribute) { return attribute.name.contains(':'); }

}  // namespace

void Reader::begin(const ParseOptions& options, const Dialect& dialect, const Target& target) {
  options_ = options;
  dialect_ = dialect;
  const Limits& limits = options.limits;
  deepest_ = std::min<std::size_t>(deepest_of(dialect), limits.max_depth);
  harmless_tag_ =
      std::min({limits.max_name, limits.max_text, kLeastAttribute * limits.max_attributes});
  document_ = target.document;
  spec_ = target.spec;
  arena_ = target.arena;
  scratch = {};
  names_.rewind();
  scope_.reset();
  kept_.reset();
  metadata_.reset();
  findings_.reset(options, *document_);
  suppressions_.reset();
  strict_.begin(options.strict, dialect, *document_, findings_);
  source_map_.reset();
  losses_.clear();
  frames_.clear();
  remarks_.clear();
  poisoned_.clear();
  ids_.clear();
  merged_.fill(0);
  depth_ = skipped_ = 0;
  misspelt_ = kNoRun;
  run_start_ = text_at_ = kNoRun;
  current_attribute_ = {};
  in_cdata_ = stopped_ = root_seen_ = foreign_root_ = recoverable_ = false;
}

void Reader::start_element(const StartTag& tag, std::string_view document) {
  if (stopped_) return;
  if (text_at_ != kNoRun) look_at_text();
  ++depth_;
  // Most tags are too small for anything too large.
  const bool harmless = depth_ <= deepest_ && tag.size <= harmless_tag_;
  if (!harmless && !within_limits(tag)) return stop();
  if (tag.may_declare) declare_namespaces(tag);
  if (options_.warnings) suppressions_.start_element(tag.at);
  if (strict_.active()) strict_.start_element(tag, scope_);
  if (kept_.active()) {
    flush_run(tag.at, RunEnd::OtherMarkup, document);
    open_within_text(tag);
  } else if (skipped_ > 0) {
    skip(tag);
  } else if (frames_.empty()) {
    open_root(tag);
  } else {
    open_child(tag);
  }
}

bool Reader::within_limits(const StartTag& tag) {
  const unsigned deepest = deepest_of(dialect_);
  if (depth_ > deepest) {
    report("XML-DEPTH-001"_rule, tag.at, 1,
           "elements are nested more than " + std::to_string(deepest) + " deep");
    return false;
  }
  const Limits& limits = options_.limits;
  if (depth_ > limits.max_depth) {
    report("LIMIT-DEPTH"_rule, tag.at, 1,
           "elements are nested more than " + std::to_string(limits.max_depth) + " deep", true);
    return false;
  }
  if (tag.name.size() > limits.max_name) {
    report("XML-SIZE-001"_rule, tag.at, 1,
           "an element name of more than " + std::to_string(limits.max_name) + " bytes");
    return false;
  }
  return attributes_within_limits(tag);
}

bool Reader::attributes_within_limits(const StartTag& tag) {
  const Limits& limits = options_.limits;
  if (tag.attributes.size() > limits.max_attributes) {
    report("LIMIT-ATTRIBUTES"_rule, tag.at, 1,
           "an element with more than " + std::to_string(limits.max_attributes) + " attributes",
           true);
    return false;
  }
  for (const auto& [name, value] : tag.attributes) {
    if (name.size() > limits.max_name) {
      report("XML-SIZE-001"_rule, tag.at, 1,
             "an attribute name of more than " + std::to_string(limits.max_name) + " bytes");
      return false;
    }
    if (value.size() > limits.max_text) {
      report("XML-SIZE-001"_rule, tag.at, 1,
             "an attribute value of more than " + std::to_string(limits.max_text) + " bytes");
      return false;
    }
  }
  return true;
}

void Reader::declare_namespaces(const StartTag& tag) {
  for (const auto& [name, value] : tag.attributes) {
    if (!is_namespace_attribute(name, dialect_.xml_library)) continue;
    if (name.find(':') != name.rfind(':')) check_name(name, tag.at);
    scope_.declare(name, value, depth_, dialect_.xml_library, names_, recoverable_);
  }
}

// A name that no row has may still have colons that libxml2 does not take.
void Reader::check_name(std::string_view name, std::size_t at) {
  if (!name.contains(':')) return;
  const SplitName split = split_name(name, dialect_.xml_library);
  recoverable_ |= split.recoverable || (!split.prefix.empty() && !scope_.find(split.prefix));
  if (split.refused) {
    report("XML-NS-003"_rule, at, 1,
           std::string("malformed name '").append(name).append("' with two colons"));
    stop();
  }
}

void Reader::check_attribute(std::string_view name, std::string_view value, std::size_t at) {
  check_name(name, at);
  // A malformed or repeated xml:id is an error that libxml2 goes on after.
  if (name != "xml:id" || recoverable_) return;
  const bool is_id = starts_with_name(value) && is_name(value) && !value.contains(':');
  recoverable_ = !is_id || !ids_.insert(names_.text(value).view()).second;
}

void Reader::check_unread_names(const StartTag& tag) {
  check_name(tag.name, tag.at);
  // Nothing is wrong with a name without a colon.
  if (std::ranges::none_of(tag.attributes, has_colon)) return;
  for (const auto& [name, value] : tag.attributes)
    if (!is_namespace_attribute(name, dialect_.xml_library)) check_attribute(name, value, tag.at);
  note_duplicate_names(tag.attributes);
}

// Two attributes of one expanded name are an error that libxml2 goes on after.
void Reader::note_duplicate_names(Attributes attributes) {
  if (recoverable_) return;
  std::vector<std::pair<std::string_view, std::string_view>> seen;
  for (const Attribute& attribute : attributes) {
    const std::string_view name = attribute.name;
    if (!name.contains(':') || is_namespace_attribute(name, dialect_.xml_library)) continue;
    bool refused = false;
    const ResolvedName resolved =
        scope_.resolve_attribute(name, dialect_.xml_library, recoverable_, refused);
    const std::pair<std::string_view, std::string_view> key{resolved.uri, resolved.local};
    if (std::ranges::find(seen, key) != seen.end()) recoverable_ = true;
    seen.push_back(key);
  }
}

void Reader::open_root(const StartTag& tag) {
  root_seen_ = true;
  bool refused = false;
  const ResolvedName resolved =
      scope_.resolve_element(tag.name, dialect_.xml_library, recoverable_, refused);
  const ChildRow& root = document_->root();
  if (resolved.local != root.name) {
    check_name(tag.name, tag.at);
    std::string message = std::string("the root element is ").append(bracketed(tag.name));
    findings_.add({.rule = document_->wrong_root,
                   .severity = Severity::Error,
                   .place = {tag.at, Aspect::Element},
                   .message = message.append(", expected ").append(bracketed(root.name))});
    foreign_root_ = true;
    skip(tag);
    return;
  }
  enter(root, {spec_}, tag);
}

// Mostly no namespace is declared.
const ChildRow* Reader::find_child(const Frame& parent, std::string_view name, std::size_t at) {
  const ChildRow* row = scope_.empty() ? index_.child(*parent.type, name) : nullptr;
  if (!row) return find_child_in_scope(parent, name, at);
  return in_namespace(*row, {}) ? row : nullptr;
}

const ChildRow* Reader::find_child_in_scope(const Frame& parent, std::string_view name,
                                            std::size_t at) {
  check_name(name, at);
  bool refused = false;
  const ResolvedName resolved =
      scope_.resolve_element(name, dialect_.xml_library, recoverable_, refused);
  const ChildRow* row = index_.child(*parent.type, resolved.local);
  return row && in_namespace(*row, resolved.uri) ? row : nullptr;
}

void Reader::open_child(const StartTag& tag) {
  const auto [name, at] = std::pair(tag.name, tag.at);
  Frame& parent = frames_.back();
  const ChildRow* row = find_child(parent, name, at);
  if (!row || !dialect_.has(row->since)) {
    unknown_child(tag, row);
    skip(tag);
    return;
  }
  if (row->ns == Namespace::L && name.size() != row->name.size())
    warn("LINT-PREFIX"_rule, {at, Aspect::Element},
         "libvirt takes " + bracketed(name) + " for " + bracketed(row->name));
  if (!may_open(parent, *row, at)) {
    skip(tag);
    return;
  }
  const Opened opened = row->open(*this, parent.object);
  if (!opened.object) {
    warn("LINT-UNUSED"_rule, {at, Aspect::Element},
         "libvirt does not look at " + bracketed(name) + " here");
    lose(LossKind::Ignored, {at, Aspect::Element}, "element " + bracketed(name));
    skip(tag);
    return;
  }
  enter(*row, opened, tag);
}

void Reader::unknown_child(const StartTag& tag, const ChildRow* row) {
  const std::string_view name = tag.name;
  Frame& parent = frames_.back();
  const Place place{tag.at, Aspect::Element};
  lose(LossKind::Unknown, place, "element " + bracketed(name));
  if (!findings_.has_room()) return findings_.skip();
  if (const ChildRow* elsewhere = row ? nullptr : index_.child(*parent.type, name))
    return foreign_child(name, *elsewhere, place);
  if (row) {
    warn("LINT-NEWER"_rule, place,
         bracketed(name)
             .append(" is newer than libvirt ")
             .append(to_string(dialect_.release))
             .append(", which ignores it with all its content"));
    return;
  }
  const Meant meant = meant_by_child(name, *parent.type, document_->root());
  std::string fix;
  if (const ChildRow* wanted = index_.child(*parent.type, meant.fix)) {
    const ChildBits bit = bit_of(*parent.type, *wanted);
    const bool is_free =
        counts_all(*wanted, dialect_) || ((parent.seen | parent.renamed) & bit) == 0;
    if (is_free && wanted->ns != Namespace::Dnsmasq) fix = meant.fix;
    parent.renamed |= bit;
  }
  if (!fix.empty() && !tag.is_empty) misspelt_ = tag.at;
  warn("LINT-ELEMENT"_rule, place,
       std::string("unknown element ")
           .append(quoted(name))
           .append(" in ")
           .append(bracketed(name_of(*parent.type)))
           .append(", libvirt ignores it with all its content"),
       meant.hint, std::move(fix));
}

// A known name in a namespace where libvirt does not look for it.
void Reader::foreign_child(std::string_view name, const ChildRow& row, const Place& place) {
  bool ignored = false;
  const ResolvedName resolved =
      scope_.resolve_element(name, dialect_.xml_library, ignored, ignored);
  std::string message = quoted(name);
  if (row.ns == Namespace::Dnsmasq)
    message.append(" is not in the namespace ").append(quoted(kDnsmasqUri));
  else
    message.append(" is in the namespace ").append(quoted(resolved.uri));
  warn("LINT-ELEMENT"_rule, place, message.append(", libvirt ignores it with all its content"));
}

bool Reader::may_open(Frame& parent, const ChildRow& row, std::size_t at) {
  const ChildBits bit = bit_of(*parent.type, row);
  const bool seen = (parent.seen & bit) != 0;
  parent.seen |= bit;
  if (seen)
    return (counts_all(row, dialect_) && counts_all(row, kNewestDialect)) || may_repeat(row, at);
  if (parent.renamed & bit && !counts_all(row, dialect_))
    findings_.keep_names(parent.tag, row.name);
  return true;
}

bool Reader::may_repeat(const ChildRow& row, std::size_t at) {
  const Cardinality cardinality = row.cardinality.in(dialect_);
  if (cardinality == Cardinality::One) {
    std::string message = "more than one " + bracketed(row.name);
    findings_.add({.rule = *row.repeated,
                   .severity = Severity::Error,
                   .place = {at, Aspect::Element},
                   .message = std::move(message),
                   .part = row.type->part});
    return false;
  }
  if (cardinality == Cardinality::All && row.cardinality.in(kNewestDialect) == Cardinality::First)
    warn("LINT-REPEATED"_rule, {at, Aspect::Element},
         "libvirt " + to_string(dialect_.like) + " reads the last " + bracketed(row.name) +
             ", newer ones the first");
  if (cardinality != Cardinality::First) return true;
  warn("LINT-REPEATED"_rule, {at, Aspect::Element},
       "libvirt reads only the first " + bracketed(row.name) + " and ignores this one");
  lose(LossKind::Ignored, {at, Aspect::Element}, "repeated element " + bracketed(row.name));
  return false;
}

void Reader::enter(const ChildRow& row, Opened opened, const StartTag& tag) {
  const ElementType& type = *row.type;
  std::uint32_t outer = kNoIndex;
  std::uint32_t inner = kNoIndex;
  SpaceMode space = document_->drops_blanks ? SpaceMode::Unset : SpaceMode::KeepAll;
  if (!frames_.empty()) {
    const Frame& parent = frames_.back();
    outer = parent.outer;
    inner = parent.inner;
    space = child_mode(parent.space);
  }
  if (row.counts == Counts::Outer) outer = opened.index;
  if (row.counts == Counts::Inner) inner = opened.index;
  source_map_.add(type.part, outer, inner, tag.at);
  frames_.emplace_back(&type, opened.object, outer, inner, tag.at, space);
  read_attributes(tag, row.cardinality.in(dialect_));
  if (type.text || type.part == Part::Metadata) open_text(tag);
}

void Reader::skip(const StartTag& tag) {
  ++skipped_;
  check_unread_names(tag);
}

void Reader::end_element(std::size_t at, std::string_view document) {
  if (stopped_) return;
  if (text_at_ != kNoRun) look_at_text();
  bool ends_frame = true;
  if (kept_.active()) {
    flush_run(at, RunEnd::EndTag, document);
    ends_frame = kept_.close();
    if (ends_frame) finish_text();
  } else if (skipped_ > 0) {
    --skipped_;
    if (skipped_ == 0 && misspelt_ != kNoRun)
      findings_.set_end(std::exchange(misspelt_, kNoRun), at);
    ends_frame = false;
  }
  if (options_.warnings) suppressions_.end_element(at);
  if (ends_frame) {
    const Frame& frame = frames_.back();
    if (frame.type->closed) frame.type->closed(*this, frame.object);
    frames_.pop_back();
  }
  if (strict_.active()) strict_.end_element();
  if (!scope_.empty()) scope_.leave(depth_);
  --depth_;
}

// ---- what was found ----

void Reader::report(Rule rule, std::size_t at, std::size_t length, std::string message,
                    bool deviation) {
  findings_.add({.rule = rule,
                 .severity = Severity::Error,
                 .place = {at, Aspect::Exact, {}, length},
                 .message = std::move(message),
                 .deviation = deviation});
}

void Reader::fail(Rule rule, std::string message, std::string hint, std::string fix) {
  const Frame& frame = frames_.back();
  Aspect aspect = frame.type->text ? Aspect::Text : Aspect::Element;
  if (!current_attribute_.empty()) aspect = Aspect::AttributeValue;
  findings_.add({.rule = rule,
                 .severity = Severity::Error,
                 .place = {frame.tag, aspect, std::string(current_attribute_)},
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .part = frame.type->part,
                 .fix = std::move(fix)});
  poisoned_.push_back({frame.type->part, frame.outer, frame.inner});
}

void Reader::withdraw(Part part) {
  findings_.withdraw(part);
  poisoned_.cut(std::remove_if(poisoned_.begin(), poisoned_.end(),
                               [&](const Poisoned& one) { return one.part == part; }));
}

// A rule between values says nothing where one of them could not be read.
bool Reader::is_poisoned(const Where& where) const {
  if (has_poison(where.part, where.outer, where.inner)) return true;
  if (where.outer != kNoIndex && has_poison(Part::Ip, where.outer, kNoIndex)) return true;
  const auto any_ip = std::ranges::lower_bound(poisoned_, Part::Ip, {}, &Poisoned::part);
  return where.part == Part::Route && any_ip != poisoned_.end() && any_ip->part == Part::Ip;
}

bool Reader::has_poison(Part part, std::uint32_t outer, std::uint32_t inner) const {
  const auto key = [](const Poisoned& one) { return std::tuple(one.part, one.outer, one.inner); };
  return std::ranges::binary_search(poisoned_, std::tuple(part, outer, inner), {}, key);
}

void Reader::add(Rule rule, Where where, std::string message) {
  if (!poisoned_.empty() && is_poisoned(where)) return;
  const bool is_text = where.part == Part::Name || where.part == Part::Title;
  Aspect aspect = is_text ? Aspect::Text : Aspect::Element;
  if (!where.attribute.empty())
    aspect = where.is_name ? Aspect::AttributeName : Aspect::AttributeValue;
  const bool refused =
      rule.severity() == Severity::Error || (options_.define && rule.code().starts_with("DEF-"));
  const std::size_t tag = source_map_.find(where);
  if (!refused && suppressions_.silence(rule, tag)) return;
  findings_.add({.rule = rule,
                 .severity = refused ? Severity::Error : rule.severity(),
                 .place = {tag, aspect, std::string(where.attribute)},
                 .message = std::move(message),
                 .part = where.part});
}

void Reader::validate_document() {
  frames_.clear();
  if (foreign_root_) return;
  std::ranges::sort(poisoned_, {},
                    [](const Poisoned& one) { return std::tuple(one.part, one.outer, one.inner); });
  document_->validate(spec_, dialect_, *this);
  if (document_ == &kNetworkDocument)
    lint_whole(*static_cast<const NetworkSpec*>(spec_));
  else if (options_.warnings)
    lint_unused(*static_cast<const NetworkPortSpec*>(spec_), dialect_, source_map_.entries(),
                *this);
}

void Reader::complete() {
  if (document_ != &kNetworkDocument) return;
  auto& network = *static_cast<NetworkSpec*>(spec_);
  if (const std::string printed = metadata_.print(); !printed.empty())
    network.metadata = arena_->text(printed);
  for (std::size_t i = 0; i < network.ips.size(); ++i) {
    Ip& ip = Arena::mutable_data(network.ips)[i];
    arena_->trim(ip.ranges);
    arena_->trim(ip.hosts);
  }
  arena_->trim(network.ips);
  arena_->trim(network.routes);
  arena_->trim(network.dns.hosts);
  arena_->trim(network.dns.txts);
  arena_->trim(network.dns.srvs);
  arena_->trim(network.portgroups);
}

void Reader::lint_whole(const NetworkSpec& network) {
  if (!options_.warnings && !options_.define) return;
  // What a mode or the type of a port allows is unknown where these could not be read.
  const auto known = [&](Part part) { return !has_poison(part, kNoIndex, kNoIndex); };
  if (known(Part::Forward) && known(Part::VirtualPort)) validate_define(network, dialect_, *this);
  if (!options_.warnings) return;
  if (known(Part::Forward) && known(Part::Bridge)) lint_modes(network, *this);
  lint_network(network, *this);
  lint_unused(network, dialect_, source_map_.entries(), *this);
}

Diagnostics Reader::diagnostics(std::string_view document) {
  suppressions_.finish(document.size());
  return findings_.resolve(document, suppressions_);
}

void Reader::warn(Rule rule, Place place, std::string message, std::string hint, std::string fix,
                  std::string before) {
  if (!options_.warnings || strict_.says_more_than(rule)) return;
  if (suppressions_.silence(rule, place.tag)) return;
  findings_.add({.rule = rule,
                 .severity = rule.severity(),
                 .place = std::move(place),
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .fix = std::move(fix),
                 .before = std::move(before)});
}

void Reader::lose(LossKind kind, Place place, std::string what) {
  if (options_.warnings && losses_.size() < options_.limits.max_diagnostics)
    losses_.push_back({kind, std::move(place), std::move(what)});
}

std::vector<Loss> Reader::losses(std::string_view document) const {
  std::vector<Loss> result;
  Positions positions(document);
  for (const PendingLoss& loss : losses_)
    result.push_back({loss.kind, positions.span(find_place(document, loss.place)), loss.what});
  // Of some attributes it shows only at an end tag that they are lost.
  stable_sort(result, [](const Loss& a, const Loss& b) { return a.span.offset < b.span.offset; });
  return result;
}

}  // namespace virnet::internal
