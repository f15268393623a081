#include "parser/read/document_rules.h"

#include <utility>

#include "model/rules/lint.h"
#include "parser/lint/lint_unused.h"

namespace virnet::internal {

void DocumentRules::run(const ParseOptions& options, const Dialect& dialect,
                        const DocumentType& document, const void* spec) {
  define_ = options.define;
  invalid_.sort();
  document.validate(spec, dialect, *this);
  if (&document == &kNetworkDocument)
    run_network(options, dialect, *static_cast<const NetworkSpec*>(spec));
  else if (options.warnings)
    lint_unused(*static_cast<const NetworkPortSpec*>(spec), dialect, source_map_.entries(), *this);
}

void DocumentRules::run_network(const ParseOptions& options, const Dialect& dialect,
                                const NetworkSpec& network) {
  if (!options.warnings && !options.define) return;
  // What a mode or the type of a port allows is unknown where these could not be read.
  const auto known = [&](Part part) { return !invalid_.has(part); };
  if (known(Part::Forward) && known(Part::VirtualPort)) validate_define(network, dialect, *this);
  if (!options.warnings) return;
  if (known(Part::Forward) && known(Part::Bridge)) lint_modes(network, *this);
  lint_network(network, *this);
  lint_unused(network, dialect, source_map_.entries(), *this);
}

void DocumentRules::add(Rule rule, Where where, std::string message) {
  if (invalid_.affect(where)) return;
  const bool is_text = where.part == Part::Name || where.part == Part::Title;
  AnchorKind kind = is_text ? AnchorKind::Text : AnchorKind::Element;
  if (!where.attribute.empty())
    kind = where.is_name ? AnchorKind::AttributeName : AnchorKind::AttributeValue;
  const bool refused =
      rule.severity() == Severity::Error || (define_ && rule.code().starts_with("DEF-"));
  const std::size_t tag = source_map_.find(where);
  if (!refused && suppressions_.silences(rule, tag)) return;
  findings_.add({.rule = rule,
                 .severity = refused ? Severity::Error : rule.severity(),
                 .anchor = {tag, kind, std::string(where.attribute)},
                 .message = std::move(message),
                 .part = where.part});
}

}  // namespace virnet::internal
