#include "parser/read/findings.h"

#include <algorithm>
#include <utility>

#include "model/values/stable_sort.h"

namespace virnet::internal {

void Findings::reset(const ParseOptions& options, const DocumentType& document) {
  limits_ = options.limits;
  // Refused without a word is not refused.
  limits_.max_diagnostics = std::max<std::size_t>(limits_.max_diagnostics, 1);
  ignore_ = options.ignore;
  document_ = &document;
  findings_.clear();
  settled_ = 0;
  errors_ = others_ = 0;
  errors_of_.fill(0);
}

void Findings::add(Finding finding) {
  finding.rule = document_->alias_for(finding.rule, finding.anchor.attribute);
  if (!ignore_.empty() && ignores(finding.rule)) return;
  const bool is_error = finding.severity == Severity::Error;
  if (is_error) ++errors_of_[static_cast<std::size_t>(finding.part)];
  std::size_t& count = is_error ? errors_ : others_;
  if (++count <= limits_.max_diagnostics) findings_.push_back(std::move(finding));
}

void Findings::refuse(Rule rule, SourceAnchor anchor, std::string message, std::string hint) {
  add({.rule = rule,
       .severity = Severity::Error,
       .anchor = std::move(anchor),
       .message = std::move(message),
       .hint = std::move(hint)});
}

void Findings::withdraw(Part part) {
  errors_ -= std::exchange(errors_of_[static_cast<std::size_t>(part)], 0);
  settled_ = 0;
  std::erase_if(findings_, [&](const Finding& finding) {
    return finding.part == part && finding.severity == Severity::Error;
  });
}

void Findings::set_end(std::size_t tag, std::size_t at) {
  const auto found = std::find_if(findings_.rbegin(), findings_.rend(), [&](const Finding& f) {
    return f.anchor.tag == tag && f.anchor.kind == AnchorKind::Element && !f.fix.empty();
  });
  if (found != findings_.rend()) found->end_tag = at;
}

void Findings::keep_names(std::size_t tag, std::string_view name) {
  for (Finding& f : findings_)
    if (f.anchor.tag > tag && f.anchor.kind == AnchorKind::Element && f.fix == name) f.fix.clear();
}

void Findings::drop_silenced(const Suppressions& suppressions, std::size_t line,
                             std::string_view document) {
  const auto offset_of = [&](Finding& f) {
    if (f.offset == Finding::kNotLocated) f.offset = locate(document, f.anchor).offset;
    return f.offset;
  };
  // Findings before this line are also before the lines of all later comments.
  while (settled_ < findings_.size() && offset_of(findings_[settled_]) < line) ++settled_;
  const auto first = findings_.begin() + static_cast<std::ptrdiff_t>(settled_);
  const auto gone = std::remove_if(first, findings_.end(), [&](Finding& f) {
    return f.severity != Severity::Error && suppressions.silences(f.rule, line) &&
           suppressions.silences(f.rule, offset_of(f));
  });
  others_ -= static_cast<std::size_t>(findings_.end() - gone);
  findings_.erase(gone, findings_.end());
}

namespace {

bool is_of_attribute(const SourceAnchor& anchor) {
  return anchor.kind == AnchorKind::AttributeName || anchor.kind == AnchorKind::AttributeValue;
}

bool is_same_spot(const SourceAnchor& a, const SourceAnchor& b) {
  return a == b ||
         (a.tag == b.tag && a.attribute == b.attribute && is_of_attribute(a) && is_of_attribute(b));
}

bool is_of_schema(const Finding& finding) { return finding.rule.code().starts_with("STRICT-"); }

}  // namespace

void Findings::drop_duplicates() {
  std::vector<Finding*> refused;
  for (Finding& finding : findings_)
    if (finding.severity == Severity::Error) refused.push_back(&finding);
  // A tag can have a thousand attributes, each with an error.
  const auto place_of = [](const Finding* finding) {
    return std::pair(finding->anchor.tag, std::string_view(finding->anchor.attribute));
  };
  stable_sort(refused,
              [&](const Finding* a, const Finding* b) { return place_of(a) < place_of(b); });
  std::vector<std::size_t> duplicates;
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    Finding& finding = findings_[i];
    const bool lint = finding.severity != Severity::Error;
    if (!lint && !is_of_schema(finding)) continue;
    const auto here = std::ranges::equal_range(refused, place_of(&finding), {}, place_of);
    const auto error = std::ranges::find_if(here, [&](const Finding* other) {
      return is_same_spot(other->anchor, finding.anchor) && (lint || !is_of_schema(*other));
    });
    if (error == here.end()) continue;
    duplicates.push_back(i);
    --(lint ? others_ : errors_);
    if (!lint || !is_of_schema(**error) || !(*error)->fix.empty()) continue;
    (*error)->fix = finding.fix;
    (*error)->before = finding.before;
    (*error)->end_tag = finding.end_tag;
    if ((*error)->hint.empty()) (*error)->hint = finding.hint;
  }
  std::size_t index = 0;
  std::erase_if(findings_,
                [&](const Finding&) { return std::ranges::binary_search(duplicates, index++); });
}

namespace {

// A message quotes names and values of the document, which may be of any length.
constexpr std::size_t kMaxMessage = 400;  // bytes
constexpr std::size_t kKept = 150;        // at either end

// The edits that make the fix of a finding.
std::vector<Edit> edits_of(const Finding& finding, const ByteRange& range,
                           std::string_view document, Positions& positions) {
  const auto edit = [&](const ByteRange& at) {
    return Edit{positions.span(at), std::string(document.substr(at.offset, at.length)),
                finding.fix};
  };
  std::vector<Edit> edits;
  if (finding.fix.empty()) return edits;
  edits.push_back(edit(range));
  if (!finding.before.empty() && edits.front().before != finding.before) return {};
  constexpr std::size_t kOpening = 2;  // </
  if (finding.end_tag > finding.anchor.tag)
    edits.push_back(edit({finding.end_tag + kOpening, range.length}));
  return edits;
}

}  // namespace

// Where not all fit, errors come before the rest and the last place is for saying so.
std::size_t Findings::cut_to_limit() {
  const std::size_t total = errors_ + others_;
  if (total <= limits_.max_diagnostics) return 0;
  stable_sort(findings_,
              [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
  if (findings_.size() >= limits_.max_diagnostics) findings_.resize(limits_.max_diagnostics - 1);
  return total - findings_.size();
}

Findings::Placed Findings::in_source_order(std::string_view document) const {
  Placed placed;
  placed.reserve(findings_.size());
  for (const Finding& finding : findings_)
    placed.emplace_back(locate(document, finding.anchor), &finding);
  stable_sort(placed, [](const auto& a, const auto& b) {
    return std::pair(a.first.offset, a.second->severity) <
           std::pair(b.first.offset, b.second->severity);
  });
  return placed;
}

Diagnostics Findings::resolve(std::string_view document, const Suppressions& suppressions) {
  if (suppressions.any()) {
    others_ -= std::erase_if(findings_, [&](const Finding& f) {
      return f.severity != Severity::Error &&
             suppressions.silences(f.rule, locate(document, f.anchor).offset);
    });
  }
  drop_duplicates();
  const std::size_t left_out = cut_to_limit();
  Positions positions(document);
  Positions of_edits(document);
  Diagnostics diagnostics;
  diagnostics.reserve(findings_.size());
  for (const auto& [range, finding] : in_source_order(document))
    diagnostics.push_back({.code = finding->rule.code(),
                           .severity = finding->severity,
                           .span = positions.span(range),
                           .message = clipped(finding->message, kMaxMessage, kKept),
                           .hint = finding->hint,
                           .deviation = finding->deviation,
                           .fix = edits_of(*finding, range, document, of_edits)});
  if (left_out > 0)
    diagnostics.push_back({.code = "LIMIT-DIAGNOSTICS"_rule.code(),
                           .severity = has_error() ? Severity::Error : Severity::Note,
                           .span = diagnostics.empty() ? Span{} : diagnostics.back().span,
                           .message = std::to_string(left_out) + " more are not shown"});
  return diagnostics;
}

}  // namespace virnet::internal
