#include "parser/reader.h"

#include <algorithm>

#include "parser/name_chars.h"
#include "parser/schema_index.h"
#include "parser/suggest.h"

namespace virnet::internal {
namespace {

// libxml2's own bound on nesting (spec/network-xml.md 1.7).
constexpr unsigned kDeepestNew = 256;
constexpr unsigned kDeepestOld = 257;

std::string bracketed(std::string_view name) { return std::string("<").append(name).append(">"); }

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool in_namespace(const ChildRow& row, std::string_view uri) {
  switch (row.ns) {
    case Namespace::Q: return uri.empty();
    case Namespace::L: return true;
    case Namespace::Dnsmasq: return uri == kDnsmasqUri;
  }
  return false;
}

}  // namespace

void Reader::begin(const ParseOptions& options, Storage& storage) {
  options_ = options;
  release_ = options.release;
  arena_ = &storage.arena;
  network_ = &storage.spec;
  scratch = {};
  nodes_.emplace();
  scope_.reset();
  tree_ = {};
  findings_.reset(options.limits);
  strict_.begin(options.strict, options.release, findings_);
  source_map_.reset();
  losses_.clear();
  frames_.clear();
  poisoned_.clear();
  ids_.clear();
  merged_.fill(0);
  depth_ = skipped_ = 0;
  run_start_ = kNoRun;
  in_cdata_ = stopped_ = root_seen_ = recoverable_ = false;
}

void Reader::start_element(std::string_view name, Attributes attributes, std::size_t at,
                           std::string_view document) {
  if (stopped_) return;
  ++depth_;
  if (!within_limits(name, attributes, at, document.size())) return stop();
  declare_namespaces(attributes);
  if (strict_.active()) strict_.start_element(name, attributes, at, scope_);
  if (tree_.active()) {
    flush_run(at, RunEnd::OtherMarkup, document);
    tree_start(name, attributes, at);
  } else if (skipped_ > 0) {
    skip(name, attributes, at);
  } else if (frames_.empty()) {
    open_root(name, attributes, at);
  } else {
    open_child(name, attributes, at);
  }
}

bool Reader::within_limits(std::string_view name, Attributes attributes, std::size_t at,
                           std::size_t document_size) {
  const unsigned deepest = release_ >= Release::V12_8 ? kDeepestNew : kDeepestOld;
  if (depth_ > deepest) {
    report("XML-DEPTH-001"_rule, at, 1,
           "elements are nested more than " + std::to_string(deepest) + " deep");
    return false;
  }
  const Limits& limits = options_.limits;
  if (depth_ > limits.max_depth) {
    report("LIMIT-DEPTH"_rule, at, 1,
           "elements are nested more than " + std::to_string(limits.max_depth) + " deep", true);
    return false;
  }
  if (name.size() > limits.max_name) {
    report("XML-SIZE-001"_rule, at, 1,
           "an element name of more than " + std::to_string(limits.max_name) + " bytes");
    return false;
  }
  std::size_t count = 0;
  for (const char** pair = attributes.pairs; *pair; pair += 2, ++count) {
    // A name or value is as long as its document at most, so small documents need no look.
    if (document_size > limits.max_name && std::string_view(pair[0]).size() > limits.max_name) {
      report("XML-SIZE-001"_rule, at, 1,
             "an attribute name of more than " + std::to_string(limits.max_name) + " bytes");
      return false;
    }
    if (document_size > limits.max_text && std::string_view(pair[1]).size() > limits.max_text) {
      report("XML-SIZE-001"_rule, at, 1,
             "an attribute value of more than " + std::to_string(limits.max_text) + " bytes");
      return false;
    }
  }
  if (count <= limits.max_attributes) return true;
  report("LIMIT-ATTRIBUTES"_rule, at, 1,
         "an element with more than " + std::to_string(limits.max_attributes) + " attributes",
         true);
  return false;
}

void Reader::declare_namespaces(Attributes attributes) {
  for (const char** pair = attributes.pairs; *pair; pair += 2)
    if (pair[0][0] == 'x' && is_namespace_attribute(pair[0]))
      scope_.declare(pair[0], pair[1], depth_, release_, *nodes_, recoverable_);
}

// A name that no row has may still be none that libxml2 takes.
void Reader::check_name(std::string_view name, std::size_t at) {
  if (!is_ascii(name) && !is_name(name)) {
    report("XML-NAME-002"_rule, at, 1,
           std::string("'").append(name).append("' is no name in XML 1.0 fifth edition"));
    return stop();
  }
  if (!name.contains(':')) return;
  const SplitName split = split_name(name, release_);
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
  recoverable_ = !is_id || !ids_.insert(nodes_->text(value).view()).second;
}

void Reader::check_unread_names(std::string_view name, Attributes attributes, std::size_t at) {
  check_name(name, at);
  for (const char** pair = attributes.pairs; *pair; pair += 2)
    if (!is_namespace_attribute(pair[0])) check_attribute(pair[0], pair[1], at);
  note_duplicate_names(attributes);
}

// Two attributes of one expanded name are an error that libxml2 goes on after.
void Reader::note_duplicate_names(Attributes attributes) {
  if (recoverable_) return;
  std::vector<std::pair<std::string_view, std::string_view>> seen;
  for (const char** pair = attributes.pairs; *pair; pair += 2) {
    const std::string_view name = pair[0];
    if (!name.contains(':') || is_namespace_attribute(name)) continue;
    bool refused = false;
    const ResolvedName resolved = scope_.resolve_attribute(name, release_, recoverable_, refused);
    const std::pair<std::string_view, std::string_view> key{resolved.uri, resolved.local};
    if (std::ranges::find(seen, key) != seen.end()) recoverable_ = true;
    seen.push_back(key);
  }
}

void Reader::open_root(std::string_view name, Attributes attributes, std::size_t at) {
  root_seen_ = true;
  bool refused = false;
  const ResolvedName resolved = scope_.resolve_element(name, release_, recoverable_, refused);
  if (resolved.local != "network") {
    check_name(name, at);
    std::string message = std::string("the root element is ").append(bracketed(name));
    findings_.add({.rule = "NET-ROOT-001"_rule,
                   .severity = Severity::Error,
                   .place = {at, Aspect::Element},
                   .message = message.append(", expected <network>")});
    skip(name, attributes, at);
    return;
  }
  enter(root_row(), {network_}, attributes, at);
}

const ChildRow* Reader::find_child(const Frame& parent, std::string_view name, std::size_t at) {
  const ChildRow* row = find_child_row(*parent.type, name);
  if (row && scope_.empty()) return in_namespace(*row, {}) ? row : nullptr;
  check_name(name, at);
  bool refused = false;
  const ResolvedName resolved = scope_.resolve_element(name, release_, recoverable_, refused);
  row = find_child_row(*parent.type, resolved.local);
  return row && in_namespace(*row, resolved.uri) ? row : nullptr;
}

void Reader::open_child(std::string_view name, Attributes attributes, std::size_t at) {
  Frame& parent = frames_.back();
  const ChildRow* row = find_child(parent, name, at);
  if (!row || row->since > release_) {
    std::string message = row ? bracketed(name)
                                    .append(" is newer than libvirt ")
                                    .append(to_string(release_))
                                    .append(", which ignores it")
                              : std::string("unknown element ")
                                    .append(bracketed(name))
                                    .append(", libvirt ignores it with all its content");
    warn("LINT-ELEMENT"_rule, Severity::Warning, {at, Aspect::Element}, std::move(message),
         row ? std::string() : did_you_mean(name, child_names(*parent.type)));
    lose(LossKind::Unknown, {at, Aspect::Element}, "element " + bracketed(name));
    skip(name, attributes, at);
    return;
  }
  if (!may_open(parent, *row, at)) {
    skip(name, attributes, at);
    return;
  }
  const Opened opened = row->open(*this, parent.object);
  if (!opened.object) {
    warn("LINT-UNUSED"_rule, Severity::Warning, {at, Aspect::Element},
         "libvirt does not look at " + bracketed(name) + " here");
    lose(LossKind::Ignored, {at, Aspect::Element}, "element " + bracketed(name));
    skip(name, attributes, at);
    return;
  }
  enter(*row, opened, attributes, at);
}

bool Reader::may_open(Frame& parent, const ChildRow& row, std::size_t at) {
  const auto index = static_cast<std::size_t>(&row - parent.type->children.data());
  const std::uint32_t bit = std::uint32_t{1} << index;
  const bool seen = (parent.seen & bit) != 0;
  parent.seen |= bit;
  const Cardinality cardinality = row.cardinality[static_cast<std::size_t>(release_)];
  if (!seen || cardinality == Cardinality::All || cardinality == Cardinality::Merged) return true;
  if (cardinality == Cardinality::One) {
    std::string message = "more than one " + bracketed(row.name);
    findings_.add({.rule = *row.repeated,
                   .severity = Severity::Error,
                   .place = {at, Aspect::Element},
                   .message = std::move(message),
                   .part = row.type->part});
    return false;
  }
  warn("LINT-REPEATED"_rule, Severity::Warning, {at, Aspect::Element},
       "libvirt reads only the first " + bracketed(row.name) + " and ignores this one");
  lose(LossKind::Ignored, {at, Aspect::Element}, "repeated element " + bracketed(row.name));
  return false;
}

void Reader::enter(const ChildRow& row, Opened opened, Attributes attributes, std::size_t at) {
  const ElementType& type = *row.type;
  const bool root = frames_.empty();
  Frame frame{.type = &type,
              .object = opened.object,
              .outer = root ? kNoIndex : frames_.back().outer,
              .inner = root ? kNoIndex : frames_.back().inner,
              .tag = at,
              .space = root ? SpaceMode::Unset : child_mode(frames_.back().space)};
  if (row.counts == Counts::Outer) frame.outer = opened.index;
  if (row.counts == Counts::Inner) frame.inner = opened.index;
  source_map_.add(type.part, frame.outer, frame.inner, at);
  frames_.push_back(frame);
  read_attributes(attributes,
                  row.cardinality[static_cast<std::size_t>(release_)] == Cardinality::Merged);
  if (type.text || type.part == Part::Metadata) {
    tree_.start(*nodes_, release_, frames_.back().space);
    if (type.part == Part::Metadata) fill_tree_node(*tree_.root(), "metadata", attributes, true);
  }
}

void Reader::skip(std::string_view name, Attributes attributes, std::size_t at) {
  ++skipped_;
  check_unread_names(name, attributes, at);
}

void Reader::end_element(std::size_t at, std::string_view document) {
  if (stopped_) return;
  bool ends_frame = true;
  if (tree_.active()) {
    flush_run(at, RunEnd::EndTag, document);
    ends_frame = tree_.close();
    if (ends_frame) finish_text();
  } else if (skipped_ > 0) {
    --skipped_;
    ends_frame = false;
  }
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

void Reader::fail(Rule rule, std::string message, std::string hint) {
  const Frame& frame = frames_.back();
  Aspect aspect = frame.type->text ? Aspect::Text : Aspect::Element;
  if (!current_attribute_.empty()) aspect = Aspect::AttributeValue;
  findings_.add({.rule = rule,
                 .severity = Severity::Error,
                 .place = {frame.tag, aspect, std::string(current_attribute_)},
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .part = frame.type->part});
  poisoned_.push_back({frame.type->part, frame.outer, frame.inner});
}

void Reader::withdraw(Part part) {
  findings_.withdraw(part);
  std::erase_if(poisoned_, [&](const Where& where) { return where.part == part; });
}

// A rule between values says nothing where one of them could not be read.
bool Reader::is_poisoned(const Where& where) const {
  return std::ranges::any_of(poisoned_, [&](const Where& bad) {
    const bool same =
        bad.part == where.part && bad.outer == where.outer && bad.inner == where.inner;
    const bool around = bad.part == Part::Ip && bad.outer == where.outer;
    const bool any_ip = bad.part == Part::Ip && where.part == Part::Route;
    return same || around || any_ip;
  });
}

void Reader::add(Rule rule, Where where, std::string message) {
  if (findings_.has_error() && is_poisoned(where)) return;
  const bool is_text = where.part == Part::Name || where.part == Part::Title;
  Aspect aspect = is_text ? Aspect::Text : Aspect::Element;
  if (!where.attribute.empty()) aspect = Aspect::AttributeValue;
  findings_.add({.rule = rule,
                 .severity = Severity::Error,
                 .place = {source_map_.find(where), aspect, std::string(where.attribute)},
                 .message = std::move(message),
                 .part = where.part});
}

void Reader::validate_network() {
  frames_.clear();
  validate(*network_, release_, *this);
}

void Reader::warn(Rule rule, Severity severity, Place place, std::string message,
                  std::string hint) {
  if (!options_.warnings || strict_.says_more_than(rule)) return;
  findings_.add({.rule = rule,
                 .severity = severity,
                 .place = std::move(place),
                 .message = std::move(message),
                 .hint = std::move(hint)});
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
  return result;
}

}  // namespace virnet::internal
