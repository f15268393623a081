// Text that counts: the content of <name> and its like, and of <metadata>.
#include <utility>

#include "model/values/digits.h"
#include "parser/read/reader.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {

void Reader::characters(std::string_view text, std::size_t at, std::string_view document) {
  if (stopped_) return;
  const bool looked_at = strict_.active() || (options_.warnings && !kept_.active());
  if (looked_at && text_at_ == kNoRun && !is_blank(text)) text_at_ = at + leading_blanks(text);
  if (!kept_.active()) return;
  if (in_cdata_) {
    cdata_.append(text);
  } else if (document[at] == '&') {
    flush_run(at, RunEnd::Reference, document);
    kept_.add_reference(text);
  } else if (run_start_ == kNoRun) {
    run_start_ = at;
  }
}

// How much of a text that is not well-formed Expat hands over depends on the pieces it gets: what
// is said about a text waits for what comes behind it.
void Reader::look_at_text() {
  const std::size_t at = std::exchange(text_at_, kNoRun);
  if (strict_.active()) strict_.text(at);
  if (kept_.active() || skipped_ > 0 || frames_.empty() || !options_.warnings ||
      std::exchange(frames_.back().text_reported, true))
    return;
  const Place place{at, Aspect::Run};
  warn("LINT-TEXT"_rule, place,
       std::string("text in ")
           .append(bracketed(name_of(*frames_.back().type)))
           .append(", where libvirt ignores it"));
  lose(LossKind::Unknown, place, "text");
}

void Reader::flush_run(std::size_t at, RunEnd end, std::string_view document) {
  if (run_start_ == kNoRun) return;
  kept_.add_run(document.substr(run_start_, at - run_start_), end);
  run_start_ = kNoRun;
}

void Reader::comment(std::string_view text, std::size_t at, std::string_view document) {
  if (stopped_) return;
  if (text_at_ != kNoRun) look_at_text();
  if (text.size() > options_.limits.max_text) {
    report("XML-SIZE-001"_rule, at, 1, "a comment that is too large");
    return stop();
  }
  if (options_.warnings) read_suppression(at, document);
  const bool kept = kept_.active() && !kept_.at_root();
  if (!kept) lose(LossKind::Comment, {at, Aspect::Exact, {}, text.size() + 7}, "comment");
  if (!kept_.active()) return;
  flush_run(at, RunEnd::OtherMarkup, document);
  kept_.add_comment(text);
}

void Reader::instruction(std::string_view target, std::string_view text, std::size_t at,
                         std::string_view document) {
  if (stopped_) return;
  if (text_at_ != kNoRun) look_at_text();
  check_name(target, at);
  if (target.contains(':')) recoverable_ = true;
  if (text.size() > options_.limits.max_text || target.size() > options_.limits.max_name) {
    report("XML-SIZE-001"_rule, at, 1, "a processing instruction that is too large");
    return stop();
  }
  const bool kept = kept_.active() && !kept_.at_root();
  if (!kept)
    lose(LossKind::ProcessingInstruction, {at, Aspect::Exact, {}, target.size() + 2},
         "processing instruction");
  if (!kept_.active()) return;
  flush_run(at, RunEnd::OtherMarkup, document);
  // One blank stands for all of those after the target, even if nothing else follows.
  const std::size_t after = at + 2 + target.size();
  const bool separated = after < document.size() && is_blank(document[after]);
  kept_.add_instruction(target, std::string(separated ? " " : "").append(text));
}

void Reader::start_cdata(std::size_t at, std::string_view document) {
  if (stopped_) return;
  if (text_at_ != kNoRun) look_at_text();
  if (!kept_.active()) return;
  flush_run(at, RunEnd::OtherMarkup, document);
  in_cdata_ = true;
  cdata_.clear();
}

void Reader::end_cdata() {
  if (stopped_ || !in_cdata_) return;
  in_cdata_ = false;
  if (cdata_.size() > options_.limits.max_text) {
    report("XML-SIZE-001"_rule, frames_.back().tag, 1, "a CDATA section that is too large");
    return stop();
  }
  kept_.add_cdata(cdata_);
}

void Reader::open_text(const StartTag& tag) {
  const Frame& frame = frames_.back();
  const bool is_metadata = frame.type->part == Part::Metadata;
  if (is_metadata) metadata_.start(dialect_, resolved("metadata", tag.attributes));
  kept_.start(dialect_, frame.space, is_metadata ? &metadata_ : nullptr);
}

void Reader::open_within_text(const StartTag& tag) {
  check_unread_names(tag);
  if (Metadata* metadata = kept_.metadata()) {
    const MetadataElement& element = resolved(tag.name, tag.attributes);
    if (kept_.at_root() && options_.warnings) lint_metadata_child(element.name, tag.at);
    metadata->open(element);
  }
  kept_.open();
  for (const auto& [attribute, value] : tag.attributes)
    if (attribute == "xml:space") kept_.read_space(value);
}

// Until the next one.
const MetadataElement& Reader::resolved(std::string_view name, Attributes attributes) {
  bool refused = false;
  element_.name = scope_.resolve_element(name, dialect_.xml_library, recoverable_, refused);
  element_.declarations = scope_.of_depth(depth_);
  element_.attributes.clear();
  for (const auto& [attribute, value] : attributes) {
    if (is_namespace_attribute(attribute, dialect_.xml_library)) continue;
    const ResolvedName as =
        scope_.resolve_attribute(attribute, dialect_.xml_library, recoverable_, refused);
    element_.attributes.push_back({as, value});
  }
  return element_;
}

void Reader::finish_text() {
  const Frame& frame = frames_.back();
  if (kept_.metadata()) {
    if (options_.warnings) lint_metadata();
    return;
  }
  const std::string_view value = kept_.value();
  if (strict_.active()) strict_.string_value(value);
  const std::size_t failed = poisoned_.size();
  frame.type->text(*this, frame.object, value, kept_.has_content());
  if (frame.type->lint && options_.warnings && poisoned_.size() == failed) lint_content(value);
}

}  // namespace virnet::internal
