#include "parser/findings.h"

#include <algorithm>
#include <utility>

namespace virnet::internal {

Bytes find_place(std::string_view document, const Place& place) {
  switch (place.aspect) {
    case Aspect::Element: return find_element_name(document, place.tag);
    case Aspect::AttributeName: return find_attribute_name(document, place.tag, place.attribute);
    case Aspect::AttributeValue: return find_attribute_value(document, place.tag, place.attribute);
    case Aspect::Text: return find_text(document, place.tag);
    case Aspect::Run: return find_run(document, place.tag);
    case Aspect::Exact: break;
  }
  const std::size_t offset = std::min(place.tag, document.size());
  return {offset, std::min(place.length, document.size() - offset)};
}

void Findings::reset(const Limits& limits) {
  limits_ = limits;
  findings_.clear();
  errors_ = others_ = 0;
  errors_of_.fill(0);
}

void Findings::add(Finding finding) {
  const bool is_error = finding.severity == Severity::Error;
  if (is_error) ++errors_of_[static_cast<std::size_t>(finding.part)];
  std::size_t& count = is_error ? errors_ : others_;
  if (++count <= limits_.max_diagnostics) findings_.push_back(std::move(finding));
}

void Findings::withdraw(Part part) {
  errors_ -= std::exchange(errors_of_[static_cast<std::size_t>(part)], 0);
  std::erase_if(findings_, [&](const Finding& finding) {
    return finding.part == part && finding.severity == Severity::Error;
  });
}

void Findings::drop_echoes() {
  const auto is_of_schema = [](const Finding& finding) {
    return finding.rule.code().starts_with("STRICT-");
  };
  std::vector<Place> refused;
  for (const Finding& finding : findings_)
    if (finding.severity == Severity::Error && !is_of_schema(finding))
      refused.push_back(finding.place);
  errors_ -= std::erase_if(findings_, [&](const Finding& finding) {
    return is_of_schema(finding) && std::ranges::find(refused, finding.place) != refused.end();
  });
}

Diagnostics Findings::resolve(std::string_view document) {
  drop_echoes();
  // Where not all fit, errors come before the rest and the last place is for saying so.
  const std::size_t total = errors_ + others_;
  const bool all = total <= limits_.max_diagnostics;
  std::stable_sort(findings_.begin(), findings_.end(),
                   [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
  if (!all && findings_.size() >= limits_.max_diagnostics)
    findings_.resize(std::max<std::size_t>(limits_.max_diagnostics, 1) - 1);
  std::vector<std::pair<Bytes, const Finding*>> placed;
  for (const Finding& finding : findings_)
    placed.emplace_back(find_place(document, finding.place), &finding);
  std::stable_sort(placed.begin(), placed.end(),
                   [](const auto& a, const auto& b) { return a.first.offset < b.first.offset; });

  Positions positions(document);
  Diagnostics diagnostics;
  for (const auto& [bytes, finding] : placed)
    diagnostics.push_back({.code = finding->rule.code(),
                           .severity = finding->severity,
                           .span = positions.span(bytes),
                           .message = finding->message,
                           .hint = finding->hint,
                           .deviation = finding->deviation});
  if (!all && limits_.max_diagnostics > 0)
    diagnostics.push_back(
        {.code = "LIMIT-DIAGNOSTICS"_rule.code(),
         .severity = has_error() ? Severity::Error : Severity::Note,
         .span = diagnostics.empty() ? Span{} : diagnostics.back().span,
         .message = std::to_string(total - placed.size()) + " more are not shown"});
  return diagnostics;
}

}  // namespace virnet::internal
