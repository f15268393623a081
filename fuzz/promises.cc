#include "fuzz/promises.h"

#include <virnet/rules.h>

#include <algorithm>
#include <array>
#include <list>
#include <string>
#include <unordered_map>

#include "fuzz/oracle.h"

namespace virnet {

bool operator==(const Loss& a, const Loss& b) {
  return a.kind == b.kind && a.span == b.span && a.what == b.what;
}

namespace fuzz {
namespace {

// How long the document can be once it is UTF-8: no encoding's byte takes more than three there.
std::size_t longest(std::string_view document) {
  return is_plain_utf8(document) ? document.size() : 3 * document.size();
}

void check_span(const Span& span, std::size_t size, std::string_view whose) {
  require(span.offset <= size && span.length <= size - span.offset,
          "the span {}+{} of {} leaves the document of {} bytes", span.offset, span.length, whose,
          size);
  require((span.line == 0) == (span.column == 0), "{} has a line without a column", whose);
  require(
      span.end_line > span.line || (span.end_line == span.line && span.end_column >= span.column),
      "{} ends before it begins", whose);
  require(span.line <= size + 1, "line {} of {} bytes", span.line, size);
}

void check_edit(std::string_view document, const Edit& edit, std::string_view code) {
  check_span(edit.span, longest(document), code);
  require(edit.before.size() == edit.span.length, "an edit of {} is not as long as its place",
          code);
  if (!is_plain_utf8(document)) return;
  require(document.substr(edit.span.offset, edit.span.length) == edit.before,
          "an edit of {} does not meet its text", code);
  // A value is replaced from quote to quote.
  const char quote = edit.span.offset > 0 ? document[edit.span.offset - 1] : '\0';
  if (quote != '"' && quote != '\'') return;
  const std::string_view rest = document.substr(edit.span.offset);
  require(rest.find(quote) == edit.span.length, "an edit of {} is not the value: {}", code,
          edit.before);
}

// What is told about a rule names it. Of one that was looked at once that is known.
const RuleInfo* explained(std::string_view code) {
  static const std::string page = rules_markdown();
  static std::unordered_map<std::string_view, const RuleInfo*> known;
  if (const auto found = known.find(code); found != known.end()) return found->second;
  const RuleInfo* rule = find_rule(code);
  require(rule != nullptr, "no rule is called '{}'", code);
  require(page.contains(rule_markdown(*rule)), "{} is not on the page of rules", code);
  known.emplace(rule->code, rule);
  return rule;
}

void check_rule(const Diagnostic& d, Release release) {
  const RuleInfo& rule = *explained(d.code);
  // Of a release between two verified ones it may not be known.
  require(holds_in(release, rule.validity) != Holds::No, "{} for {}, but it is of {}", d.code,
          to_string(release), to_string(rule.validity));
}

bool same(const ParseOptions& a, const ParseOptions& b) {
  return a.release == b.release && a.warnings == b.warnings && a.define == b.define &&
         a.strict == b.strict && a.limits == b.limits;
}

}  // namespace

ParseResult read(std::string_view document, const ParseOptions& options) {
  struct Kept {
    ParseOptions options;
    Parser parser;
  };
  constexpr std::size_t kMost = 8;
  static std::list<Kept> kept;  // the last one used comes first
  const auto is_it = [&](const Kept& each) { return same(each.options, options); };
  const auto found = std::ranges::find_if(kept, is_it);
  if (found != kept.end()) {
    kept.splice(kept.begin(), kept, found);
  } else {
    kept.push_front({options, Parser(options)});
    if (kept.size() > kMost) kept.pop_back();
  }
  return kept.front().parser.parse(document);
}

bool is_plain_utf8(std::string_view document) {
  if (document.substr(0, 4).find('\0') != std::string_view::npos) return false;
  if (document.starts_with("\xff") || document.starts_with("\xfe")) return false;
  return document.find("encoding") == std::string_view::npos;
}

Network reread(const std::string& written, Release release) {
  const ParseResult result = read(written, {.release = release, .warnings = false});
  require(result.network.has_value(), "for {} this is refused:\n{}\n{}", to_string(release),
          written, listed(result.diagnostics));
  return *result.network;
}

void check_findings(std::string_view document, const ParseOptions& options, bool accepted,
                    const Diagnostics& diagnostics, const std::vector<Loss>& losses) {
  const std::size_t size = longest(document);
  require(accepted != has_error(diagnostics), "accepted: {}, with\n{}", accepted,
          listed(diagnostics));
  const std::size_t most = std::max<std::size_t>(options.limits.max_diagnostics, 1);
  require(diagnostics.size() <= most, "{} diagnostics instead of {}", diagnostics.size(), most);
  require(losses.size() <= most, "{} losses instead of {}", losses.size(), most);
  require(options.warnings || losses.empty(), "losses that nobody asked for");
  for (const Diagnostic& d : diagnostics) {
    check_rule(d, options.release);
    require(!d.message.empty(), "{} says nothing", d.code);
    require(!d.deviation || d.severity == Severity::Error, "{} deviates and is no error", d.code);
    check_span(d.span, size, d.code);
    for (const Edit& edit : d.fix) check_edit(document, edit, d.code);
  }
  for (const Loss& loss : losses) check_span(loss.span, size, loss.what);
  const auto offset = [](const auto& found) { return found.span.offset; };
  require(std::ranges::is_sorted(diagnostics, {}, offset), "not in source order:\n{}",
          listed(diagnostics));
  require(std::ranges::is_sorted(losses, {}, offset), "losses are not in source order");
}

namespace {

// Alone a network takes nothing from anybody; what it takes from its double, the double has. A host
// without devices lacks each address.
void check_resources(const std::vector<HostResource>& resources) {
  const std::array<ResourceOwner, 2> doubles = {ResourceOwner{"a", resources},
                                                ResourceOwner{"b", resources}};
  require(find_conflicts(std::span(doubles).first(1)).empty(), "a network is in its own way");
  for (const HostConflict& conflict : find_conflicts(doubles)) {
    const Diagnostic& d = conflict.diagnostic;
    require(conflict.owner == 1 && explained(d.code) != nullptr, "{} of {}: {}", d.code,
            conflict.owner, d.message);
    const auto is_place = [&](const HostResource& resource) { return resource.span == d.span; };
    require(std::ranges::any_of(resources, is_place), "no resource is where {} is", d.code);
  }
  const auto missing = find_missing_functions(resources, [](const std::string&) { return false; });
  const auto wanted = std::ranges::count_if(resources, [](const HostResource& resource) {
    return resource.kind == HostResource::Kind::PciAddress && !resource.silenced;
  });
  require(std::ssize(missing) == wanted, "{} devices lack instead of {}", missing.size(), wanted);
}

}  // namespace

void check(std::string_view document, const ParseOptions& options, const ParseResult& result) {
  check_findings(document, options, result.network.has_value(), result.diagnostics, result.losses);
  require(result.resources.empty() || (result.network && options.warnings),
          "resources of no network, or unasked for");
  const std::size_t size = longest(document);
  for (const HostResource& resource : result.resources)
    check_span(resource.span, size, resource.value);
  check_resources(result.resources);
}

void check(std::string_view document, const ParseOptions& options,
           const NetworkPortResult& result) {
  check_findings(document, options, result.port.has_value(), result.diagnostics, result.losses);
}

}  // namespace fuzz
}  // namespace virnet

auto fmt::formatter<virnet::fuzz::Listed>::format(virnet::fuzz::Listed listed,
                                                  format_context& context) const
    -> format_context::iterator {
  auto out = context.out();
  for (const virnet::Diagnostic& d : listed.diagnostics)
    out = fmt::format_to(out, "{}:{}-{}:{} {}: {} [{}]\n", d.span.line, d.span.column,
                         d.span.end_line, d.span.end_column, to_string(d.severity), d.message,
                         d.code);
  return out;
}
